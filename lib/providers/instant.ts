/** Instants as providers write them: any number of fraction digits, kept verbatim, never through `Date` (PROVIDERS.md 1.6, 4.7). */
import "server-only";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

const HAS_ZONE = /(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/** An instant as text. Without a zone it is read as UTC (PROVIDERS.md 2.7); another offset than Z is turned into Z; digits stay. */
export const instantText = z.string().transform((given, check): string => {
	const text = HAS_ZONE.test(given) ? given : `${given}Z`;
	if (isPlainUtc(text)) return text;
	const instant = parseInstant(text);
	if (instant !== null) return text.endsWith("Z") ? text : instant.toString();
	check.addIssue({ code: "custom", message: "not an instant (YYYY-MM-DDTHH:MM:SSZ)" });
	return z.NEVER;
});

/** Orders two instants by time, exact to the nanosecond whatever the number of their digits. */
export function compareInstants(a: string, b: string): number {
	return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}

/** An instant moved by milliseconds, as ISO text in UTC. */
export function shiftInstant(text: string, milliseconds: number): string {
	return Temporal.Instant.from(text).add({ milliseconds }).toString();
}

const PLAIN_UTC = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/** The usual form, told without Temporal: a page of 100 records holds hundreds of them. */
function isPlainUtc(text: string): boolean {
	const date = PLAIN_UTC.exec(text)?.[1];
	return date !== undefined && isCalendarDate(date);
}

/** Whether YYYY-MM-DD is a day that exists. `Date` counts the days; no zone is involved. */
export function isCalendarDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function parseInstant(text: string): Temporal.Instant | null {
	try {
		return Temporal.Instant.from(text);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
