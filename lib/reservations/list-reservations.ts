/** The reservation list: filter, search, sort and page over the mirrors of all tenants that the actor may see. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { findProvider, providers } from "@/lib/providers/registry";
import type { ReservationFilter, ReservationList } from "@/lib/shared/reservations";
import { type Known, knownAt } from "./as-known-at";
import { conflictKindsOf } from "./conflict-kinds";
import { groupByDates, todaysOf } from "./date-filter";
import { freshnessOf } from "./freshness";
import { listConditions, resemblesWords, type Today, type UnitKey } from "./list-conditions";
import { decodeCursor, encodeCursor, type ListPosition, type SortColumn, sortColumn } from "./list-cursor";
import { loadHits } from "./load-hits";
import { NO_MARKS, ownMarksOf } from "./own-marks";
import { ROW_COLUMNS, type RowColumns, toReservationRow } from "./reservation-row";
import { unitsOf } from "./reservation-units";
import { searchConditions } from "./search-conditions";
import { misspeltWords, searchWords } from "./search-words";
import { type ScopedTenant, tenantsInScope } from "./tenant-scope";

/** Counting further costs time and tells a reader nothing more. */
export const TOTAL_CAP = 10_000;

/** A filter that was read and found good: its condition in SQL, and what a page of its rows needs. */
export interface OpenList {
	filter: ReservationFilter;
	/** All tenants in the filter's scope, also those left out. */
	tenants: ScopedTenant[];
	where: Prisma.Sql;
	/** Matches, counted up to TOTAL_CAP + 1. */
	total: number;
	similar: boolean;
	words: string[][];
	todays: Today[];
	at: Date;
	/** The moment whose knowledge is listed. */
	known: Known;
}

/**
 * Reads a filter against the actor's tenants. `only`: nothing but these reservations, as far as the filter matches them.
 * Errors: forbidden, not_found (tenant or unit unknown or not the actor's), invalid_input (provider, dates, search).
 */
export async function openList(
	actor: Actor,
	filter: ReservationFilter,
	only: readonly string[] | null = null,
): Promise<OpenList> {
	assertCan(actor, "reservations.read");
	if (filter.provider !== undefined) assertProvider(filter.provider);
	const words = filter.q === undefined ? [] : wordsOf(filter.q);
	const tenants = await tenantsInScope(actor, filter);
	const included = tenants.filter((tenant) => tenant.included);
	const at = now();
	const groups = groupByDates(filter, included, at);
	const units = filter.unit === undefined ? null : await findUnit(filter.unit, included);
	const todays = todaysOf(included, at);
	const tenantIds = included.map((tenant) => tenant.id);
	const known = await knownAt(filter.at, tenantIds);
	const among = only === null ? Prisma.empty : Prisma.sql` AND r.id = ANY(${[...only]}::text[])`;
	const found = await exactOrSimilar(
		(matches) => Prisma.sql`${listConditions(filter, groups, units, matches, todays)}${among}`,
		words,
		tenantIds,
		known,
	);
	return { filter, tenants, words, todays, at, known, ...found };
}

/** Up to `limit` rows after `position`, in the list's order, and whether more follow. */
export async function readRowsAfter(
	list: OpenList,
	position: ListPosition | null,
	limit: number,
): Promise<{ rows: ListRow[]; next: ListPosition | null }> {
	const { where, filter, similar, known } = list;
	const read = list.total === 0 ? [] : await readPage(where, { ...filter, limit }, position, similar, known);
	const rows = read.slice(0, limit);
	const last = rows.at(-1);
	return { rows, next: read.length > limit && last !== undefined ? { value: last.sortValue, id: last.id } : null };
}

/**
 * One page of the list. Dates are read in each tenant's own calendar; rows without a sort value come last; every row
 * of the filter is given exactly once while nothing changes in between.
 * Errors: those of openList; invalid_input (cursor).
 */
