/** What we write about reservations ourselves: notes, tags, flags. It stays here and is never sent to a provider. */
import { z } from "zod";

export const NOTE_MAX = 5_000;
export const NOTES_PER_RESERVATION = 500;
export const TAG_NAME_MAX = 40;
export const TAGS_PER_RESERVATION = 20;
export const TAGS_MAX = 500;
export const FLAG_REASON_MAX = 300;

/** What the database refuses or a screen cannot show goes: control characters beside line breaks and tabs, halves of letters. */
function cleaned(text: string): string {
	return text
		.replace(/\r\n?/g, "\n")
		.replace(/[^\P{Cc}\n\t]/gu, "")
		.replace(/\p{Cs}/gu, "\ufffd")
		.trim();
}

const oneLine = (text: string) => cleaned(text).replace(/\s+/g, " ");

const noteBody = z.string().transform(cleaned).pipe(z.string().min(1, "is empty").max(NOTE_MAX));

export const note = z.object({
	id: z.string(),
	body: z.string(),
	/** Who wrote it, as the account was called then. */
	author: z.string(),
	/** The reader's own. */
	own: z.boolean(),
	canEdit: z.boolean(),
	canDelete: z.boolean(),
	createdAt: z.string(),
	editedAt: z.string().nullable(),
});
export type Note = z.infer<typeof note>;

export const noteInput = z.strictObject({
	body: noteBody,
	/** One's own note that was deleted a moment ago: undoing gives it back its id and its time. */
	restore: z
		.string()
		.regex(/^nte_[0-9a-z]{26}$/)
		.optional(),
});
export type NoteInput = z.infer<typeof noteInput>;

export const noteChange = z.strictObject({ body: noteBody });

export const tagTone = z.enum(["info", "ok", "due", "warn", "bad", "quiet"]);
export type TagTone = z.infer<typeof tagTone>;

/** A tag as it stands on a reservation. */
export const tagRef = z.object({ id: z.string(), name: z.string(), tone: tagTone });
export type TagRef = z.infer<typeof tagRef>;

/** `uses`: reservations that have it, of those the reader may see. */
export const tag = tagRef.extend({ uses: z.number() });
export type Tag = z.infer<typeof tag>;

const tagName = z.string().transform(oneLine).pipe(z.string().min(1, "is empty").max(TAG_NAME_MAX));

export const tagInput = z.strictObject({ name: tagName, tone: tagTone.default("info") });
export type TagInput = z.infer<typeof tagInput>;

export const tagChange = z
	.strictObject({ name: tagName.optional(), tone: tagTone.optional() })
	.refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type TagChange = z.infer<typeof tagChange>;

/** `confirm`: take it off every reservation that has it too. */
export const tagDeletion = z.strictObject({ confirm: z.enum(["yes"]).optional() });

/** All tags that the reservation has from then on. */
export const reservationTagsInput = z.strictObject({
	tags: z
		.array(z.string().max(60))
		.max(TAGS_PER_RESERVATION)
		.transform((ids) => [...new Set(ids)]),
});

export const flagInput = z.strictObject({
	reason: z
		.string()
		.transform(oneLine)
		.pipe(z.string().max(FLAG_REASON_MAX))
		.nullish()
		.transform((reason) => (reason === undefined || reason === "" ? null : reason)),
});

export const flag = z.object({ reason: z.string().nullable(), by: z.string(), at: z.string() });
export type Flag = z.infer<typeof flag>;
