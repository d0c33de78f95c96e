/**
 * Record by record: what the provider gave now against what is stored, in the canonical record and in every column that
 * lists read. What the mirror could not know yet is no difference.
 */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type CanonicalReservation, canonicalReservation } from "@/lib/providers/canonical";
import { judge, type RecordState } from "@/lib/reservations/compare-versions";
import { diffCanonical } from "@/lib/reservations/diff-canonical";
import type { ProjectedReservation } from "@/lib/reservations/project";
import { type KeyedRow, projectPage } from "@/lib/reservations/project-page";

/** The clocks of provider and Rezdeck may differ by this; a change this close to "as of" is given the benefit of the doubt. */
const CLOCK_SKEW_MS = 120_000;

/**
 * equal: alike. ahead: ours is the later state, stored since the page was given. fresh: changed at the provider after
 * the time up to which the mirror claims to know. differing, missing: the mirror was wrong.
 */
export type Verdict = "equal" | "ahead" | "fresh" | "differing" | "missing";

export interface Comparison {
	key: string;
	verdict: Verdict;
	/** What differs, in words; empty unless `differing`. */
	fields: string[];
	/** Ours; null when it is not here. */
	reservationId: string | null;
	/** When our copy last changed; null when it is not here. */
	changedAt: Date | null;
	/** The record itself or a column must be written again, not only its mark as gone taken away. */
	rewrite: boolean;
	/** Ours claims a later version than the provider has: it must go, or the provider's would be refused as old. */
	newerThanTruth: boolean;
}

export interface CompareInput {
	tenantId: string;
	records: readonly CanonicalReservation[];
	/** As of when the mirror claims to agree with the provider; null: it claims nothing but has been filled. */
	asOf: Date | null;
	/** Keys of records that were asked for again just now: ours being later than them is an error of ours. */
	confirmed: ReadonlySet<string>;
}

interface StoredRow {
	key: string;
	id: string;
	gone: boolean;
	changedAt: Date;
	version: number | null;
	updatedAt: string | null;
	recordDiffers: boolean;
	/** Only when it differs. */
	canonical: unknown;
	columns: string[];
}

/** One comparison a record, in the order given; of two states of one record the newer is compared. */
export async function compareRecords(tx: Transaction, input: CompareInput): Promise<Comparison[]> {
	const rows = await projectPage(tx, input.tenantId, input.records);
	if (rows.length === 0) return [];
	const stored = await loadStored(tx, input.tenantId, rows);
	return rows.map((row) => compare(row, stored.get(row.key), input));
}

/** Columns that lists and searches read: their type in the page, and their name on the screen. */
const COLUMNS: Record<
	Exclude<keyof ProjectedReservation, "entity" | "remote_id" | "content_hash" | "canonical" | "assignments">,
	readonly [type: string, words: string]
> = {
	number: ["text", "Number"],
	kind: ["text", "Kind"],
	status: ["text", "Status"],
	raw_status: ["text", "Status at the provider"],
	arrival: ["date", "Arrival"],
	departure: ["date", "Departure"],
	guest_name: ["text", "Guest"],
	guest_sort: ["text", "Guest"],
	title: ["text", "Title"],
	channel: ["text", "Channel"],
	people_count: ["int", "People"],
	assignment_count: ["int", "Unit assignments"],
	unassigned_count: ["int", "Unit assignments"],
	currency: ["text", "Currency"],
	balance: ["numeric", "Balance"],
	booked_at: ["timestamptz", "Booked"],
	cancelled_at: ["timestamptz", "Cancelled"],
	remote_updated_at: ["timestamptz", "Last change at the provider"],
	remote_version: ["int", "Version"],
	person_ids: ["text[]", "People"],
	conflicts: ["text[]", "Conflicts found by Rezdeck"],
	projection: ["int", "Form in which it is stored"],
	search_text: ["text", "Words it is found by"],
};
const DEFINITIONS = Prisma.raw(
	[
		"key text",
		"entity text",
		"remote_id text",
		"content_hash text",
		"canonical jsonb",
		"assigned jsonb",
		...Object.entries(COLUMNS).map(([name, [type]]) => `${name} ${type}`),
	].join(", "),
);
const DIFFERENT_COLUMNS = Prisma.raw(
	Object.entries(COLUMNS)
		.map(([name, [, words]]) => `CASE WHEN r.${name} IS DISTINCT FROM page.${name} THEN '${words}' END`)
		.join(", "),
);

