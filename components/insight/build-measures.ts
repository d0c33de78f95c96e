/** The answer of the API → panels with tables and charts. Pure. */
import { formatDay } from "@/lib/shared/dates";
import type { Insight, InsightNumbers } from "@/lib/shared/insight";
import { NO_NUMBERS } from "@/lib/shared/insight-range";
import { formatShort } from "../reservations/stay-words";
import { buildRevenue } from "./build-revenue";
import { GROUP_WORDS, HEAD_WORDS, LEAD_WORDS, MEASURE_WORDS, INSIGHT_WORDS as W } from "./insight-words";
import {
	average,
	type Cell,
	type Chart,
	changeCell,
	difference,
	type Measure,
	numberCell,
	percent,
	type Series,
	textCell,
} from "./measures";

/** Longest name on an axis; the tip and the table have it in full. */
const SHORT_MAX = 22;

type Years = { now: InsightNumbers; last: InsightNumbers };

/** `thisYear`: dates of another year are written with it. */
export function buildMeasures(data: Insight, thisYear: number): Measure[] {
	const head = GROUP_WORDS[data.group].head;
	const labels = new Map(data.rows.map((row) => [row.key, bucketLabel(data, row, thisYear)]));
	const frame: Frame = { data, head, labels, axis: isTime(data) ? "time" : "names" };
	return [
		occupancy(frame),
		nights(frame),
		arrivals(frame),
		length(frame),
		lead(data),
		channel(data),
		...buildRevenue(frame),
		pickup(frame),
	];
}

export interface Frame {
	data: Insight;
	/** Head of the column of buckets. */
	head: string;
	labels: ReadonlyMap<string, { cell: Cell; short: string }>;
	axis: Chart["axis"];
}

function isTime({ group }: Insight): boolean {
	return group === "day" || group === "week" || group === "month";
}

function bucketLabel({ group }: Insight, { key, label }: { key: string; label: string }, thisYear: number) {
	if (group === "day") return { cell: textCell(formatDay(key, thisYear), key), short: formatShort(key, thisYear) };
	if (group === "week") return { cell: textCell(formatShort(key, thisYear), key), short: formatShort(key, thisYear) };
	if (group === "month") {
		const month = formatDay(key).split(" ").slice(2).join(" ");
		return { cell: textCell(month, key.slice(0, 7)), short: month };
	}
	return { cell: textCell(label), short: shortened(label) };
}

export function shortened(text: string): string {
	const letters = Array.from(text);
	return letters.length > SHORT_MAX ? `${letters.slice(0, SHORT_MAX - 1).join("")}…` : text;
}

export function pointsOf(frame: Frame): Chart["points"] {
	return [...frame.labels.values()].map(({ cell, short }) => ({ label: cell.shown, short }));
}

function totalsOf({ rows }: Insight): Years {
	const sum = (year: "now" | "last") =>
		rows.reduce<InsightNumbers | null>((total, row) => {
			if (total === null) return { ...row[year] };
			for (const name of Object.keys(total) as (keyof InsightNumbers)[]) total[name] += row[year][name];
			return total;
		}, null) ?? NO_NUMBERS;
	return { now: sum("now"), last: sum("last") };
}

interface PerBucket {
	id: string;
	words: { title: string; sub: string };
	heads: readonly string[];
	cells: (row: Years) => Cell[];
	series: Omit<Series, "values">[];
	/** One value a series. */
	values: (row: Years) => (number | null)[];
	unit: string;
	share?: boolean;
	notes?: readonly string[];
	empty: (total: Years) => boolean;
}

function perBucket(frame: Frame, spec: PerBucket): Measure {
	const { data, head, labels } = frame;
	const totals = totalsOf(data);
	const drawn = data.rows.map(spec.values);
	return {
		id: spec.id,
		...spec.words,
		notes: spec.notes ?? [],
		heads: [head, ...spec.heads],
		rows: data.rows.map((row) => ({
			key: row.key,
			cells: [labels.get(row.key)?.cell ?? textCell(row.key), ...spec.cells(row)],
		})),
		total: [textCell(W.total), ...spec.cells(totals)],
		chart: {
			axis: frame.axis,
			points: pointsOf(frame),
			series: spec.series.map((series, index) => ({ ...series, values: drawn.map((values) => values[index] ?? null) })),
			unit: spec.unit,
			share: spec.share ?? false,
		},
		empty: spec.empty(totals),
	};
}