export async function listReservations(actor: Actor, filter: ReservationFilter): Promise<ReservationList> {
	assertCan(actor, "reservations.read");
	const position = filter.cursor === undefined ? null : decodeCursor(filter.sort, filter.cursor);
	const list = await openList(actor, filter);
	const { tenants, words, similar, total, todays, known } = list;
	const { rows: items, next } = await readRowsAfter(list, position, filter.limit);
	const ids = items.map((row) => row.id);
	const [unitNames, conflicts, marks] = await Promise.all([
		unitsOf(ids, known),
		conflictKindsOf(ids, todays, known),
		ownMarksOf(ids),
	]);
	const hits = await loadHits(similar ? [] : words, items, unitNames, known);
	const byId = new Map(tenants.map((tenant) => [tenant.id, tenant]));
	return {
		at: list.at.toISOString(),
		items: items.map((row) => ({
			...toReservationRow(
				row,
				known.tenant(tenantOf(byId, row)),
				unitNames.get(row.id) ?? [],
				conflicts.get(row.id) ?? [],
				marks.get(row.id) ?? NO_MARKS,
			),
			...(words.length === 0 ? {} : { hit: hits.get(row.id) ?? null }),
		})),
		nextCursor: next === null ? null : encodeCursor(filter.sort, next),
		total: Math.min(total, TOTAL_CAP),
		totalCapped: total > TOTAL_CAP,
		similar,
		freshness: freshnessOf(tenants, list.at),
	};
}

/** What matches the words as they are written; only when nothing does, what resembles them. */
async function exactOrSimilar(
	conditions: (matches: Prisma.Sql[]) => Prisma.Sql,
	words: string[][],
	tenantIds: readonly string[],
	known: Known,
) {
	const exact = conditions(await searchConditions(words, tenantIds));
	const total = await countUpToCap(exact, false, known);
	const misspelt = misspeltWords(words);
	if (total > 0 || words.length === 0 || misspelt === null) return { where: exact, total, similar: false };
	const where = conditions(resemblesWords(misspelt));
	const resembling = await countUpToCap(where, true, known);
	return { where, total: resembling, similar: resembling > 0 };
}

/** How much of a word must agree, 0 to 1: one wrong, missing or swapped letter of a name, not another name. */
const RESEMBLANCE = "0.45";

