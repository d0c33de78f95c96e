/** The list's columns as cells of a file. Pure. */
import "server-only";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { ListColumn } from "@/lib/shared/list-columns";
import { KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationRow } from "@/lib/shared/reservations";
import { cellText } from "./export-text";

/** Text is safe as it stands; `date` is a plain date YYYY-MM-DD; null is an empty cell. */
export type Cell = null | string | number | { date: string };

interface Field {
	head: string;
	cell: (row: ReservationRow) => Cell;
}

const foreign = (text: string | null): Cell => (text === null ? null : cellText(text));
const day = (date: string | null): Cell => (date === null ? null : { date });

/** A column of the list may be several of the file: what stands in one cell there has one meaning each here. */
const FIELDS: Record<ListColumn, readonly Field[]> = {
	guest: [
		{ head: "Guest", cell: (row) => foreign(row.guestName) },
		{ head: "Title", cell: (row) => foreign(row.title) },
		// Ours, which the list shows beside the guest.
		{ head: "Flagged", cell: (row) => (row.flagged ? "yes" : null) },
		{ head: "Tags", cell: (row) => foreign(row.tags.map((tag) => tag.name).join("; ") || null) },
		{ head: "Notes", cell: (row) => row.noteCount },
	],
	stay: [
		{ head: "Arrival", cell: (row) => day(row.arrival) },
		{ head: "Departure", cell: (row) => day(row.departure) },
	],
	nights: [{ head: "Nights", cell: (row) => row.nights }],
	units: [
		{ head: "Units", cell: (row) => foreign(row.units.map((unit) => unit.name).join("; ")) },
		{ head: "Without unit", cell: (row) => row.unassignedCount },
	],
	people: [{ head: "People", cell: (row) => row.peopleCount }],
	status: [
		{ head: "Status", cell: statusCell },
		{ head: "Kind", cell: (row) => KIND_LABELS[row.kind] },
		{ head: "Conflicts", cell: (row) => row.conflictKinds.map((kind) => CONFLICT_LABELS[kind]).join("; ") || null },
	],
	balance: [
		// Exact as given: a number cell would keep 15 digits only. It cannot begin a formula: digits, a point, a minus.
		{ head: "Balance", cell: (row) => row.balance?.amount ?? null },
		{
			head: "Currency",
			cell: (row) => (row.balance === null ? null : foreign(row.balance.currency ?? "currency not given")),
		},
	],
	channel: [{ head: "Channel", cell: (row) => foreign(row.channel) }],
	tenant: [{ head: "Tenant", cell: (row) => foreign(row.tenantName) }],
	updated: [{ head: "Updated (UTC)", cell: (row) => row.updatedAt }],
	number: [{ head: "Number", cell: (row) => foreign(row.number) }],
	booked: [{ head: "Booked (UTC)", cell: (row) => row.bookedAt }],
};

/** The word of the list: gone and cancelled before anything else. */
function statusCell(row: ReservationRow): Cell {
	if (row.gone !== null) return "Gone";
	return row.status === "unknown" && row.rawStatus !== null ? cellText(row.rawStatus) : STATUS_LABELS[row.status];
}

export interface Table {
	heads: string[];
	cells: (row: ReservationRow) => Cell[];
}

/** The columns in their order. */
export function tableOf(columns: readonly ListColumn[]): Table {
	const fields = columns.flatMap((column) => FIELDS[column]);
	return { heads: fields.map((field) => field.head), cells: (row) => fields.map((field) => field.cell(row)) };
}
