/** Revenue: one panel a currency, so that no sum can mix two. Exact in the table; the chart draws rounded values. Pure. */
import type { Insight, InsightMoney, InsightRevenue } from "@/lib/shared/insight";
import { formatMoney } from "@/lib/shared/money";
import { sumByCurrency } from "@/lib/shared/money-sum";
import type { Frame } from "./build-measures";
import { HEAD_WORDS, MEASURE_WORDS, INSIGHT_WORDS as W } from "./insight-words";
import { type Cell, type Measure, numberCell, textCell } from "./measures";

const NO_MONEY: InsightMoney = { total: "0", totals: 0, rental: "0", rentals: 0, missing: 0 };

/** Currencies by name, the unknown one last. */
export function buildRevenue(frame: RevenueFrame): Measure[] {
	const currencies = [...new Set(frame.data.revenue.map(({ currency }) => currency))].sort((a, b) =>
		(a ?? "\uffff").localeCompare(b ?? "\uffff"),
	);
	return currencies.map((currency) => revenueIn(frame, currency));
}

type RevenueFrame = Pick<Frame, "head" | "labels" | "axis"> & { data: Pick<Insight, "revenue"> };

function revenueIn(frame: RevenueFrame, currency: string | null): Measure {
	const known = new Map(frame.data.revenue.filter((row) => row.currency === currency).map((row) => [row.key, row]));
	const rows = [...frame.labels].map(([key, { cell, short }]) => ({
		key,
		cell,
		short,
		now: known.get(key)?.now ?? NO_MONEY,
		last: known.get(key)?.last ?? NO_MONEY,
	}));
	const money = (amount: string): Cell => textCell(formatMoney({ amount, currency }, { withCurrency: false }), amount);
	const cells = ({ now, last }: Pick<InsightRevenue, "now" | "last">) => [
		money(now.total),
		numberCell(now.totals),
		numberCell(now.missing),
		money(now.rental),
		numberCell(now.rentals),
		money(last.total),
		numberCell(last.totals),
	];
	const total = { now: sumOf(rows.map((row) => row.now)), last: sumOf(rows.map((row) => row.last)) };
	const year = (name: "now" | "last") => rows.map((row) => Number(row[name].total));
	return {
		id: `revenue-${currency ?? "unknown"}`,
		title: MEASURE_WORDS.revenue.title(currency),
		sub: MEASURE_WORDS.revenue.sub,
		notes: total.now.missing === 0 ? [] : [HEAD_WORDS.totalsMissing(numberCell(total.now.missing).shown)],
		heads: [
			frame.head,
			HEAD_WORDS.total,
			HEAD_WORDS.ofReservations,
			HEAD_WORDS.withoutATotal,
			HEAD_WORDS.unitRevenue,
			HEAD_WORDS.ofReservationsWithUnitRevenue,
			HEAD_WORDS.totalLastYear,
			HEAD_WORDS.ofReservationsLastYear,
		],
		rows: rows.map((row) => ({ key: row.key, cells: [row.cell, ...cells(row)] })),
		total: [textCell(W.total), ...cells(total)],
		chart: {
			axis: frame.axis,
			points: rows.map(({ cell, short }) => ({ label: cell.shown, short })),
			series: [
				{ name: W.thisYear, tone: "now", shape: "bar", values: year("now") },
				{ name: W.lastYear, tone: "last", shape: "line", values: year("last") },
			],
			unit: currency ?? HEAD_WORDS.currencyNotGiven,
			share: false,
		},
		empty: total.now.totals + total.now.rentals + total.last.totals === 0,
	};
}

function sumOf(all: readonly InsightMoney[]): InsightMoney {
	const exact = (amounts: string[]) =>
		sumByCurrency(amounts.map((amount) => ({ amount, currency: null })))[0]?.amount ?? "0";
	const count = (name: "totals" | "rentals" | "missing") => all.reduce((sum, money) => sum + money[name], 0);
	return {
		total: exact(all.map(({ total }) => total)),
		rental: exact(all.map(({ rental }) => rental)),
		totals: count("totals"),
		rentals: count("rentals"),
		missing: count("missing"),
	};
}
