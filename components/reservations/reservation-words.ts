/** How a reservation reads at a glance: its mark, its title, its units. Pure. */
import type { Tone } from "@/components/ui/tone";
import { KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationKind, ReservationRow, ReservationStatus } from "@/lib/shared/reservations";
import { count } from "./stay-words";

/** What the provider calls the status. */
export function statusThere(rawStatus: string): string {
	return `At the provider: ${rawStatus}`;
}

export interface Mark {
	tone: Tone;
	word: string;
}

/** What matters most about a record, in one word: gone, cancelled, its kind when it is no stay, else its status. */
export function reservationMark(row: Pick<ReservationRow, "gone" | "status" | "kind" | "rawStatus">): Mark {
	if (row.gone !== null) return { tone: "quiet", word: "Gone" };
	if (row.status === "cancelled") return { tone: "quiet", word: STATUS_LABELS.cancelled };
	if (row.kind !== "stay") return { tone: KIND_TONE[row.kind], word: KIND_LABELS[row.kind] };
	if (row.status === "unknown") return { tone: "quiet", word: row.rawStatus ?? STATUS_LABELS.unknown };
	return { tone: STATUS_TONE[row.status], word: STATUS_LABELS[row.status] };
}

const KIND_TONE: Record<ReservationKind, Tone> = {
	stay: "ok",
	owner_stay: "info",
	block: "quiet",
	quote_hold: "due",
	linked_block: "quiet",
	unknown: "quiet",
};

const STATUS_TONE: Record<ReservationStatus, Tone> = {
	confirmed: "ok",
	pending: "due",
	cancelled: "quiet",
	unknown: "quiet",
};

/** Longest text from outside that is written out; the rest is cut with an ellipsis. */
const TEXT_MAX = 160;

/** They turn the words around a name as well, when nothing ends them. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Bounds a text from outside, so that a name of 100 KB costs nobody anything and turns no sentence around. */
export function bounded(text: string, max = TEXT_MAX): string {
	return (text.length <= max ? text : `${text.slice(0, max)}…`).replace(DIRECTION_CONTROLS, "");
}

/** The page of a reservation; with `at`, as it was known at that instant. */
export function reservationHref(id: string, at: string | null = null): string {
	return `/reservations/${encodeURIComponent(id)}${at === null ? "" : `?${new URLSearchParams({ at })}`}`;
}

/** Guest, else the record's own title, else its kind and number. Never empty. */
export function reservationTitle(
	row: Pick<ReservationRow, "guestName" | "title" | "kind" | "number" | "remoteId">,
): string {
	const given = [row.guestName, row.title].find((text) => text !== null && text.trim() !== "");
	if (given !== undefined && given !== null) return bounded(given);
	return row.kind === "stay"
		? `Guest not given, ${row.number ?? row.remoteId}`
		: `${KIND_LABELS[row.kind]} ${row.number ?? row.remoteId}`;
}

/** "Cabin 4", "80 units, 300 people", "no unit yet". */
export function unitsWords(
	row: Pick<ReservationRow, "units" | "assignmentCount" | "unassignedCount" | "peopleCount">,
): string {
	const [first, ...others] = row.units;
	if (first === undefined) return row.assignmentCount === 0 ? "no unit given" : "no unit yet";
	if (others.length === 0) return bounded(first.name);
	if (row.units.length > 3) {
		const people = row.peopleCount > 1 ? `, ${count(row.peopleCount, "person", "people")}` : "";
		// Units still to be assigned are units of the group all the same; the row says apart how many they are.
		return `${count(row.units.length + row.unassignedCount, "unit", "units")}${people}`;
	}
	return row.units.map((unit) => bounded(unit.name)).join(", ");
}