/** Runs queries under the threshold of resemblance, which PostgreSQL takes as a setting. */
async function resembling<T>(
	similar: boolean,
	run: (client: Transaction | ReturnType<typeof db>) => Promise<T>,
): Promise<T> {
	if (!similar) return run(db());
	return db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${RESEMBLANCE}, true)`;
		return run(tx);
	});
}

export type ListRow = RowColumns & { sortValue: string | null };

const SORTS: Record<SortColumn, { key: Prisma.Sql; asText: Prisma.Sql; type: Prisma.Sql }> = {
	arrival: dateSort("arrival"),
	departure: dateSort("departure"),
	booked: instantSort("booked_at"),
	updated: instantSort("remote_updated_at"),
	guest: { key: Prisma.raw('r.guest_sort COLLATE "C"'), asText: Prisma.raw("r.guest_sort"), type: Prisma.raw("text") },
};

function dateSort(column: string) {
	return {
		key: Prisma.raw(`r.${column}`),
		asText: Prisma.raw(`to_char(r.${column}, 'YYYY-MM-DD')`),
		type: Prisma.raw("date"),
	};
}

function instantSort(column: string) {
	return {
		key: Prisma.raw(`r.${column}`),
		asText: Prisma.raw(`to_char(r.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`),
		type: Prisma.raw("timestamptz"),
	};
}

/**
 * Up to limit + 1 rows after `position`. Rows with a value come first, by (value, id); then those without, by id.
 * Measured inside PostgreSQL 15 by bench/reservations-list.ts (100,000 rows, 50 tenants, two busy cores): in index order
 * 1–9 ms for any sort and any page; days of a range through reservation_stay_idx 4–8 ms; words through the trigram index
 * 6–43 ms. A range or a word needs a sort of its matches, so its time grows with them.
 */
async function readPage(
	where: Prisma.Sql,
	filter: ReservationFilter,
	position: ListPosition | null,
	similar: boolean,
	known: Known,
): Promise<ListRow[]> {
	return resembling(similar, (client) => readRows(client, where, filter, position, known));
}

async function readRows(
	client: Transaction | ReturnType<typeof db>,
	where: Prisma.Sql,
	filter: ReservationFilter,
	position: ListPosition | null,
	known: Known,
): Promise<ListRow[]> {
	const { column, descending } = sortColumn(filter.sort);
	const { key, asText, type } = SORTS[column];
	const direction = Prisma.raw(descending ? "DESC" : "ASC");
	const beyond = Prisma.raw(descending ? "<" : ">");
	const wanted = filter.limit + 1;

	// Two index-ordered reads in place of NULLS LAST, which no index gives backwards.
	const valued =
		position !== null && position.value === null
			? []
			: await client.$queryRaw<ListRow[]>`
				${known.with} SELECT ${ROW_COLUMNS}, ${asText} AS "sortValue" FROM reservation r
				WHERE ${where} AND ${key} IS NOT NULL
					${position === null ? Prisma.empty : Prisma.sql`AND (${key}, r.id) ${beyond} (${position.value}::${type}, ${position.id})`}
				ORDER BY ${key} ${direction}, r.id ${direction} LIMIT ${wanted}`;
	if (valued.length === wanted) return valued;

	const afterId = position !== null && position.value === null ? position.id : null;
	const unvalued = await client.$queryRaw<ListRow[]>`
		${known.with} SELECT ${ROW_COLUMNS}, NULL AS "sortValue" FROM reservation r
		WHERE ${where} AND ${key} IS NULL ${afterId === null ? Prisma.empty : Prisma.sql`AND r.id ${beyond} ${afterId}`}
		ORDER BY r.id ${direction} LIMIT ${wanted - valued.length}`;
	return [...valued, ...unvalued];
}

/**
 * 3–23 ms on the same data. The exception: a word of one or two letters has no trigram, so every row in scope is looked
 * at (220 ms over all tenants).
 */
async function countUpToCap(where: Prisma.Sql, similar: boolean, known: Known): Promise<number> {
	const [row] = await resembling(
		similar,
		(client) => client.$queryRaw<{ total: number }[]>`
		${known.with} SELECT count(*)::int AS total FROM (SELECT 1 FROM reservation r WHERE ${where} LIMIT ${TOTAL_CAP + 1}) AS matches`,
	);
	return row?.total ?? 0;
}

function wordsOf(q: string): string[][] {
	const words = searchWords(q);
	if (words.length > 0) return words;
	const message = "holds nothing that can be searched for";
	throw new AppError("invalid_input", `q ${message}`, "Type a name, an e-mail, a phone number or a booking number.", {
		issues: [{ path: "q", message }],
	});
}

function assertProvider(id: string): void {
	if (findProvider(id) !== undefined) return;
	const message = `must be one of ${providers()
		.map((provider) => provider.id)
		.join(", ")}`;
	throw new AppError("invalid_input", `provider ${message}`, `Check the filter: provider ${message}.`, {
		issues: [{ path: "provider", message }],
	});
}

/** A unit by our id; or by the provider's own, for units that reservations name but the inventory does not list. */
async function findUnit(id: string, tenants: readonly ScopedTenant[]): Promise<UnitKey[]> {
	const tenantIds = tenants.map((tenant) => tenant.id);
	const unit = await db().unit.findFirst({
		where: { id, tenantId: { in: tenantIds } },
		select: { tenantId: true, remoteId: true },
	});
	if (unit !== null) return [unit];
	const named = await db().unitAssignment.groupBy({
		by: ["tenantId"],
		where: { unitRemoteId: id, tenantId: { in: tenantIds } },
	});
	if (named.length === 0) throw notFound("unit");
	return named.map(({ tenantId }) => ({ tenantId, remoteId: id }));
}

/** Throws for a row of a tenant that the query did not name: that would be another operator's data. */
export function tenantOf(
	tenants: ReadonlyMap<string, ScopedTenant>,
	row: { id: string; tenantId: string },
): ScopedTenant {
	const tenant = tenants.get(row.tenantId);
	if (tenant === undefined) throw new Error(`reservation ${row.id} is outside the scope of its query`);
	return tenant;
}
