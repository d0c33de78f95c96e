import { formatMoney, isNegative, isZero, type Money } from "@/lib/shared/money";
import { classNames } from "./class-names";

interface MoneyTextProps {
	/** Null: the provider gave none. */
	value: Money | null;
	missing?: string;
	/** A balance: owed amounts stand out, settled ones step back. */
	balance?: boolean;
	className?: string;
}

/** Exact money with its currency; "currency not given" is said, never guessed. */
export function MoneyText({ value, missing = "not given", balance = false, className }: MoneyTextProps) {
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
			<span className="text-n10 text-xs">
				{value.currency === null ? " (currency not given)" : ` ${value.currency}`}
			</span>
			{balance && isNegative(value) && <span className="sr-only"> in the guest's favour</span>}
		</span>
	);
}
