/** Who sleeps where as rows × nights, a page of nights at a time. Rows are units, people, or units under their invoices. Pure. */
import { addDays, nightsBetween } from "@/lib/shared/dates";
import type { Assignment } from "@/lib/shared/reservations";
import { type Group, unitKey } from "./group-scope";

export interface Segment {
	/** First night. */
	start: string;
	nights: number;
	/** Null: the row's unit or person has no place in the reservation on these nights. */
	assignment: Assignment | null;
}

export interface MatrixRow {
	key: string;
	/** The person a row is about; null for a unit's row. */
	personId: string | null;
	unitKey: string | null;
	/** Null: no unit assigned yet, or the row is about a person. */
	unit: Assignment["unit"];
	unitType: string | null;
	/** The row before this one already uses some of its nights: the same unit twice, or one person in two units. */
	shared: boolean;
	/** Cover all nights of the page without a hole. */
	segments: Segment[];
}

export interface MatrixGroup {
	key: string;
	/** The invoice that pays for the rows; null: no invoice; undefined: rows are not grouped. */
	invoiceId: string | null | undefined;
	rows: MatrixRow[];
}

export interface StayMatrix {
	/** Nights of the page, each by its evening's date. */
	nights: string[];
	/** All nights of the reservation: the first, and how many. */
	first: string | null;
	total: number;
	/** First nights of the pages before and after; null at the ends. */
	before: string | null;
	after: string | null;
	groups: MatrixGroup[];
	/** Assignments that cannot be placed: a date is missing, or departure is not after arrival. */
	undated: Assignment[];
}

export type MatrixRows = "units" | "people" | "invoices";

/** Four weeks fit a wide screen; a stay of years is turned page by page. */
export const PAGE_NIGHTS = 28;

type Dated = Assignment & { arrival: string; departure: string };

/**
 * One row a unit, in the provider's order; assignments without a unit have a row each. Two assignments of one unit on
 * the same night get two rows: that is double use, and it must be seen. `at`: a night that the page shall hold.
 */
export function stayMatrix(group: Group, by: MatrixRows = "units", at: string | null = null): StayMatrix {
	const dated = group.assignments.filter(isDated);
	const undated = group.assignments.filter((assignment) => !isDated(assignment));
	const span = spanOf(dated);
	if (span === null) {
		return { nights: [], first: null, total: 0, before: null, after: null, groups: [], undated };
	}
	const { first, total } = span;
	const wanted = at === null ? 0 : Math.min(Math.max(nightsBetween(first, at), 0), total - 1);
	const offset = Math.floor(wanted / PAGE_NIGHTS) * PAGE_NIGHTS;
	const shown = Math.min(PAGE_NIGHTS, total - offset);
	const start = addDays(first, offset);
	const page = { start, end: addDays(start, shown) };
	return {
		nights: Array.from({ length: shown }, (_, index) => addDays(start, index)),
		first,
		total,
		before: offset === 0 ? null : addDays(start, -PAGE_NIGHTS),
		after: offset + shown < total ? page.end : null,
		groups: groupsOf(group, dated, by, page),
		undated,
	};
}

/** First and number of nights over all assignments that have any. */
export function spanOf(assignments: readonly Assignment[]): { first: string; last: string; total: number } | null {
	const dated = assignments.filter(isDated);
	const [first] = dated.map(({ arrival }) => arrival).sort();
	const end = dated
		.map(({ departure }) => departure)
		.sort()
		.at(-1);
	if (first === undefined || end === undefined) return null;
	return { first, last: addDays(end, -1), total: nightsBetween(first, end) };
}

function isDated(assignment: Assignment): assignment is Dated {
	const { arrival, departure } = assignment;
	return arrival !== null && departure !== null && departure > arrival;
}

interface Page {
	start: string;
	/** The day after the last night. */
	end: string;
}

