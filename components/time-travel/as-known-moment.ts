/** Moments as a date field has them, in the operator's zone. Pure. */
import { Temporal } from "temporal-polyfill";

/** "2026-11-22T14:05" of that zone → ISO instant; of a time that the clock skips or repeats, the later or first one. Null: no date. */
export function momentOf(text: string, zone: string): string | null {
	try {
		return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** ISO instant → what a date field shows, to the minute. */
export function fieldOf(instant: string, zone: string): string {
	return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** So many hours before now, on the full minute, so that the same choice twice within a minute is the same address. */
export function hoursAgo(hours: number, now: number): string {
	return new Date(Math.floor(now / 60_000) * 60_000 - hours * 3_600_000).toISOString();
}

/** A moment in an address that can be read; what cannot counts as now. */
export function readMoment(text: string | null): string | null {
	return text === null || Number.isNaN(Date.parse(text)) ? null : text;
}
