/** Our own tags, flags and numbers of notes for the rows of a page: one query for any number of them. */
import "server-only";
import { db } from "@/lib/db/client";
import type { TagRef } from "@/lib/shared/annotations";

export interface OwnMarks {
	tags: TagRef[];
	flagged: boolean;
	noteCount: number;
}

export const NO_MARKS: OwnMarks = { tags: [], flagged: false, noteCount: 0 };

/** By reservation id; those without any mark are absent. */
export async function ownMarksOf(ids: readonly string[]): Promise<Map<string, OwnMarks>> {
	if (ids.length === 0) return new Map();
	const rows = await db().$queryRaw<(OwnMarks & { id: string })[]>`
		SELECT asked.id, COALESCE(t.tags, '[]'::jsonb) AS tags, f.reservation_id IS NOT NULL AS flagged,
			COALESCE(n.notes, 0) AS "noteCount"
		FROM unnest(${[...ids]}::text[]) AS asked(id)
		LEFT JOIN reservation_flag f ON f.reservation_id = asked.id
		LEFT JOIN LATERAL (SELECT count(*)::int AS notes FROM reservation_note WHERE reservation_id = asked.id) n ON TRUE
		LEFT JOIN LATERAL (
			SELECT jsonb_agg(jsonb_build_object('id', tag.id, 'name', tag.name, 'tone', tag.tone) ORDER BY tag.folded) AS tags
			FROM reservation_tag rt JOIN tag ON tag.id = rt.tag_id WHERE rt.reservation_id = asked.id) t ON TRUE
		WHERE f.reservation_id IS NOT NULL OR n.notes > 0 OR t.tags IS NOT NULL`;
	return new Map(rows.map(({ id, ...marks }) => [id, marks]));
}