const NOW_BAR = { name: W.thisYear, tone: "now", shape: "bar" } as const;
const NOW_LINE = { name: W.thisYear, tone: "now", shape: "line" } as const;
const LAST_LINE = { name: W.lastYear, tone: "last", shape: "line" } as const;

function occupancy(frame: Frame): Measure {
	const { withoutUnits } = frame.data;
	const share = ({ occupied, available }: InsightNumbers) => percent(occupied, available);
	const blocked = ({ blocked: taken, available }: InsightNumbers) => percent(taken, available);
	return perBucket(frame, {
		id: "occupancy",
		words: MEASURE_WORDS.occupancy,
		notes: [
			W.inventory,
			...(withoutUnits.length === 0 ? [] : [W.withoutUnits(withoutUnits.map(shortened).join(", "))]),
		],
		heads: [
			HEAD_WORDS.available,
			HEAD_WORDS.occupied,
			HEAD_WORDS.occupancy,
			HEAD_WORDS.blocked,
			HEAD_WORDS.blockedShare,
			W.lastYear,
			HEAD_WORDS.changeInPoints,
		],
		cells: ({ now, last }) => [
			numberCell(now.available),
			numberCell(now.occupied),
			numberCell(share(now), 1, "%"),
			numberCell(now.blocked),
			numberCell(blocked(now), 1, "%"),
			numberCell(share(last), 1, "%"),
			changeCell(difference(share(now), share(last)), 1),
		],
		series: [NOW_LINE, LAST_LINE, { name: HEAD_WORDS.blocked, tone: "apart", shape: "line" }],
		values: ({ now, last }) => [share(now), share(last), blocked(now)],
		unit: "%",
		share: true,
		empty: ({ now, last }) => now.occupied + now.blocked + last.occupied + last.blocked === 0,
	});
}

function nights(frame: Frame): Measure {
	return perBucket(frame, {
		id: "nights",
		words: MEASURE_WORDS.nights,
		heads: [HEAD_WORDS.nights, HEAD_WORDS.notInARentedUnit, W.lastYear, W.change],
		cells: ({ now, last }) => [
			numberCell(now.nights),
			numberCell(now.elsewhere),
			numberCell(last.nights),
			changeCell(now.nights - last.nights),
		],
		series: [NOW_BAR, LAST_LINE],
		values: ({ now, last }) => [now.nights, last.nights],
		unit: "nights",
		empty: ({ now, last }) => now.nights + last.nights === 0,
	});
}

function arrivals(frame: Frame): Measure {
	const ahead = ({ leadDays, leads }: InsightNumbers) => average(leadDays, leads);
	return perBucket(frame, {
		id: "arrivals",
		words: MEASURE_WORDS.arrivals,
		heads: [HEAD_WORDS.arrivals, W.lastYear, W.change, HEAD_WORDS.daysAhead, HEAD_WORDS.lastYearAverage],
		cells: ({ now, last }) => [
			numberCell(now.arrivals),
			numberCell(last.arrivals),
			changeCell(now.arrivals - last.arrivals),
			numberCell(ahead(now), 1),
			numberCell(ahead(last), 1),
		],
		series: [NOW_BAR, LAST_LINE],
		values: ({ now, last }) => [now.arrivals, last.arrivals],
		unit: "reservations",
		empty: ({ now, last }) => now.arrivals + last.arrivals === 0,
	});
}

function length(frame: Frame): Measure {
	const mean = ({ stayNights, stays }: InsightNumbers) => average(stayNights, stays);
	return perBucket(frame, {
		id: "length",
		words: MEASURE_WORDS.length,
		heads: [
			HEAD_WORDS.averageNights,
			HEAD_WORDS.ofReservations,
			W.lastYear,
			HEAD_WORDS.ofReservationsLastYear,
			W.change,
		],
		cells: ({ now, last }) => [
			numberCell(mean(now), 1),
			numberCell(now.stays),
			numberCell(mean(last), 1),
			numberCell(last.stays),
			changeCell(difference(mean(now), mean(last)), 1),
		],
		series: [NOW_LINE, LAST_LINE],
		values: ({ now, last }) => [mean(now), mean(last)],
		unit: "nights",
		empty: ({ now, last }) => now.stays + last.stays === 0,
	});
}

