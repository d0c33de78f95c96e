/**
 * Writes one page of records into a tenant's mirror. A handful of statements a page, whatever its size; the record with
 * the newer upstream version wins whoever brings it, and what it replaces is kept as history. Nothing is ever deleted.
 */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import type { StoredRecord } from "@/lib/providers/provider";
import { judge, type RecordState } from "./compare-versions";
import { keepStates, liftGone } from "./gone";
import type { ProjectedReservation } from "./project";
import { type KeyedRow, projectPage } from "./project-page";
import { lockTenantMirror } from "./tenant-lock";

export interface StorePageInput {
	tenantId: string;
	records: readonly StoredRecord[];
	/** By recordKey; each sealed for rawRowId. A record without an entry keeps the raw body it has. */
	sealedRaws: ReadonlyMap<string, string>;
	/** When the provider gave the page. */
	seenAt: Date;
}

/** Every record of the page is counted once. `stale` counts older states and repeats inside the page. */
export interface StoredCounts {
	created: number;
	updated: number;
	unchanged: number;
	stale: number;
}

interface StoredState extends RecordState {
	id: string;
	key: string;
	gone: boolean;
}

/**
 * Must run inside the transaction that also moves the cursor. Takes the tenant's mirror lock until it ends.
 * bench/reservations-list.ts: 475 records a second in pages of 100, on two cores under a load of 12.
 */
export async function storePage(tx: Transaction, input: StorePageInput): Promise<StoredCounts> {
	if (input.records.length === 0) return { created: 0, updated: 0, unchanged: 0, stale: 0 };
	await lockTenantMirror(tx, input.tenantId);
	const rows = await projectPage(
		tx,
		input.tenantId,
		input.records.map(({ record }) => record),
	);
	const stored = await loadStates(tx, input.tenantId, rows);

	const created: Row[] = [];
	const updated: Row[] = [];
	const unchanged: StoredState[] = [];
	for (const row of rows) {
		const state = stored.get(row.key);
		if (state === undefined) {
			created.push({ ...row, id: newId("res") });
			continue;
		}
		const verdict = judge(state, row.state);
		if (verdict === "update") updated.push({ ...row, id: state.id });
		if (verdict === "unchanged") unchanged.push(state);
	}

	if (created.length > 0) await insertReservations(tx, input, created);
	if (updated.length > 0) {
		await keepStates(
			tx,
			updated.map(({ id }) => id),
			input.seenAt,
		);
		await updateReservations(tx, input, updated);
	}
	const changed = [...created, ...updated];
	if (changed.length > 0) {
		await replaceAssignments(tx, input.tenantId, updated, changed);
		await storeRaws(tx, input, changed);
	}
	const back = unchanged.filter(({ gone }) => gone).map(({ id }) => id);
	await liftGone(tx, back, input.seenAt);
	await resolveQuarantined(tx, input, [...changed, ...unchanged]);

	const counts = { created: created.length, updated: updated.length, unchanged: unchanged.length };
	return { ...counts, stale: input.records.length - counts.created - counts.updated - counts.unchanged };
}

type Row = KeyedRow & { id: string };

async function loadStates(
	tx: Transaction,
	tenantId: string,
	rows: readonly KeyedRow[],
): Promise<Map<string, StoredState>> {
	const states = await tx.$queryRaw<StoredState[]>`
		SELECT r.id, r.entity || ':' || r.remote_id AS key, r.content_hash AS "contentHash",
			(r.canonical->>'version')::float8 AS version, r.canonical->>'updatedAt' AS "updatedAt",
			r.gone_before IS NOT NULL AS gone
		FROM jsonb_to_recordset(${JSON.stringify(rows.map(({ columns }) => identityOf(columns)))}::jsonb)
			AS page(entity text, remote_id text)
		JOIN reservation r ON r.tenant_id = ${tenantId} AND r.entity = page.entity AND r.remote_id = page.remote_id`;
	return new Map(states.map((state) => [state.key, state]));
}

function identityOf({ entity, remote_id }: ProjectedReservation) {
	return { entity, remote_id };
}