function groupsOf(group: Group, dated: readonly Dated[], by: MatrixRows, page: Page): MatrixGroup[] {
	if (by === "people") return [{ key: "people", invoiceId: undefined, rows: personRows(group, dated, page) }];
	if (by === "units") return [{ key: "units", invoiceId: undefined, rows: unitRows(dated, page) }];
	const groups = [
		...group.invoices.map(({ id, assignmentIds }) => ({
			key: `invoice ${id}`,
			invoiceId: id,
			rows: unitRows(
				dated.filter((item) => item.invoiceIds.includes(id) || assignmentIds.includes(item.id)),
				page,
			),
		})),
		{
			key: "none",
			invoiceId: null,
			rows: unitRows(
				dated.filter(
					(item) => item.invoiceIds.length === 0 && !group.invoices.some((i) => i.assignmentIds.includes(item.id)),
				),
				page,
			),
		},
	];
	return groups.filter(({ rows }) => rows.length > 0);
}

function unitRows(dated: readonly Dated[], page: Page): MatrixRow[] {
	return rowsBy(dated, unitKey, page).map(({ key, lane, ...row }) => {
		const lead = lane[0];
		return {
			...row,
			key: `unit ${key} ${lead?.id ?? ""}`,
			personId: null,
			unitKey: key,
			unit: lead?.unit ?? null,
			unitType: lead?.unitType ?? lead?.unit?.type ?? null,
		};
	});
}

/** Everybody has a row, also who sleeps nowhere. */
function personRows({ people }: Group, dated: readonly Dated[], page: Page): MatrixRow[] {
	const about = { unitKey: null, unit: null, unitType: null };
	const byPerson = new Map<string, Dated[]>();
	for (const assignment of dated) {
		for (const id of assignment.personIds) byPerson.set(id, [...(byPerson.get(id) ?? []), assignment]);
	}
	const known = new Set(people.map(({ id }) => id));
	const strangers = [...byPerson.keys()].filter((id) => !known.has(id));
	return [...known, ...strangers].flatMap((id): MatrixRow[] => {
		const rows = rowsBy(byPerson.get(id) ?? [], () => id, page);
		if (rows.length === 0) {
			const segments = [{ start: page.start, nights: nightsBetween(page.start, page.end), assignment: null }];
			return [{ ...about, key: `person ${id}`, personId: id, shared: false, segments }];
		}
		return rows.map(({ lane, shared, segments }) => ({
			...about,
			key: `person ${id} ${lane[0]?.id ?? ""}`,
			personId: id,
			shared,
			segments,
		}));
	});
}

/** Rows with a night on the page; assignments of one key that overlap stand in rows below each other. */
function rowsBy(dated: readonly Dated[], keyOf: (assignment: Dated) => string, page: Page) {
	const byKey = new Map<string, Dated[][]>();
	for (const assignment of dated) {
		const key = keyOf(assignment);
		const lanes = byKey.get(key) ?? [];
		const free = lanes.find((lane) => lane.every((other) => !overlap(other, assignment)));
		if (free === undefined) lanes.push([assignment]);
		else free.push(assignment);
		byKey.set(key, lanes);
	}
	return [...byKey].flatMap(([key, lanes]) =>
		lanes
			.map((lane, index) => ({ key, lane, shared: index > 0, segments: segmentsOf(lane, page) }))
			.filter(({ segments }) => segments.some(({ assignment }) => assignment !== null)),
	);
}

function overlap(a: Dated, b: Dated): boolean {
	return a.arrival < b.departure && b.arrival < a.departure;
}

function segmentsOf(lane: readonly Dated[], { start, end }: Page): Segment[] {
	const onPage = lane
		.filter(({ arrival, departure }) => arrival < end && departure > start)
		.sort((a, b) => (a.arrival < b.arrival ? -1 : 1));
	const segments: Segment[] = [];
	let at = start;
	for (const assignment of onPage) {
		const from = assignment.arrival > start ? assignment.arrival : start;
		const stop = assignment.departure < end ? assignment.departure : end;
		if (from > at) segments.push({ start: at, nights: nightsBetween(at, from), assignment: null });
		segments.push({ start: from, nights: nightsBetween(from, stop), assignment });
		at = stop;
	}
	if (at < end) segments.push({ start: at, nights: nightsBetween(at, end), assignment: null });
	return segments;
}
