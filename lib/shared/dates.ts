/**
 * Stay dates are plain dates in a tenant's calendar (text YYYY-MM-DD); instants are UTC. Nothing here touches
 * `new Date("YYYY-MM-DD")`. Every page loads this file: schemas are in date-inputs.ts, and whatever needs a calendar of a
 * zone beyond reading the clock (Temporal) stays out of it.
 */

const DAY_MS = 86_400_000;
const PLAIN = /^(\d{4})-(\d{2})-(\d{2})$/;
const RELATIVE = /^today(?:([+-])(\d{1,4}))?$/;

/** YYYY-MM-DD, and a day that exists: not "2026-02-30". */
export function isCalendarDate(text: string): boolean {
	return PLAIN.test(text) && formatPlain(dayNumber(text)) === text;
}

/** A calendar date, or a day relative to the tenant's own today: "today", "today+6", "today-1". */
export function isRelativeDate(text: string): boolean {
	return RELATIVE.test(text) || isCalendarDate(text);
}

/** Resolves a relative date against a tenant's today. */
export function resolveDate(text: string, today: string): string {
	const match = RELATIVE.exec(text);
	if (match === null) return text;
	const days = Number(match[2] ?? 0) * (match[1] === "-" ? -1 : 1);
	return addDays(today, days);
}

export function addDays(date: string, days: number): string {
	return formatPlain(dayOf(date) + days);
}

/** Days since 1970-01-01 of a plain date, for arithmetic over thousands of them: no time of day and no zone takes part. */
export function dayNumber(date: string): number {
	// Date.UTC would take the years 0 to 99 for 1900 to 1999.
	const at = new Date(0);
	return at.setUTCFullYear(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: string): number {
	return ((((dayOf(date) + 3) % 7) + 7) % 7) + 1;
}

/** First and last day of the month so many months after the one of `date`. */
export function monthOf(date: string, after = 0): { from: string; to: string } {
	const { year, month } = partsOf(dayOf(date));
	const first = (index: number) => {
		const at = new Date(0);
		return at.setUTCFullYear(year, month - 1 + index, 1) / DAY_MS;
	};
	return { from: formatPlain(first(after)), to: formatPlain(first(after + 1) - 1) };
}

/** Nights from arrival to departure; negative when the provider gave departure before arrival. */
export function nightsBetween(arrival: string, departure: string): number {
	return dayOf(departure) - dayOf(arrival);
}

/** Today's date in a zone. An unknown zone (null) reads UTC; the caller says so to the reader. */
export function todayIn(timeZone: string | null, now: Date): string {
	return formatPlain(clockIn(timeZone ?? "UTC", now.getTime()).day);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** "12 Mar 2027" */
export function formatDate(date: string): string {
	const { year, month, day } = partsOf(dayOf(date));
	return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** "Thu 12 Mar", with the year when it is not `referenceYear`. */
export function formatDay(date: string, referenceYear?: number): string {
	const { year, month, day } = partsOf(dayOf(date));
	const shownYear = referenceYear !== undefined && year === referenceYear ? "" : ` ${year}`;
	return `${WEEKDAYS[weekdayOf(date) - 1]} ${day} ${MONTHS[month - 1]}${shownYear}`;
}

/** Instant (ISO text) as "14:03" today, "Tue 09:12" within six days, else "12 Mar 2027 09:12", in `timeZone`. */
export function formatInstant(iso: string, timeZone: string, now: Date): string {
	const instant = Date.parse(iso);
	if (Number.isNaN(instant)) throw new RangeError("not an instant");
	const at = clockIn(timeZone, instant);
	const days = clockIn(timeZone, now.getTime()).day - at.day;
	if (days === 0) return at.time;
	const date = formatPlain(at.day);
	if (Math.abs(days) <= 6) return `${WEEKDAYS[weekdayOf(date) - 1]} ${at.time}`;
	return `${formatDate(date)} ${at.time}`;
}

/** dayNumber of a text that must be a date; RangeError for any other. */
function dayOf(date: string): number {
	const day = dayNumber(date);
	if (formatPlain(day) !== date) throw new RangeError("not a calendar date");
	return day;
}

/** Day number to YYYY-MM-DD; "" for a number that is no day. Years beyond 9999 have the six digits of ISO 8601. */
export function formatPlain(day: number): string {
	const at = new Date(day * DAY_MS);
	return Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, -14);
}

function partsOf(day: number): { year: number; month: number; day: number } {
	const at = new Date(day * DAY_MS);
	return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Making one takes far longer than using it, and a list uses hundreds. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar (a day number) and clock (HH:MM) of a zone show at an instant; RangeError for a zone that is none. */
export function clockIn(timeZone: string, epochMs: number): { day: number; time: string } {
	let clock = clocks.get(timeZone);
	if (clock === undefined) {
		clock = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
			timeZone,
			hourCycle: "h23",
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit",
		});
		clocks.set(timeZone, clock);
	}
	const parts = new Map(clock.formatToParts(epochMs).map(({ type, value }) => [type, value]));
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
	return {
		day: dayNumber(`${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`),
		time: `${part("hour")}:${part("minute")}`,
	};
}
