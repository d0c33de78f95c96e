/** How a bar looks and reads. Pure. Colour says what is to be done; word and shape say it too. */
import type { Tone } from "@/components/ui/tone";
import type { BarState } from "@/lib/shared/calendar";
import { formatMoney } from "@/lib/shared/money";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import { count, formatStay, nightsWords } from "../reservations/stay-words";
import type { PlacedBar } from "./chart-lines";

export const STATE_WORDS: Record<BarState, string> = {
	arriving: "arrives today",
	departing: "departs today",
	in_house: "in house",
	coming: "coming",
	past: "departed",
};

const STATE_TONE: Record<BarState, Tone | "plain"> = {
	arriving: "due",
	departing: "warn",
	in_house: "ok",
	coming: "plain",
	past: "quiet",
};

export type BarShape = "solid" | "dotted" | "hatched" | "outline";

/** Dotted: a hold. Hatched: a block. Outline: the owner. */
export function barShape(bar: Pick<PlacedBar, "kind" | "status">): BarShape {
	if (bar.kind === "quote_hold" || bar.status === "pending") return "dotted";
	if (bar.kind === "block" || bar.kind === "linked_block") return "hatched";
	return bar.kind === "owner_stay" ? "outline" : "solid";
}

/** An overlap is the worst that can be said of a bar. Blocks have nothing to do. */
export function barTone(bar: Pick<PlacedBar, "state" | "overlaps" | "kind">): Tone | "plain" {
	if (bar.overlaps) return "bad";
	if (bar.kind === "block" || bar.kind === "linked_block") return "quiet";
	return STATE_TONE[bar.state];
}

/** Everything a bar shows, as one sentence for those who do not see it. */
export function barName(bar: PlacedBar, unitName: string | null, thisYear: number): string {
	const isBlock = bar.kind === "block" || bar.kind === "linked_block";
	return [
		bar.title,
		...(bar.kind === "stay" ? [] : [KIND_LABELS[bar.kind].toLowerCase()]),
		unitName ?? "no unit yet",
		formatStay(bar.arrival, bar.departure, thisYear),
		nightsWords(bar.nights),
		...(isBlock ? [] : [STATE_WORDS[bar.state]]),
		...(bar.status === "pending" ? ["pending"] : []),
		...(bar.people > 0 ? [count(bar.people, "person", "people")] : []),
		...(bar.groupSize > 1 ? [`group of ${count(bar.groupSize, "unit", "units")}`] : []),
		...(bar.overlaps ? ["overlaps another reservation"] : []),
		...(bar.open === null ? [] : [`open ${formatMoney(bar.open)}`]),
		...(bar.flagged ? ["flagged"] : []),
		...(bar.noted ? ["has notes"] : []),
	].join(", ");
}

/** A group's own hue, so that its members are found by eye; told by the words "group of" too. */
export function groupHue(reservationId: string): number {
	let hash = 0;
	for (const character of reservationId) hash = (hash * 31 + character.charCodeAt(0)) % 360;
	return hash;
}
