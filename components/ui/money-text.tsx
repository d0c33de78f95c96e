import { formatMoney, isNegative, isZero, type Money } from "@/lib/shared/money";
import { classNames } from "./class-names";
import { UI_WORDS } from "./ui-words";

interface MoneyTextProps {
	/** Null: the provider gave none. */
	value: Money | null;
	missing?: string;
	/** For columns: an absent currency is the sign ¤ (read out in full). Say once nearby what it means. */
	compact?: boolean;
	/** A balance: owed amounts stand out, settled ones step back. */
	balance?: boolean;
	className?: string;
}

/** Exact money with its currency; "currency not given" is said, never guessed. */
export function MoneyText({
	value,
	missing = UI_WORDS.notGiven,
	balance = false,
	compact = false,
	className,
}: MoneyTextProps) {
	if (value === null) return <span className={classNames("text-n10", className)}>{missing}</span>;
	const settled = isZero(value);
	return (
		<span
			className={classNames(
				"num whitespace-nowrap",
				balance && settled && "text-n10",
				balance && !settled && !isNegative(value) && "font-medium",
				className,
			)}
		>
			{formatMoney(value, { withCurrency: false })}
			<Currency code={value.currency} compact={compact} />
			{balance && isNegative(value) && <span className="sr-only"> {UI_WORDS.inTheGuestsFavour}</span>}
		</span>
	);
}

function Currency({ code, compact }: { code: string | null; compact: boolean }) {
	if (code !== null) return <span className="text-n10 text-xs"> {code}</span>;
	if (!compact) return <span className="text-n10 text-xs"> {UI_WORDS.currencyInBrackets}</span>;
	return (
		<span className="text-n10 text-xs" title={UI_WORDS.currencyTitle}>
			<span aria-hidden="true"> ¤</span>
			<span className="sr-only"> {UI_WORDS.currencyAside}</span>
		</span>
	);
}

/** What ¤ stands for, beside amounts shown compactly. Nothing when all of them have a currency. */
export function CurrencyNote({ amounts, className }: { amounts: readonly (Money | null)[]; className?: string }) {
	if (!amounts.some((amount) => amount !== null && amount.currency === null)) return null;
	return <p className={className ?? "text-n10 text-sm"}>{UI_WORDS.currencyMark}</p>;
}
