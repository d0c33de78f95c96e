import { classNames } from "./class-names";

interface ProgressProps {
	/** What progresses, for screen readers. */
	label: string;
	/** Null: not known how much there is to do. */
	value: number | null;
	max?: number;
	/** The value in words, e.g. "1,240 of 5,000 reservations". Shown under the bar. */
	text?: string;
	tone?: "accent" | "warn" | "bad";
	className?: string;
}

export function Progress({ label, value, max = 100, text, tone = "accent", className }: ProgressProps) {
	return (
		<div className={classNames("min-w-0", className)}>
			<progress
				aria-label={label}
				aria-valuetext={text}
				max={max}
				{...(value === null ? {} : { value: Math.min(value, max) })}
				className={classNames("bar", tone === "warn" && "bar-warn", tone === "bad" && "bar-bad")}
			/>
			{text !== undefined && <p className="num mt-1 text-n11 text-sm">{text}</p>}
		</div>
	);
}
