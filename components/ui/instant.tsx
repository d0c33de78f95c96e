"use client";
import { formatDate, formatInstant, todayIn } from "@/lib/shared/dates";
import { useClock } from "./time-provider";
import { UI_WORDS } from "./ui-words";

interface InstantProps {
	/** ISO instant; null reads as `missing`. */
	at: string | null;
	/** Another zone than the operator's (a tenant's): then the zone is written too. */
	zone?: string | null;
	/** What stands there when the instant is not given. */
	missing?: string;
	/** For columns: only the date when it is further away than a week. The tooltip still has the time. */
	short?: boolean;
	className?: string;
}

/** An instant in the operator's zone: "14:03", "Tue 09:12", "12 Mar 2027 09:12". Full and relative time in the tooltip and for screen readers. */
export function Instant({ at, zone, missing = UI_WORDS.notGiven, short = false, className }: InstantProps) {
	const clock = useClock();
	if (at === null) return <span className={className ?? "text-n10"}>{missing}</span>;
	const shown = zone ?? clock.zone;
	const full = formatInstant(at, shown, new Date(clock.now));
	const text = short ? withoutDistantTime(full) : full;
	const suffix = shown === clock.zone ? "" : ` ${shown}`;
	const relative = relativeTime(at, clock.now);
	return (
		<time
			dateTime={at}
			title={`${fullInstant(at, shown)} ${shown}, ${relative}`}
			className={className ?? "num whitespace-nowrap"}
		>
			{text}
			{suffix}
			<span className="sr-only"> ({relative})</span>
		</time>
	);
}

/** The time now, with the operator's zone: "14:03 (Europe/Vienna)". */
export function Now() {
	const { zone, now } = useClock();
	return (
		<>
			<span className="num">{formatInstant(new Date(now).toISOString(), zone, new Date(now))}</span> ({zone})
		</>
	);
}

/** "12 Mar 2027 09:12" → "12 Mar 2027"; "Tue 09:12" and "09:12" stay. */
function withoutDistantTime(text: string): string {
	const words = text.split(" ");
	return words.length === 4 ? words.slice(0, 3).join(" ") : text;
}

function fullInstant(at: string, zone: string): string {
	const date = formatDate(todayIn(zone, new Date(at)));
	return `${date} ${formatInstant(at, zone, new Date(at))}`;
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	["day", 86_400],
	["hour", 3_600],
	["minute", 60],
];
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** "4 minutes ago", "in 2 hours", "just now". */
export function relativeTime(at: string, now: number): string {
	const seconds = Math.round((Date.parse(at) - now) / 1000);
	for (const [unit, size] of UNITS) {
		if (Math.abs(seconds) >= size) return RELATIVE.format(Math.trunc(seconds / size), unit);
	}
	return UI_WORDS.justNow;
}
