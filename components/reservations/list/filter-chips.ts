/** What is chosen behind "More" and elsewhere, as chips in words that remove it. Pure. */
import { CONFLICT_KINDS, CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import { formatInstant } from "@/lib/shared/dates";
import { bounded } from "../reservation-words";
import type { Choice } from "./filter-words";
import { CHIP_WORDS, NEWS, NEWS_ANY, ONLY, TO_DO } from "./more-filter-words";

export interface FilterChip {
	/** Name of the parameter, unique among the chips. */
	id: string;
	label: string;
	/** Changes that take it away. */
	remove: Record<string, null>;
}

export interface ChipNames {
	/** The unit's name when no select shows it. */
	unit: string | null;
	/** Our own tags; one that is not among them has no name. */
	tags: readonly Choice[];
	/** The operator's zone, for moments. */
	zone: string;
	now: Date;
}

/** One chip a filter, in the order of the URL's importance: the search first. */
export function filterChips(search: URLSearchParams, names: ChipNames): FilterChip[] {
	const chips: FilterChip[] = [];
	const add = (id: string, label: string, remove: Record<string, null> = { [id]: null }) =>
		chips.push({ id, label, remove });
	const q = search.get("q") ?? "";
	if (q !== "") add("q", CHIP_WORDS.searchIs(bounded(q)));
	if (search.has("unit") && names.unit !== null) add("unit", CHIP_WORDS.unitIs(bounded(names.unit)));
	const todo = TO_DO.find(({ value }) => value === search.get("todo"));
	if (todo !== undefined) add("todo", todo.chip);
	for (const { name, value, chip } of ONLY) if (search.get(name) === value) add(name, chip);
	const conflicts = split(search.get("conflict"));
	if (conflicts.length > 0) add("conflict", conflictWords(conflicts));
	const tags = split(search.get("tag"));
	if (tags.length > 0) {
		add(
			"tag",
			CHIP_WORDS.tagIs(
				tags
					.map((id) => bounded(names.tags.find(({ value }) => value === id)?.label ?? CHIP_WORDS.aTag))
					.join(CHIP_WORDS.or),
			),
		);
	}
	const since = instantWords(search.get("since"), names);
	if (since !== null) {
		const news = NEWS.find(({ value }) => value === search.get("news")) ?? NEWS_ANY;
		add("since", CHIP_WORDS.newsSince(news.chip, since), { since: null, news: null });
	}
	const at = instantWords(search.get("at"), names);
	if (at !== null) add("at", CHIP_WORDS.asKnownAt(at));
	return chips;
}

/** "Any conflict", "Unit taken twice", "2 kinds of conflicts". */
function conflictWords(chosen: readonly string[]): string {
	const kinds = CONFLICT_KINDS.filter((kind) => chosen.includes(kind));
	const [only] = kinds;
	if (chosen.includes("any") || only === undefined || kinds.length === CONFLICT_KINDS.length)
		return CHIP_WORDS.anyConflict;
	return kinds.length === 1 ? CONFLICT_LABELS[only] : CHIP_WORDS.kindsOfConflicts(kinds.length);
}

function instantWords(text: string | null, { zone, now }: ChipNames): string | null {
	return text === null || Number.isNaN(Date.parse(text)) ? null : formatInstant(text, zone, now);
}

function split(value: string | null): string[] {
	return value === null ? [] : value.split(",").filter((part) => part !== "");
}

/** The moment that "since" means when it is chosen: so many hours before now, on the full minute. */
export function sinceHoursAgo(hours: number, now: number): string {
	return new Date(Math.floor(now / 60_000) * 60_000 - hours * 3_600_000).toISOString();
}
