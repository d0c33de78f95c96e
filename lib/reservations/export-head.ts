/** What a file says about itself: of when it is, what it shows and whose. */
import "server-only";
import { type Actor, seesTenant } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findProvider } from "@/lib/providers/registry";
import { countWords, formatCount } from "@/lib/shared/amount-words";
import type { ReservationFilter } from "@/lib/shared/reservations";
import { cellText } from "./export-text";
import { filterSentence, instantWords, sortSentence } from "./filter-sentence";
import { freshnessOf } from "./freshness";
import { type OpenList, TOTAL_CAP } from "./list-reservations";

const TENANTS_NAMED = 20;

/** Label and words, a line each; the words are safe in a spreadsheet. `picked`: how many single rows were asked for. */
export async function headOf(
	actor: Actor,
	list: OpenList,
	picked: number | null,
): Promise<[label: string, words: string][]> {
	const freshness = freshnessOf(list.tenants, list.at);
	const lines: [string, string][] = [
		["As of", freshness.asOf === null ? "not read yet" : instantWords(freshness.asOf)],
		["Made", instantWords(list.at.toISOString())],
		["Tenants", tenantsWords(list)],
		["Filters", await filterWords(actor, { ...list.filter, tenant: undefined })],
		["Sort", sortSentence(list.filter.sort)],
		["Rows", rowsWords(list, picked)],
	];
	if (list.filter.at !== undefined) lines.push(["As known at", instantWords(list.filter.at)]);
	if (freshness.reason !== null) lines.push(["Note", freshness.reason]);
	if (list.similar) lines.push(["Search", "Nothing matched the words exactly; these rows resemble them."]);
	return lines.map(([label, words]) => [label, cellText(words)]);
}

/** A filter in words, with the names behind its ids, as far as the actor may see what they name. */
export async function filterWords(actor: Actor, filter: ReservationFilter): Promise<string> {
	const seen = filter.tenant?.filter((id) => seesTenant(actor, id)) ?? [];
	const [unit, tags, tenants] = await Promise.all([
		filter.unit === undefined
			? null
			: db().unit.findUnique({ where: { id: filter.unit }, select: { name: true, tenantId: true } }),
		filter.tag === undefined ? [] : db().tag.findMany({ where: { id: { in: filter.tag } }, orderBy: { name: "asc" } }),
		seen.length === 0
			? []
			: db().tenant.findMany({ where: { id: { in: seen } }, select: { name: true }, orderBy: { name: "asc" } }),
	]);
	const unitName = unit !== null && seesTenant(actor, unit.tenantId) ? unit.name : (filter.unit ?? null);
	return filterSentence(filter, {
		provider: filter.provider === undefined ? null : (findProvider(filter.provider)?.label ?? filter.provider),
		unit: unitName,
		tenants: tenants.map((tenant) => tenant.name.slice(0, 100)),
		tags: tags.map((tag) => tag.name),
	});
}

function tenantsWords({ tenants }: OpenList): string {
	const names = tenants.filter((tenant) => tenant.included).map((tenant) => tenant.name.slice(0, 100));
	const more = names.length - TENANTS_NAMED;
	const named = names.slice(0, TENANTS_NAMED).join(", ");
	return `${formatCount(names.length)}: ${named}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
}

function rowsWords({ total }: OpenList, picked: number | null): string {
	if (picked === null) return total > TOTAL_CAP ? `more than ${formatCount(TOTAL_CAP)}` : formatCount(total);
	if (total === picked) return `${countWords(picked, "selected reservation")}`;
	return `${formatCount(total)} of ${countWords(picked, "selected reservation")}; the filters no longer match the others`;
}
