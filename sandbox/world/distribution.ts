/**
 * The shape of bookings: quantiles of public hotel booking demand data (Antonio, de Almeida and Nunes 2019):
 * lead time, nights, party, channel, share cancelled, changed, and moved to another unit.
 */
import type { Rng } from "./random";

export const CHANNELS = ["online_agency", "group", "offline_agent", "direct", "corporate"] as const;
export type Channel = (typeof CHANNELS)[number];

export const CANCELLED_SHARE = 0.37;
export const CHANGED_SHARE = 0.15;
/** Under 14 %: full unit types, mostly of groups, push some more stays into another unit. */
export const OTHER_UNIT_SHARE = 0.107;

const LEAD_QUANTILES: readonly (readonly [number, number])[] = [
	[0, 0],
	// Some stays with no free unit begin a day later, so the lowest quantile aims below 1.
	[0.05, 0.4],
	[0.25, 29],
	[0.5, 74],
	[0.75, 142],
	[0.95, 277],
	[1, 365],
];

export function leadDays(rng: Rng): number {
	const at = rng.next();
	for (let i = 1; i < LEAD_QUANTILES.length; i++) {
		const [high, highDays] = LEAD_QUANTILES[i] as readonly [number, number];
		if (at > high) continue;
		const [low, lowDays] = LEAD_QUANTILES[i - 1] as readonly [number, number];
		return Math.round(lowDays + ((at - low) / (high - low)) * (highDays - lowDays));
	}
	return 365;
}

const NIGHTS = weighted([
	[1, 0.17],
	[2, 0.2],
	[3, 0.22],
	[4, 0.11],
	[5, 0.09],
	[6, 0.03],
	[7, 0.09],
	[8, 0.025],
	[9, 0.02],
	[10, 0.01],
	[11, 0.005],
	[12, 0.005],
	[14, 0.015],
	[21, 0.006],
	[28, 0.004],
]);

export function stayNights(rng: Rng): number {
	return NIGHTS(rng);
}

const CHANNEL_INDEX = weighted([
	[0, 0.4],
	[1, 0.26],
	[2, 0.21],
	[3, 0.09],
	[4, 0.03],
	[3, 0.01],
]);

export function channelIndex(rng: Rng): number {
	return CHANNEL_INDEX(rng);
}

const GROUP_UNITS = weighted([
	[1, 0.4],
	[2, 0.25],
	[3, 0.11],
	[4, 0.08],
	[5, 0.06],
	[6, 0.03],
	[8, 0.03],
	[12, 0.02],
	[18, 0.012],
	[30, 0.008],
]);

export function groupUnits(rng: Rng, available: number): number {
	return Math.max(1, Math.min(GROUP_UNITS(rng), Math.floor(available / 2)));
}

export interface Party {
	adults: number;
	children: number;
}

export function party(rng: Rng): Party {
	const at = rng.next();
	const adults = at < 0.82 ? 2 : at < 0.97 ? 1 : rng.between(3, 5);
	return { adults, children: rng.chance(0.07) ? rng.between(1, 2) : 0 };
}

function weighted(table: readonly (readonly [number, number])[]): (rng: Rng) => number {
	return (rng) => {
		let at = rng.next();
		for (const [value, share] of table) {
			if (at < share) return value;
			at -= share;
		}
		return (table[0] as readonly [number, number])[0];
	};
}
