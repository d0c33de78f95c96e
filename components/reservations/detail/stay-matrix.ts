/** Units × nights: who sleeps where. Pure. */
import { addDays, nightsBetween } from "@/lib/shared/dates";
import type { Assignment, ReservationDetail } from "@/lib/shared/reservations";

export interface Segment {
	/** First night. */
	start: string;
	nights: number;
	/** Null: the unit is not part of the reservation on these nights. */
	assignment: Assignment | null;
}

export interface MatrixRow {
	key: string;
	/** Null: no unit assigned yet. */
	unit: Assignment["unit"];
	unitType: string | null;
	/** The unit's row before this one already uses some of these nights. */
	shared: boolean;
	/** Cover all nights without a hole. */
	segments: Segment[];
}

export interface StayMatrix {
	/** Each night by its evening's date, first to last. */
	nights: string[];
	rows: MatrixRow[];
	/** Assignments that cannot be placed: a date is missing, or departure is not after arrival. */
	undated: Assignment[];
	/** Nights left out at the end, because a stay of years would not fit a page. */
	cut: number;
}

/** More nights than this are not drawn. */
const NIGHTS_MAX = 400;

/**
 * One row a unit, in the provider's order; assignments without a unit have a row each. Two assignments of one unit on
 * the same night get two rows: that is double use, and it must be seen.
 */
export function stayMatrix(assignments: readonly Assignment[]): StayMatrix {
	const dated = assignments.filter(isDated);
	const undated = assignments.filter((assignment) => !isDated(assignment));
	const [first] = dated.map((assignment) => assignment.arrival).sort();
	const last = dated
		.map((assignment) => assignment.departure)
		.sort()
		.at(-1);
	if (first === undefined || last === undefined) return { nights: [], rows: [], undated, cut: 0 };
	const all = nightsBetween(first, last);
	const shown = Math.min(all, NIGHTS_MAX);
	const nights = Array.from({ length: shown }, (_, index) => addDays(first, index));
	const end = addDays(first, shown);
	const placed = dated.filter((assignment) => assignment.arrival < end);
	return {
		nights,
		rows: lanes(placed).map(({ lane, shared }) => ({ ...toRow(lane, first, end), shared })),
		undated,
		cut: all - shown,
	};
}

type Dated = Assignment & { arrival: string; departure: string };

function isDated(assignment: Assignment): assignment is Dated {
	const { arrival, departure } = assignment;
	return arrival !== null && departure !== null && departure > arrival;
}

/** Assignments that share a row: of one unit, on nights that do not overlap. */
function lanes(assignments: readonly Dated[]): { lane: Dated[]; shared: boolean }[] {
	const byUnit = new Map<string, Dated[][]>();
	for (const assignment of assignments) {
		const unitLanes = byUnit.get(laneKey(assignment)) ?? [];
		const free = unitLanes.find((lane) => lane.every((other) => !overlap(other, assignment)));
		if (free === undefined) unitLanes.push([assignment]);
		else free.push(assignment);
		byUnit.set(laneKey(assignment), unitLanes);
	}
	return [...byUnit.values()].flatMap((unitLanes) => unitLanes.map((lane, index) => ({ lane, shared: index > 0 })));
}

function laneKey(assignment: Assignment): string {
	return assignment.unit === null ? `assignment ${assignment.id}` : `unit ${assignment.unit.id}`;
}

function overlap(a: Dated, b: Dated): boolean {
	return a.arrival < b.departure && b.arrival < a.departure;
}

function toRow(lane: readonly Dated[], first: string, end: string): Omit<MatrixRow, "shared"> {
	const sorted = [...lane].sort((a, b) => (a.arrival < b.arrival ? -1 : 1));
	const segments: Segment[] = [];
	let at = first;
	for (const assignment of sorted) {
		const stop = assignment.departure < end ? assignment.departure : end;
		if (assignment.arrival > at) {
			segments.push({ start: at, nights: nightsBetween(at, assignment.arrival), assignment: null });
		}
		segments.push({ start: assignment.arrival, nights: nightsBetween(assignment.arrival, stop), assignment });
		at = stop;
	}
	if (at < end) segments.push({ start: at, nights: nightsBetween(at, end), assignment: null });
	const lead = sorted[0];
	return {
		key: lead === undefined ? "" : `${laneKey(lead)} ${lead.id}`,
		unit: lead?.unit ?? null,
		unitType: lead?.unitType ?? lead?.unit?.type ?? null,
		segments,
	};
}

/** What a choice of person or invoice lights up. */
export interface Choice {
	kind: "person" | "invoice";
	id: string;
}

/** Ids of the assignments a choice concerns; null when nothing is chosen. Links are read from both of their ends. */
export function chosenAssignments(
	detail: Pick<ReservationDetail, "people" | "invoices" | "assignments">,
	choice: Choice | null,
): Set<string> | null {
	if (choice === null) return null;
	const from = choice.kind === "person" ? detail.people : detail.invoices;
	const ids = new Set(from.find((item) => item.id === choice.id)?.assignmentIds ?? []);
	for (const assignment of detail.assignments) {
		const linked = choice.kind === "person" ? assignment.personIds : assignment.invoiceIds;
		if (linked.includes(choice.id)) ids.add(assignment.id);
	}
	return ids;
}
