/**
 * The mirror as it was known at an earlier instant. Replaced states are kept with the moment they were replaced, so the
 * state at `at` is the first that was replaced later, or today's when none was. What was first seen later did not exist.
 *
 * Queries stay as they are: `with` puts two named tables before a statement, which then stand for `reservation` and
 * `unit_assignment` in all of it. Only records that changed since are read and projected anew, with the same projection
 * that wrote the columns of the others; those come from their own table and its indexes.
 *
 * Limits: contact records, units, tenants and our own notes, tags and flags are today's; states older than the setting
 * `historyDays` are deleted, so before that the oldest one left is shown.
 */
import "server-only";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { GONE_KEY } from "./gone";
import { loadContacts } from "./load-contacts";
import { type ProjectedReservation, projectReservation } from "./project";
import { ROW_COLUMNS, type RowColumns } from "./reservation-row";
import { COLUMN_DEFINITIONS, COLUMN_LIST, COLUMN_VALUES } from "./store-page";
import type { ScopedTenant } from "./tenant-scope";

/**
 * Records that may have changed since. The time grows with them: a page of 50 took 0.64 s where today's took 0.16 s when 200
 * of 400 had changed, in the embedded database on two cores under a load of 15.
 */
export const CHANGED_MAX = 5_000;

export interface Known {
	/** Stands before a statement. */
	with: Prisma.Sql;
	/** Joins a statement's own named tables to `with`. */
	more: Prisma.Sql;
	/** The record as it was then; `today` when it did not change since. */
	canonicalOf(id: string, today: CanonicalReservation): CanonicalReservation;
	/** The row as it was then. Errors: not_found when it was not known yet. */
	row(today: RowColumns): Promise<RowColumns>;
	/** The tenant, whose mirror did not agree with the provider later than then. */
	tenant(today: ScopedTenant): ScopedTenant;
}

export const AS_KNOWN_NOW: Known = {
	with: Prisma.empty,
	more: Prisma.sql`WITH`,
	canonicalOf: (_id, today) => today,
	row: (today) => Promise.resolve(today),
	tenant: (today) => today,
};

interface ReplacedRow {
	id: string;
	tenantId: string;
	seenAt: Date;
	canonical: CanonicalReservation & { [GONE_KEY]?: { after: string | null; before: string } };
}

/** `at` undefined: now. Errors: invalid_input when too much changed since in these tenants. */
export async function knownAt(at: string | undefined, tenantIds: readonly string[]): Promise<Known> {
	if (at === undefined || tenantIds.length === 0) return AS_KNOWN_NOW;
	// Before that nothing was known; years that the database cannot write need not reach it.
	const instant = new Date(Math.max(Date.parse(at), 0));
	const replaced = await readReplaced(instant, tenantIds);
	if (replaced.length > CHANGED_MAX) {
		const message = "is too long ago: too much has changed since";
		throw new AppError("invalid_input", `at ${message}`, "Choose a later moment, or fewer tenants.", {
			issues: [{ path: "at", message }],
		});
	}
	const columns = await projectAll(replaced);
	const canonicals = new Map(replaced.map((row) => [row.id, withoutMark(row.canonical)]));
	const tables = asTables(instant, replaced, columns);
	return {
		with: Prisma.sql`WITH ${tables}`,
		more: Prisma.sql`,`,
		canonicalOf: (id, today) => canonicals.get(id) ?? today,
		row: ({ id }) => rowOf(tables, id),
		tenant: (tenant) => ({
			...tenant,
			asOf: tenant.asOf === null || tenant.asOf > instant ? instant : tenant.asOf,
		}),
	};
}

/** For each record that changed after the instant: the state that the first of those changes replaced. */
async function readReplaced(at: Date, tenantIds: readonly string[]): Promise<ReplacedRow[]> {
	return db().$queryRaw<ReplacedRow[]>`
		SELECT DISTINCT ON (v.reservation_id) v.reservation_id AS id, r.tenant_id AS "tenantId", v.seen_at AS "seenAt", v.canonical
		FROM reservation_version v JOIN reservation r ON r.id = v.reservation_id
		WHERE v.replaced_at > ${at}::timestamptz AND r.first_seen_at <= ${at}::timestamptz
			AND r.tenant_id = ANY(${[...tenantIds]}::text[])
		ORDER BY v.reservation_id, v.replaced_at, v.id LIMIT ${CHANGED_MAX + 1}`;
}

