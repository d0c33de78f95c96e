/** The list of issues as its URL has it. Pure, so that page and browser agree. */

import { PROBLEM_WORDS } from "@/components/reservations/list/problem-words";
import { CONFLICT_KINDS } from "@/lib/shared/conflict-labels";
import type { ConflictKind } from "@/lib/shared/conflicts";
import { type FilterProblem, filterProblems } from "../reservations/list/filter-problems";
import { apiParams } from "../reservations/list/filter-url";

const NAMES = new Set(["tenant", "by", "from", "to", "conflict", "sort", "peek"]);
const DATE_FIELDS = new Set(["stay", "arrival", "departure"]);

/** The list's filter: everything that does not fit unless some kinds are asked for. */
export function issueListParams(search: URLSearchParams): string {
	const params = new URLSearchParams(apiParams(search, null));
	if (!params.has("conflict")) params.set("conflict", "any");
	params.sort();
	return params.toString();
}

/** The counts' filter: the same tenants and dates, all kinds. */
export function issueCountParams(search: URLSearchParams): string {
	const params = new URLSearchParams(apiParams(search, null));
	for (const name of [...params.keys()]) if (!["tenant", "by", "from", "to"].includes(name)) params.delete(name);
	return params.toString();
}

/** What in the URL is no filter of this page. */
export function issueProblems(search: URLSearchParams): FilterProblem[] {
	const foreign = [...new Set(search.keys())].filter((name) => !NAMES.has(name));
	const by = search.get("by") ?? "stay";
	return [
		...filterProblems(issueListParams(search)).filter(({ path }) => !foreign.includes(path)),
		...foreign.map((path) => ({ path, message: PROBLEM_WORDS.foreign })),
		...(DATE_FIELDS.has(by) ? [] : [{ path: "by", message: PROBLEM_WORDS.knownDates }]),
	];
}

/** The kinds that are asked for; empty means all. */
export function kindsOf(search: URLSearchParams): ConflictKind[] {
	const asked = (search.get("conflict") ?? "").split(",");
	return asked.includes("any") ? [] : CONFLICT_KINDS.filter((kind) => asked.includes(kind));
}

/** The parameter's value with one kind more or less; null for all. */
export function toggleKind(search: URLSearchParams, kind: ConflictKind): string | null {
	const chosen = kindsOf(search);
	const next = CONFLICT_KINDS.filter((option) => (option === kind) !== chosen.includes(option));
	return next.length === 0 || next.length === CONFLICT_KINDS.length ? null : next.join(",");
}
