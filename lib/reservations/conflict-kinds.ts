/** Which conflicts reservations have: kinds by row, and how many rows a kind has. The same conditions as the list's filter. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type ConflictCounts, type ConflictCountsQuery, type ConflictKind, conflictKind } from "@/lib/shared/conflicts";
import { AS_KNOWN_NOW, type Known } from "./as-known-at";
import { groupByDates, todaysOf } from "./date-filter";
import { freshnessOf } from "./freshness";
import { hasConflict, listConditions, type Neighbours, type Today } from "./list-conditions";
import { hasOutdatedRows } from "./reproject";
import { tenantsInScope } from "./tenant-scope";

const KINDS = conflictKind.options;

/** One column a kind, true when the row `r` has it today. */
function kindColumns(todays: readonly Today[], among: "few" | Neighbours): Prisma.Sql {
	return Prisma.join(KINDS.map((kind) => Prisma.sql`${hasConflict([kind], todays, among)} AS ${column(kind)}`));
}

/** Kinds by reservation id, in the order of the words; ids without a conflict are left out. `near`: for many calls in a row. */
export async function conflictKindsOf(
	ids: readonly string[],
	todays: readonly Today[],
	known: Known = AS_KNOWN_NOW,
	near: Neighbours | null = null,
): Promise<Map<string, ConflictKind[]>> {
	if (ids.length === 0) return new Map();
	const rows = await db().$queryRaw<({ id: string } & Record<ConflictKind, boolean | null>)[]>`
		${known.with} SELECT r.id, ${kindColumns(todays, near ?? "few")} FROM reservation r WHERE r.id = ANY(${[...ids]}::text[])`;
	return new Map(
		rows
			.map((row) => [row.id, KINDS.filter((kind) => row[kind] === true)] as const)
			.filter(([, kinds]) => kinds.length > 0),
	);
}

/** Errors: forbidden; not_found (tenant); invalid_input (dates). */
export async function countConflicts(actor: Actor, query: ConflictCountsQuery): Promise<ConflictCounts> {
	assertCan(actor, "reservations.read");
	const scope = await tenantsInScope(actor, query);
	const tenants = scope.filter((tenant) => tenant.included);
	const at = now();
	const todays = todaysOf(tenants, at);
	const where = listConditions(query, groupByDates(query, tenants, at), null, [], todays);
	// Most rows have none, so that there are few groups; asking each row for each kind takes longer than reading it.
	const rows = await db().$queryRaw<
		{ conflicts: string[]; overlaps: boolean | null; owes: boolean | null; count: number }[]
	>`
		SELECT r.conflicts, ${hasConflict(["unit_overlap"], todays)} AS overlaps,
			${hasConflict(["balance_after_departure"], todays)} AS owes, count(*)::int AS count
		FROM reservation r WHERE r.gone_before IS NULL AND ${where} GROUP BY 1, 2, 3`;
	const has = (row: (typeof rows)[number], kind: ConflictKind) =>
		kind === "unit_overlap"
			? row.overlaps === true
			: kind === "balance_after_departure"
				? row.owes === true
				: row.conflicts.includes(kind);
	const count = (test: (row: (typeof rows)[number]) => boolean) =>
		rows.reduce((sum, row) => sum + (test(row) ? row.count : 0), 0);
	return {
		kinds: Object.fromEntries(KINDS.map((kind) => [kind, count((row) => has(row, kind))])) as ConflictCounts["kinds"],
		any: count((row) => KINDS.some((kind) => has(row, kind))),
		stillLooking: await hasOutdatedRows(),
		asOf: freshnessOf(scope, at).asOf,
	};
}

function column(kind: ConflictKind): Prisma.Sql {
	return Prisma.raw(`"${kind}"`);
}
