/** When a provider changes its form, many records fail at one field. That is one message, not a list of records (F-53). */
import "server-only";
import { db } from "@/lib/db/client";

/** Records of one stream that fail at one field before it is called drift: fewer may just be bad records. */
export const DRIFT_MIN = 5;

export interface SchemaDrift {
	tenantId: string;
	/** The stream that read them. */
	stream: string;
	/** The field's path; positions in lists are `*`. */
	field: string;
	/** Open quarantined records that fail there. */
	count: number;
	/** ISO instant: the earliest of their last sightings. */
	since: string;
}

/** Fields at which at least DRIFT_MIN open, not ignored records of a tenant's stream fail; most records first. */
export async function schemaDrift(tenantIds: readonly string[]): Promise<SchemaDrift[]> {
	if (tenantIds.length === 0) return [];
	const rows = await db().$queryRaw<{ tenantId: string; stream: string; field: string; count: number; since: Date }[]>`
		SELECT tenant_id AS "tenantId", stream, regexp_replace(field, '(^|\\.)[0-9]+', '\\1*', 'g') AS field,
			count(*)::int AS count, min(seen_at) AS since
		FROM quarantined_record
		WHERE tenant_id = ANY(${[...tenantIds]}::text[]) AND resolved_at IS NULL AND ignored_at IS NULL
		GROUP BY 1, 2, 3 HAVING count(*) >= ${DRIFT_MIN}
		ORDER BY count(*) DESC, 1, 2, 3`;
	return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** One sentence for people; `label` is the provider's name. */
export function schemaDriftText({ field, count }: Pick<SchemaDrift, "field" | "count">, label: string): string {
	return `Schema drift: \`${field}\` does not fit in ${count} records. ${label} has probably changed its form; Rezdeck needs an update. The records are kept in quarantine and the others go on.`;
}