async function loadStored(
	tx: Transaction,
	tenantId: string,
	rows: readonly KeyedRow[],
): Promise<Map<string, StoredRow>> {
	const page = rows.map(({ key, columns: { assignments, ...columns } }) => ({
		key,
		...columns,
		assigned: assignments.map((a) => [a.remote_id, a.position, a.unit_remote_id, a.arrival, a.departure]),
	}));
	const found = await tx.$queryRaw<StoredRow[]>`
		SELECT page.key, r.id, r.gone_before IS NOT NULL AS gone, r.changed_at AS "changedAt",
			(r.canonical->>'version')::float8 AS version, r.canonical->>'updatedAt' AS "updatedAt",
			r.canonical IS DISTINCT FROM page.canonical OR r.content_hash IS DISTINCT FROM page.content_hash AS "recordDiffers",
			CASE WHEN r.canonical IS DISTINCT FROM page.canonical THEN r.canonical END AS canonical,
			array_remove(ARRAY[${DIFFERENT_COLUMNS},
				CASE WHEN page.assigned IS DISTINCT FROM coalesce((
					SELECT jsonb_agg(jsonb_build_array(a.remote_id, a.position, a.unit_remote_id, a.arrival, a.departure)
						ORDER BY a.position, a.remote_id)
					FROM unit_assignment a WHERE a.reservation_id = r.id), '[]') THEN 'Unit assignments' END], NULL) AS columns
		FROM jsonb_to_recordset(${JSON.stringify(page)}::jsonb) AS page(${DEFINITIONS})
		JOIN reservation r ON r.tenant_id = ${tenantId} AND r.entity = page.entity AND r.remote_id = page.remote_id`;
	return new Map(found.map((row) => [row.key, row]));
}

function compare(row: KeyedRow, stored: StoredRow | undefined, { asOf, confirmed }: CompareInput): Comparison {
	const isUnclaimed = changedAfter(row.state.updatedAt, asOf);
	if (stored === undefined) {
		const verdict = isUnclaimed ? "fresh" : "missing";
		return {
			key: row.key,
			verdict,
			fields: [],
			reservationId: null,
			changedAt: null,
			rewrite: true,
			newerThanTruth: false,
		};
	}
	const found = { key: row.key, reservationId: stored.id, changedAt: stored.changedAt };
	const rewrite = stored.recordDiffers || stored.columns.length > 0;
	if (!rewrite && !stored.gone) {
		return { ...found, verdict: "equal", fields: [], rewrite, newerThanTruth: false };
	}
	const isOursNewer = isOlder(row.state, stored);
	if (isOursNewer && !confirmed.has(row.key)) {
		return { ...found, verdict: "ahead", fields: [], rewrite, newerThanTruth: true };
	}
	if (isUnclaimed && isOlder(stored, row.state)) {
		return { ...found, verdict: "fresh", fields: [], rewrite, newerThanTruth: false };
	}
	const fields = [...fieldsOf(row, stored), ...(stored.gone ? ["Gone at the provider"] : [])];
	return { ...found, verdict: "differing", fields, rewrite, newerThanTruth: isOursNewer };
}

/** Whether `a` is the older state by the provider's own version or time; false when it does not tell. */
function isOlder(a: Omit<RecordState, "contentHash">, b: Omit<RecordState, "contentHash">): boolean {
	return judge({ ...b, contentHash: "b" }, { ...a, contentHash: "a" }) === "stale";
}

function changedAfter(updatedAt: string | null, asOf: Date | null): boolean {
	if (updatedAt === null || asOf === null) return false;
	return Date.parse(updatedAt) > asOf.getTime() - CLOCK_SKEW_MS;
}

/** What differs, each thing once, without names of people: findings outlive the data they are about. */
function fieldsOf(row: KeyedRow, stored: StoredRow): string[] {
	const names = new Set<string>();
	if (stored.canonical !== null) {
		const before = canonicalReservation.safeParse(stored.canonical);
		if (!before.success) names.add("The whole record");
		else {
			const changes = diffCanonical(before.data, row.columns.canonical, { unitName: (id) => id });
			for (const { field } of changes) names.add(field.replace(/^Person .*?(?= · |$)/, "Person"));
		}
	}
	for (const name of stored.columns) names.add(name);
	return names.size > 0 ? [...names] : stored.recordDiffers ? ["Other details"] : [];
}
