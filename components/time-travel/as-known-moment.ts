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

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment in an address as the API takes it; what cannot be read counts as now. */
export function readMoment(text: string | null): string | null {
	if (text === null || !INSTANT.test(text)) return null;
	const at = Date.parse(text);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
