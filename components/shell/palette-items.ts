/** What the palette lists, as groups of links, from what was found and typed. Pure. */
import { formatDate, nightsBetween } from "@/lib/shared/dates";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { Role } from "@/lib/shared/roles";
import type { FoundReservation, SearchResult } from "@/lib/shared/search";
import { ACTIONS, matchCommands, PAGES, type PaletteCommand, PALETTE_WORDS as WORDS } from "./palette-words";

export interface PaletteItem {
	/** Unique in the palette, also as an element's id. */
	id: string;
	href: string;
	label: string;
	/** Beside the label: dates, tenant, what matched. */
	detail: string | null;
	provider: string | null;
	/** Cancelled or gone. */
	over: boolean;
	/** Worth finding again among the recent ones. */
	keep: boolean;
}

export interface PaletteGroup {
	label: string;
	items: PaletteItem[];
}

/** Pages and actions shown before anything is typed. */
const COMMANDS_AT_REST = 6;
const TEXT_MAX = 80;

/** `result` may still answer an older text; `text` is what is typed now. */
export function paletteGroups(
	text: string,
	result: SearchResult | undefined,
	recent: readonly PaletteItem[],
	role: Role,
): PaletteGroup[] {
	const typed = text.trim();
	const pages = matchCommands(PAGES, typed, role);
	const actions = matchCommands(ACTIONS, typed, role);
	if (typed === "") {
		return present([
			{ label: WORDS.recent, items: [...recent] },
			{ label: WORDS.actions, items: actions.slice(0, COMMANDS_AT_REST).map(commandItem) },
			{ label: WORDS.pages, items: pages.map(commandItem) },
		]);
	}
	return present([
		{
			label: result?.similar === true ? WORDS.similar : WORDS.reservations,
			items: [...(result?.reservations ?? []).map(reservationItem), ...allItem(typed, result)],
		},
		{
			label: WORDS.tenants,
			items: (result?.tenants ?? []).map(({ id, name, provider }) =>
				item({ id, href: `/tenants/${encodeURIComponent(id)}`, label: name, provider, keep: true }),
			),
		},
		{
			label: WORDS.connections,
			items: (result?.connections ?? []).map(({ id, label, provider }) =>
				item({ id, href: `/connections/${encodeURIComponent(id)}`, label, provider, keep: true }),
			),
		},
		{ label: WORDS.actions, items: actions.map(commandItem) },
		{ label: WORDS.pages, items: pages.map(commandItem) },
	]);
}

function present(groups: PaletteGroup[]): PaletteGroup[] {
	return groups.filter(({ items }) => items.length > 0);
}

function reservationItem(found: FoundReservation): PaletteItem {
	const { id, guestName, title, number, remoteId, kind, arrival, departure, tenantName, hit } = found;
	const name = [guestName, title].find((text) => text !== null && text.trim() !== "") ?? null;
	const nights =
		arrival === null || departure === null || departure < arrival ? null : nightsBetween(arrival, departure);
	const dates = [
		arrival === null ? WORDS.arrivalNotGiven : formatDate(arrival),
		...(nights === null ? [] : [WORDS.nights(nights)]),
	];
	// What the label does not show explains why it is here.
	const shown =
		hit === null || (hit.field === "guest" && name === guestName) || (hit.field === "title" && name === title);
	const matched = shown ? [] : [hit.text];
	return item({
		id,
		href: `/reservations/${encodeURIComponent(id)}`,
		label: name ?? `${KIND_LABELS[kind]} ${number ?? remoteId}`,
		detail: [...matched, ...dates, tenantName].map((text) => bounded(text)).join(" · "),
		provider: found.provider,
		over: found.gone || found.status === "cancelled",
		keep: true,
	});
}

/** The whole list, for what a few rows do not show. */
function allItem(typed: string, result: SearchResult | undefined): PaletteItem[] {
	if (result === undefined || result.total <= result.reservations.length) return [];
	const total = `${result.total.toLocaleString("en")}${result.totalCapped ? "+" : ""}`;
	const href = `/reservations?${new URLSearchParams({ q: typed.slice(0, 200) })}`;
	return [item({ id: "all", href, label: WORDS.all(total, bounded(typed)) })];
}

function commandItem({ id, href, label }: PaletteCommand): PaletteItem {
	return item({ id: id.replace(/\W+/g, "-"), href, label });
}

function item(given: Pick<PaletteItem, "id" | "href" | "label"> & Partial<PaletteItem>): PaletteItem {
	return { detail: null, provider: null, over: false, keep: false, ...given, label: bounded(given.label) };
}

function bounded(text: string): string {
	return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}…`;
}