interface Share {
	key: string;
	label: string;
	now: number;
	last: number;
}

/** Parts of all arriving reservations. */
function shares(id: string, words: { title: string; sub: string }, head: string, parts: readonly Share[]): Measure {
	const sum = { now: 0, last: 0 };
	for (const part of parts) {
		sum.now += part.now;
		sum.last += part.last;
	}
	const cells = ({ now, last }: { now: number; last: number }) => [
		numberCell(now),
		numberCell(percent(now, sum.now), 1, "%"),
		numberCell(last),
		numberCell(percent(last, sum.last), 1, "%"),
	];
	return {
		id,
		...words,
		notes: [],
		heads: [head, HEAD_WORDS.reservations, HEAD_WORDS.share, W.lastYear, HEAD_WORDS.shareLastYear],
		rows: parts.map((part) => ({ key: part.key, cells: [textCell(part.label), ...cells(part)] })),
		total: [textCell(W.total), ...cells(sum)],
		chart: {
			axis: "names",
			points: parts.map(({ label }) => ({ label, short: shortened(label) })),
			series: [
				{ name: W.thisYear, tone: "now", shape: "bar", values: parts.map(({ now }) => now) },
				{ name: W.lastYear, tone: "last", shape: "bar", values: parts.map(({ last }) => last) },
			],
			unit: "reservations",
			share: false,
		},
		empty: sum.now + sum.last === 0,
	};
}

function lead(data: Insight): Measure {
	const parts = data.leads.map(({ band, now, last }) => ({ key: band, label: LEAD_WORDS[band], now, last }));
	return shares("lead", MEASURE_WORDS.lead, HEAD_WORDS.booked, parts);
}

function channel({ channels, otherChannels }: Insight): Measure {
	const parts = channels.map(({ channel: name, now, last }) => ({
		key: name === null ? "none" : `channel ${name}`,
		label: name ?? HEAD_WORDS.notGiven,
		now,
		last,
	}));
	if (otherChannels.count > 0) {
		const { count, now, last } = otherChannels;
		parts.push({ key: "others", label: HEAD_WORDS.otherChannels(count), now, last });
	}
	return shares("channel", MEASURE_WORDS.channel, HEAD_WORDS.channel, parts);
}

function pickup(frame: Frame): Measure {
	const { rows, days, undated } = frame.data.pickup;
	const cells = ({ booked, lost }: { booked: number; lost: number }) => [
		numberCell(booked),
		numberCell(lost),
		changeCell(booked - lost),
	];
	const total = { booked: 0, lost: 0 };
	for (const row of rows) {
		total.booked += row.booked;
		total.lost += row.lost;
	}
	const notes: string[] = [];
	if (undated.booked > 0) {
		notes.push(HEAD_WORDS.withoutBookingDay(numberCell(undated.booked).shown));
	}
	if (undated.cancelled > 0) {
		notes.push(HEAD_WORDS.withoutCancelDay(numberCell(undated.cancelled).shown));
	}
	return {
		id: "pickup",
		title: MEASURE_WORDS.pickup.title,
		sub: MEASURE_WORDS.pickup.sub(days),
		notes,
		heads: [frame.head, HEAD_WORDS.booked, HEAD_WORDS.cancelled, HEAD_WORDS.net],
		rows: rows.map((row) => ({
			key: row.key,
			cells: [frame.labels.get(row.key)?.cell ?? textCell(row.key), ...cells(row)],
		})),
		total: [textCell(W.total), ...cells(total)],
		chart: {
			axis: frame.axis,
			points: pointsOf(frame),
			series: [
				{ name: HEAD_WORDS.booked, tone: "now", shape: "bar", values: rows.map(({ booked }) => booked) },
				{ name: HEAD_WORDS.cancelled, tone: "lost", shape: "bar", values: rows.map(({ lost }) => -lost) },
			],
			unit: "nights",
			share: false,
		},
		empty: total.booked + total.lost === 0,
	};
}
