/** The words of the filters behind "More", and of the chips that say which are chosen. */
import { CONFLICT_KINDS, CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { Choice } from "./filter-words";

/** Filters of one value: only the reservations that have it. */
export const ONLY: readonly { name: string; value: string; label: string; chip: string }[] = [
	{ name: "unassigned", value: "yes", label: "No unit yet", chip: "No unit yet" },
	{ name: "balance", value: "open", label: "Open balance", chip: "Open balance" },
	{ name: "flagged", value: "yes", label: "Flagged", chip: "Flagged" },
	{ name: "noted", value: "yes", label: "With notes of ours", chip: "With notes" },
];

export const TO_DO: readonly (Choice & { chip: string })[] = [
	{ value: "arrival", label: "Before arrival: no unit or an open balance", chip: "To do before arrival" },
	{ value: "departure", label: "Before departure: an open balance", chip: "To do before departure" },
];

export const CONFLICTS: readonly Choice[] = [
	{ value: "any", label: "Any conflict" },
	...CONFLICT_KINDS.map((value) => ({ value, label: CONFLICT_LABELS[value] })),
];

/** What happened since a moment, as Rezdeck saw it. */
export const NEWS_ANY = { value: "", label: "Anything", chip: "New, changed or cancelled" };

export const NEWS: readonly (Choice & { chip: string })[] = [
	{ value: "new", label: "New", chip: "New" },
	{ value: "changed", label: "Changed", chip: "Changed" },
	{ value: "cancelled", label: "Cancelled", chip: "Cancelled" },
];

export const SINCE_HOURS: readonly { hours: number; label: string }[] = [
	{ hours: 1, label: "The last hour" },
	{ hours: 24, label: "The last 24 hours" },
	{ hours: 72, label: "The last 3 days" },
	{ hours: 168, label: "The last 7 days" },
];

export const MORE_FILTER_WORDS = {
	toDo: "To do",
	allDoneOrNot: "All, done or not",
	onlyThoseWith: "Only those with",
	tagsAnyOfThem: "Tags, any of them",
	conflicts: "Conflicts",
	changedIn: "Changed in",
	anyTime: "Any time",
	theTimeChosen: "The time chosen",
	sinceILastLooked: "Since I last looked",
	whatHappened: "What happened",
} as const;

export const CHIP_WORDS = {
	removeFilter: (label: string) => `Remove filter ${label}`,
	searchIs: (q: string) => `Search: ${q}`,
	unitIs: (unit: string) => `Unit: ${unit}`,
	aTag: "a tag",
	or: " or ",
	tagIs: (tags: string) => `Tag: ${tags}`,
	newsSince: (chip: string, since: string) => `${chip} since ${since}`,
	asKnownAt: (at: string) => `As known at ${at}`,
	anyConflict: "Any conflict",
	kindsOfConflicts: (kinds: number) => `${kinds} kinds of conflicts`,
} as const;