async function projectAll(replaced: readonly ReplacedRow[]): Promise<Map<string, ProjectedReservation>> {
	const personIds = new Map<string, string[]>();
	for (const { tenantId, canonical } of replaced) {
		if (!canonical.contactsSeparate) continue;
		const ids = personIds.get(tenantId) ?? [];
		ids.push(...canonical.people.map((person) => person.id));
		personIds.set(tenantId, ids);
	}
	const contacts = new Map(
		await Promise.all(
			[...personIds].map(
				async ([tenantId, ids]) => [tenantId, (await loadContacts(db(), tenantId, ids)).known] as const,
			),
		),
	);
	return new Map(
		replaced.map(({ id, tenantId, canonical }) => [
			id,
			projectReservation(withoutMark(canonical), canonical.contactsSeparate ? contacts.get(tenantId) : undefined),
		]),
	);
}

function withoutMark({ [GONE_KEY]: _, ...canonical }: ReplacedRow["canonical"]): CanonicalReservation {
	return canonical;
}

/** Inside its own definition a name still means the stored table. */
function asTables(
	at: Date,
	replaced: readonly ReplacedRow[],
	columns: ReadonlyMap<string, ProjectedReservation>,
): Prisma.Sql {
	const ids = replaced.map(({ id }) => id);
	const rows = replaced.map(({ id, seenAt, canonical }) => {
		const { assignments: _, canonical: __, ...projected } = columns.get(id) ?? missing(id);
		const gone = canonical[GONE_KEY];
		return { ...projected, id, changed_at: seenAt, gone_after: gone?.after ?? null, gone_before: gone?.before ?? null };
	});
	const assignments = replaced.flatMap(({ id, tenantId }) =>
		(columns.get(id) ?? missing(id)).assignments.map((assignment) => ({
			...assignment,
			reservation_id: id,
			tenant_id: tenantId,
		})),
	);
	const unchanged = ids.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`NOT (id = ANY(${ids}::text[]))`;
	const unchangedOwner = ids.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`NOT (reservation_id = ANY(${ids}::text[]))`;
	return Prisma.sql`unit_assignment AS NOT MATERIALIZED (
			SELECT reservation_id, remote_id, position, tenant_id, unit_remote_id, arrival, departure
			FROM unit_assignment WHERE ${unchangedOwner}
			UNION ALL
			SELECT * FROM jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) AS page(reservation_id text,
				remote_id text, position int, tenant_id text, unit_remote_id text, arrival date, departure date)
		), reservation AS NOT MATERIALIZED (
			SELECT id, tenant_id, entity, remote_id, ${COLUMN_LIST}, first_seen_at, changed_at, gone_after, gone_before
			FROM reservation WHERE first_seen_at <= ${at}::timestamptz AND ${unchanged}
			UNION ALL
			SELECT page.id, stored.tenant_id, stored.entity, stored.remote_id, ${COLUMN_VALUES}, stored.first_seen_at,
				page.changed_at, page.gone_after, page.gone_before
			FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
				AS page(${COLUMN_DEFINITIONS}, changed_at timestamptz, gone_after timestamptz, gone_before timestamptz)
			JOIN reservation stored ON stored.id = page.id
		)`;
}

async function rowOf(tables: Prisma.Sql, id: string): Promise<RowColumns> {
	const [row] = await db().$queryRaw<RowColumns[]>`
		WITH ${tables} SELECT ${ROW_COLUMNS} FROM reservation r WHERE r.id = ${id}`;
	if (row !== undefined) return row;
	throw new AppError(
		"not_found",
		"reservation not known then",
		"Rezdeck did not know this reservation yet at that moment. Choose a later one.",
	);
}

function missing(id: string): never {
	throw new Error(`reservation ${id} was not projected`);
}
