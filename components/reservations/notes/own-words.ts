/** The words of our own notes, flags and tags. */
import type { TagTone } from "@/lib/shared/annotations";

export const NOTE_WORDS = {
	tab: "Notes",
	intro: "Notes, tags and the flag are yours. They stay in Rezdeck and are never sent to the provider.",
	label: "New note",
	placeholder: "What should the next person know?",
	add: "Add note",
	empty: "No notes yet",
	emptyText: "What somebody writes here is seen by everybody who may see this reservation.",
	loading: "Loading notes",
	failed: "Notes could not be loaded",
	edit: "Edit",
	save: "Save",
	cancel: "Cancel",
	remove: "Delete",
	you: "you",
	edited: "edited",
	deleted: "Note deleted",
	undo: "Undo",
	readOnly: "Your role may read notes, not write them.",
	past: "An earlier state is shown. Notes, tags and the flag are today's and cannot be changed here.",
	confirmTitle: "Delete this note?",
	confirmText: (author: string) => `It was written by ${author} and cannot be brought back.`,
};

export const FLAG_WORDS = {
	flagged: "Flagged",
	flag: "Flag",
	unflag: "Remove flag",
	reason: "Why is it flagged?",
	reasonHint: "Optional. Everybody who may see this reservation reads it.",
	save: "Save reason",
	by: "by",
};

export const TAG_WORDS = {
	title: "Tags",
	none: "no tags",
	change: "Change tags",
	find: "Find or create a tag",
	create: (name: string) => `Create “${name}”`,
	empty: "There are no tags yet. Type a name to create the first.",
	noMatch: "No tag of that name.",
	manage: "Manage tags",
	manageTitle: "Tags",
	manageText: "Tags are the same for all tenants and everybody here.",
	name: "Name",
	tone: "Colour",
	save: "Save",
	remove: "Delete",
	uses: (uses: number) => (uses === 0 ? "not used" : uses === 1 ? "on 1 reservation" : `on ${uses} reservations`),
	confirmTitle: (name: string) => `Delete “${name}”?`,
	confirmText: (uses: number) =>
		`It is taken off ${uses === 1 ? "1 reservation" : `${uses} reservations`}. This cannot be undone.`,
	cancel: "Cancel",
	full: "A reservation has at most 20 tags.",
};

export const TONE_WORDS: Record<TagTone, string> = {
	info: "Blue",
	ok: "Green",
	due: "Amber",
	warn: "Orange",
	bad: "Red",
	quiet: "Grey",
};