/** Columns that follow from the record, with the types under which a JSON array of rows becomes a table. */
const COLUMN_TYPES: Record<Exclude<keyof ProjectedReservation, "assignments" | "entity" | "remote_id">, string> = {
	number: "text",
	kind: "text",
	status: "text",
	raw_status: "text",
	arrival: "date",
	departure: "date",
	guest_name: "text",
	guest_sort: "text",
	title: "text",
	channel: "text",
	people_count: "int",
	assignment_count: "int",
	unassigned_count: "int",
	currency: "text",
	balance: "numeric",
	booked_at: "timestamptz",
	cancelled_at: "timestamptz",
	remote_updated_at: "timestamptz",
	remote_version: "int",
	person_ids: "text[]",
	search_text: "text",
	content_hash: "text",
	conflicts: "text[]",
	projection: "int",
	canonical: "jsonb",
};
const COLUMNS = Object.keys(COLUMN_TYPES);
/** The projected columns beside id, entity and remote id. */
export const COLUMN_LIST = Prisma.raw(COLUMNS.join(", "));
/** The same, of a JSON array of rows called `page`. */
export const COLUMN_VALUES = Prisma.raw(COLUMNS.map((column) => `page.${column}`).join(", "));
export const COLUMN_DEFINITIONS = Prisma.raw(
	["id text", "entity text", "remote_id text", ...Object.entries(COLUMN_TYPES).map((pair) => pair.join(" "))].join(
		", ",
	),
);
const COLUMN_UPDATES = Prisma.raw(COLUMNS.map((column) => `${column} = page.${column}`).join(", "));

/** Writes the projected columns of rows whose records did not change. */
export async function rewriteColumns(
	tx: Transaction,
	rows: readonly { id: string; columns: ProjectedReservation }[],
): Promise<void> {
	if (rows.length === 0) return;
	await tx.$executeRaw`
		UPDATE reservation SET ${COLUMN_UPDATES} FROM ${asPage(rows)} WHERE reservation.id = page.id`;
}

function asPage(rows: readonly Pick<Row, "id" | "columns">[]): Prisma.Sql {
	const json = JSON.stringify(rows.map(({ id, columns: { assignments: _, ...columns } }) => ({ id, ...columns })));
	return Prisma.sql`jsonb_to_recordset(${json}::jsonb) AS page(${COLUMN_DEFINITIONS})`;
}

async function insertReservations(tx: Transaction, { tenantId, seenAt }: StorePageInput, rows: Row[]): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO reservation (id, tenant_id, entity, remote_id, ${COLUMN_LIST}, first_seen_at, changed_at)
		SELECT page.id, ${tenantId}::text, page.entity, page.remote_id, ${COLUMN_VALUES}, ${seenAt}::timestamptz, ${seenAt}::timestamptz
		FROM ${asPage(rows)}`;
}

async function updateReservations(tx: Transaction, { seenAt }: StorePageInput, rows: Row[]): Promise<void> {
	await tx.$executeRaw`
		UPDATE reservation SET ${COLUMN_UPDATES}, changed_at = ${seenAt}::timestamptz, gone_after = NULL, gone_before = NULL
		FROM ${asPage(rows)} WHERE reservation.id = page.id`;
}

async function replaceAssignments(tx: Transaction, tenantId: string, updated: Row[], all: Row[]): Promise<void> {
	if (updated.length > 0) {
		await tx.$executeRaw`
			DELETE FROM unit_assignment WHERE reservation_id = ANY(${updated.map((row) => row.id)}::text[])`;
	}
	const assignments = all.flatMap(({ id, columns }) =>
		columns.assignments.map((assignment) => ({ reservation_id: id, ...assignment })),
	);
	await tx.$executeRaw`
		INSERT INTO unit_assignment (reservation_id, remote_id, position, tenant_id, unit_remote_id, arrival, departure)
		SELECT reservation_id, remote_id, position, ${tenantId}::text, unit_remote_id, arrival, departure
		FROM jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb)
			AS page(reservation_id text, remote_id text, position int, unit_remote_id text, arrival date, departure date)`;
}

async function storeRaws(tx: Transaction, { sealedRaws, seenAt }: StorePageInput, rows: Row[]): Promise<void> {
	const raws = rows.flatMap(({ id, key }) => {
		const sealed = sealedRaws.get(key);
		return sealed === undefined ? [] : [{ id, sealed }];
	});
	await tx.$executeRaw`
		INSERT INTO reservation_raw (reservation_id, sealed, stored_at)
		SELECT id, sealed, ${seenAt}::timestamptz FROM jsonb_to_recordset(${JSON.stringify(raws)}::jsonb) AS page(id text, sealed text)
		ON CONFLICT (reservation_id) DO UPDATE SET sealed = excluded.sealed, stored_at = excluded.stored_at`;
}

/** A record that maps well now was perhaps quarantined before. */
async function resolveQuarantined(
	tx: Transaction,
	{ tenantId, seenAt }: StorePageInput,
	rows: { key: string }[],
): Promise<void> {
	await tx.$executeRaw`
		UPDATE quarantined_record SET resolved_at = ${seenAt}::timestamptz
		WHERE tenant_id = ${tenantId} AND identity = ANY(${rows.map((row) => row.key)}::text[]) AND resolved_at IS NULL`;
}
