import "server-only";
import { Temporal } from "temporal-polyfill";

/** The instant at which a plain date begins in a zone (DST gaps move to the first instant that exists). */
export function startOfDay(date: string, timeZone: string | null): Date {
	const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timeZone ?? "UTC" });
	return new Date(zoned.epochMilliseconds);
}
