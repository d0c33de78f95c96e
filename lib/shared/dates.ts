/** Stay dates are plain dates in a tenant's calendar (text YYYY-MM-DD); instants are UTC. Nothing here touches `new Date("YYYY-MM-DD")`. */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** A real calendar date: "2026-02-30" is refused. */
export const plainDate = z
	.string()
	.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text), "not a calendar date (YYYY-MM-DD)");

/** A plain date, or a day relative to the tenant's own today: "today", "today+6", "today-1". */
export const relativeDate = z
	.string()
	.refine(
		(text) => RELATIVE.test(text) || (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text)),
		"not a date: use YYYY-MM-DD, today, today+6 or today-1",
	);

const RELATIVE = /^today(?:([+-])(\d{1,4}))?$/;

function isCalendarDate(text: string): boolean {
	try {
		Temporal.PlainDate.from(text, { overflow: "reject" });
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** Resolves a relativeDate against a tenant's today. */
export function resolveDate(text: string, today: string): string {
	const match = RELATIVE.exec(text);
	if (match === null) return text;
	const days = Number(match[2] ?? 0) * (match[1] === "-" ? -1 : 1);
	return addDays(today, days);
}

export function addDays(date: string, days: number): string {
	return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days since 1970-01-01 of a plain date, for arithmetic over thousands of them: no time of day and no zone takes part. */
export function dayNumber(date: string): number {
	return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
}

/** Nights from arrival to departure; negative when the provider gave departure before arrival. */
export function nightsBetween(arrival: string, departure: string): number {
	return Temporal.PlainDate.from(arrival).until(Temporal.PlainDate.from(departure), { largestUnit: "days" }).days;
}

/** Today's date in a zone. An unknown zone (null) reads UTC; the caller says so to the reader. */
export function todayIn(timeZone: string | null, now: Date): string {
	return Temporal.Instant.fromEpochMilliseconds(now.getTime())
		.toZonedDateTimeISO(timeZone ?? "UTC")
		.toPlainDate()
		.toString();
}

/** The instant at which a plain date begins in a zone (DST gaps move to the first instant that exists). */
export function startOfDay(date: string, timeZone: string | null): Date {
	const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timeZone ?? "UTC" });
	return new Date(zoned.epochMilliseconds);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** "12 Mar 2027" */
export function formatDate(date: string): string {
	const d = Temporal.PlainDate.from(date);
	return `${d.day} ${MONTHS[d.month - 1]} ${d.year}`;
}

/** "Thu 12 Mar", with the year when it is not `referenceYear`. */
export function formatDay(date: string, referenceYear?: number): string {
	const d = Temporal.PlainDate.from(date);
	const year = referenceYear !== undefined && d.year === referenceYear ? "" : ` ${d.year}`;
	return `${WEEKDAYS[d.dayOfWeek - 1]} ${d.day} ${MONTHS[d.month - 1]}${year}`;
}

/** Instant (ISO text) as "14:03" today, "Tue 09:12" within six days, else "12 Mar 2027 09:12", in `timeZone`. */
export function formatInstant(iso: string, timeZone: string, now: Date): string {
	const at = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);
	const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
	const days = at.toPlainDate().until(today, { largestUnit: "days" }).days;
	const time = `${String(at.hour).padStart(2, "0")}:${String(at.minute).padStart(2, "0")}`;
	if (days === 0) return time;
	if (Math.abs(days) <= 6) return `${WEEKDAYS[at.dayOfWeek - 1]} ${time}`;
	return `${formatDate(at.toPlainDate().toString())} ${time}`;
}
