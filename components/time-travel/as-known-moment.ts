/** Moments as a date field has them, in the operator's zone. Pure. */
import { clockIn, dayNumber, formatPlain, isCalendarDate } from "@/lib/shared/dates";

const FIELD = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** "2026-11-22T14:05" of that zone → ISO instant; of a time that the clock skips or repeats, the later or first one. Null: no date. */
export function momentOf(text: string, zone: string): string | null {
	const [, date = "", hours, minutes] = FIELD.exec(text) ?? [];
	if (!isCalendarDate(date)) return null;
	const shown = dayNumber(date) * DAY_MS + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
	// What the clock was ahead of UTC by, a day before and a day after: one of the two holds unless the time is skipped.
	const [before, after] = [aheadOf(zone, shown - DAY_MS), aheadOf(zone, shown + DAY_MS)];
	const fits = [shown - before, shown - after].filter((instant) => instant + aheadOf(zone, instant) === shown);
	return new Date(fits.length === 0 ? shown - before : Math.min(...fits)).toISOString();
}

/** ISO instant → what a date field shows, to the minute. */
export function fieldOf(instant: string, zone: string): string {
	const { day, time } = clockIn(zone, Date.parse(instant));
	return `${formatPlain(day)}T${time}`;
}

/** Milliseconds by which the clock of a zone is ahead of UTC, on the full minute. */
function aheadOf(zone: string, instant: number): number {
	const { day, time } = clockIn(zone, instant);
	const shown = day * DAY_MS + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;
	return shown - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

/** So many hours before now, on the full minute, so that the same choice twice within a minute is the same address. */
export function hoursAgo(hours: number, now: number): string {
	return new Date(Math.floor(now / 60_000) * 60_000 - hours * 3_600_000).toISOString();
}
