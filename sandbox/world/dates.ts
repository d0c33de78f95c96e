/** Stay dates are epoch days; change stamps are ticks of 100 ns, as a .NET back end keeps them (PROVIDERS.md 1.1, 1.6). */

export const DAY_MS = 86_400_000;
const TICKS_PER_MS = 10_000;
/** Ticks are counted from 2015 so that they stay exact in a double. */
const TICK_EPOCH_MS = Date.UTC(2015, 0, 1);

export function dayToText(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Epoch day of a `YYYY-MM-DD` text, or NaN when it is not a real date. */
export function textToDay(text: string): number {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.NaN;
	const ms = Date.parse(`${text}T00:00:00Z`);
	if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return Number.NaN;
	return ms / DAY_MS;
}

export function msToTicks(ms: number): number {
	return (ms - TICK_EPOCH_MS) * TICKS_PER_MS;
}

export function ticksToMs(ticks: number): number {
	return Math.floor(ticks / TICKS_PER_MS) + TICK_EPOCH_MS;
}

/** UTC text with trailing zeros of the fraction dropped: 2, 3 or 7 digits as in PROVIDERS.md 1.6. */
export function ticksToText(ticks: number): string {
	const seconds = Math.floor(ticks / 10_000_000);
	const fraction = ticks - seconds * 10_000_000;
	const base = new Date(seconds * 1000 + TICK_EPOCH_MS).toISOString().slice(0, 19);
	const digits = fraction === 0 ? "" : `.${String(fraction).padStart(7, "0").replace(/0+$/, "")}`;
	return `${base}${digits}Z`;
}

/** Ticks of an instant text, or NaN. Reads up to seven fraction digits exactly. */
export function textToTicks(text: string): number {
	const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
		text.trim(),
	);
	if (!match) return Number.NaN;
	const [, date, time = "00:00:00", fraction = "", zone = "Z"] = match;
	const ms = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${zone.toUpperCase()}`);
	return msToTicks(ms) + Number(fraction.padEnd(7, "0").slice(0, 7));
}

/** `YYYY-MM-DDTHH:MM:SSZ`, the form of OwnerRez stamps (PROVIDERS.md 2.7). */
export function msToSecondsText(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the zone is ahead of UTC at this moment. */
export function zoneOffsetMinutes(zone: string, ms: number): number {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-CA", {
			timeZone: zone,
			hourCycle: "h23",
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit",
		});
		formats.set(zone, format);
	}
	const part: Record<string, string> = {};
	for (const { type, value } of format.formatToParts(ms)) part[type] = value;
	const local = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:00Z`);
	return Math.round((local - ms) / 60_000);
}
