/** A filter of the list in words, for files and feeds that stand alone. Pure. */
import "server-only";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { ConflictKind } from "@/lib/shared/conflicts";
import { formatDate } from "@/lib/shared/dates";
import { DATE_FIELD_LABELS, KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationFilter, ReservationSort } from "@/lib/shared/reservations";

export interface FilterNames {
	/** The provider's name for its id. */
	provider: string | null;
	unit: string | null;
	tenants: readonly string[];
	tags: readonly string[];
}

const TO_DO = {
	arrival: "to do before arrival: no unit or an open balance",
	departure: "to do before departure: an open balance",
};
const NEWS = { new: "new", changed: "changed", cancelled: "cancelled" };

/** "Arriving from today until today + 6 days · Confirmed or Pending · open balance"; "none" when nothing narrows the list. */
export function filterSentence(filter: ReservationFilter, names: FilterNames): string {
	const { status, kind, conflict, since } = filter;
	const parts = [
		dates(filter),
		names.provider,
		names.tenants.length > 0 && names.tenants.join(" or "),
		status?.map((value) => STATUS_LABELS[value]).join(" or "),
		kind?.map((value) => KIND_LABELS[value]).join(" or "),
		names.unit && `unit ${names.unit}`,
		filter.unassigned && "no unit yet",
		filter.balance && "open balance",
		filter.todo && TO_DO[filter.todo],
		names.tags.length > 0 && `tag ${names.tags.join(" or ")}`,
		filter.flagged && "flagged",
		filter.noted && "with notes",
		conflict && conflictWords(conflict),
		since &&
			`${filter.news === undefined ? "new, changed or cancelled" : NEWS[filter.news]} since ${instantWords(since)}`,
		filter.q !== undefined && `search “${filter.q}”`,
	].filter((part) => typeof part === "string" && part !== "");
	return parts.length === 0 ? "none" : parts.join(" · ");
}

export function sortSentence(sort: ReservationSort): string {
	const [column, direction] = sort.startsWith("-") ? [sort.slice(1), "down"] : [sort, "up"];
	if (column === "guest") return direction === "up" ? "Guest, A to Z" : "Guest, Z to A";
	const [first, last] = column === "booked" || column === "updated" ? ["oldest", "newest"] : ["earliest", "latest"];
	const name = `${column.charAt(0).toUpperCase()}${column.slice(1)}`;
	return `${name}, ${direction === "up" ? first : last} first`;
}

/** "22 Nov 2026 07:30 UTC" */
export function instantWords(iso: string): string {
	const text = new Date(iso).toISOString();
	return `${formatDate(text.slice(0, 10))} ${text.slice(11, 16)} UTC`;
}

function dates({ by, from, to }: ReservationFilter): string {
	const label = DATE_FIELD_LABELS[by];
	if (from === undefined && to === undefined) {
		if (by === "in_house" || by === "stayover") return `${label} today`;
		return by === "cancelled" ? label : "";
	}
	if (from === to && from !== undefined) return `${label} ${dayWords(from)}`;
	return [label, from && `from ${dayWords(from)}`, to && `until ${dayWords(to)}`].filter(Boolean).join(" ");
}

/** A day of each tenant's own calendar stays relative: it is another one at the other end of the world. */
function dayWords(date: string): string {
	if (!date.startsWith("today")) return formatDate(date);
	const days = Number(date.slice(5));
	if (days === 0) return "today";
	return `today ${days > 0 ? "+" : "−"} ${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
}

function conflictWords(kinds: NonNullable<ReservationFilter["conflict"]>): string {
	if (kinds.includes("any")) return "any conflict";
	return kinds.map((kind) => CONFLICT_LABELS[kind as ConflictKind]).join(" or ");
}
