/**
 * Building blocks of wire schemas: loose objects, ids as text, absent = null, exact decimals. A record that does not fit
 * becomes a RejectedRecord that names the field; it never stops its page (F-51).
 */
import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { decimalText } from "./exact-sum";
import { instantText, isCalendarDate } from "./instant";
import type { RejectedRecord } from "./provider";

/** PostgreSQL holds neither NUL nor lone surrogates; one such character must not cost the page. */
function storable(text: string): string {
	return text.replace(/[\0\p{Surrogate}]/gu, "\uFFFD");
}

export const wireId = z
	.union([z.string().min(1).max(200), z.int()], "not an id")
	.transform((id) => storable(String(id)));

export const optionalId = wireId.nullish().transform((id) => id ?? null);

export const optionalText = z
	.string()
	.nullish()
	.transform((text) => (text === null || text === undefined || text.trim() === "" ? null : storable(text)));

export const optionalFlag = z
	.boolean()
	.nullish()
	.transform((flag) => flag ?? null);

/** A number of people, units or places in an order. */
export const optionalCount = z
	.number()
	.min(-1_000_000)
	.max(1_000_000)
	.nullish()
	.transform((count) => count ?? null);

export const optionalInteger = z
	.int()
	.nullish()
	.transform((integer) => integer ?? null);

/** Bounds keep a hostile "1e9999" from becoming ten thousand digits. */
const DECIMAL = /^-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?$/;

/** A decimal, as a JSON number or as text, to its exact text. */
export const wireAmount = z.union([z.number(), z.string()], "not an amount").transform((value, check): string => {
	const text = String(value).trim();
	if (!DECIMAL.test(text)) {
		check.addIssue({ code: "custom", message: "not a decimal" });
		return z.NEVER;
	}
	const exact = decimalText(text);
	return exact === "-0" ? "0" : exact;
});

export const optionalAmount = wireAmount.nullish().transform((amount) => amount ?? null);

/** A plain date; a time that follows it is dropped (PROVIDERS.md 2.7: some answers carry "T00:00:00"). */
export const wireDate = z
	.string()
	.transform((text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text))
	.refine(isCalendarDate, "not a calendar date (YYYY-MM-DD)");

export const optionalDate = wireDate.nullish().transform((date) => date ?? null);

export const optionalInstant = instantText.nullish().transform((instant) => instant ?? null);

/** An array that may be absent or null. */
export function optionalList<T extends z.ZodType>(item: T) {
	return z
		.array(item)
		.nullish()
		.transform((list) => list ?? []);
}

/**
 * Maps a record, or says which field did not fit and why. The reason never holds a value of the record. A record that
 * makes the mapper itself fail is set aside too: it would stop its feed for ever (F-52).
 */
export function readRecord<W, R>(
	raw: unknown,
	schema: z.ZodType<W>,
	map: (wire: W) => R,
): { record: R; rejected: null } | { record: null; rejected: RejectedRecord } {
	const read = schema.safeParse(raw);
	if (read.success) {
		try {
			return { record: map(read.data), rejected: null };
		} catch (error) {
			const name = error instanceof Error ? error.name : "unknown";
			// Where, and not what: an error's message may quote the record.
			const at = error instanceof Error ? error.stack?.match(/^\s+at .*$/gm)?.slice(0, 5) : undefined;
			log.error({ error: name, at }, "a record made its mapper fail");
			const reason = `Rezdeck failed to read this record (${name}). The log of the server names the place.`;
			return { record: null, rejected: { remoteId: idOf(raw), field: "(record)", reason, raw } };
		}
	}
	const issue = read.error.issues[0];
	return {
		record: null,
		rejected: {
			remoteId: idOf(raw),
			field: issue?.path.join(".") || "(record)",
			reason: (issue?.message ?? "does not fit").slice(0, 200),
			raw,
		},
	};
}

/** The id of a record as it came, whatever else is wrong with it; null when it has none. */
export function idOf(raw: unknown): string | null {
	if (typeof raw !== "object" || raw === null || !("id" in raw)) return null;
	const id = wireId.safeParse(raw.id);
	return id.success ? id.data : null;
}
