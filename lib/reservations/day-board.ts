/** Numbers of a day over all tenants in scope, counted with the filters of the lists behind them. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { resolveDate, todayIn } from "@/lib/shared/dates";
import type { DayBoard, DayCount, DayNews, DayNumbers, DayQuery } from "@/lib/shared/day-board";
import { DAY_GROUPS, type DayGroup, dayListParams } from "@/lib/shared/day-lists";
import { reservationFilter } from "@/lib/shared/reservations";
import { groupByDates, todaysOf } from "./date-filter";
import { freshnessOf } from "./freshness";
import { listConditions, TO_DO } from "./list-conditions";
import { newsConditions, readSince } from "./news";
import { type ScopedTenant, tenantsInScope } from "./tenant-scope";

const GROUPS = Object.keys(DAY_GROUPS) as DayGroup[];

interface GroupRow {
	group: DayGroup;
	tenantId: string;
	total: number;
	toDo: number;
	units: number;
	guests: number;
	unassigned: number;
	open: number;
}

/** The day is read in each tenant's own calendar. Errors: forbidden, not_found (tenant unknown or not the actor's). */
export async function getDayBoard(actor: Actor, query: DayQuery): Promise<DayBoard> {
	assertCan(actor, "reservations.read");
	const at = now();
	const scope = await tenantsInScope(actor, query);
	const tenants = scope.filter((tenant) => tenant.included);
	const [rows, news, unknown] = await Promise.all([
		countGroups(tenants, query.date, at),
		countNews(tenants, query.since, at),
		readSince(
			tenants.map(({ id }) => id),
			query.since,
		),
	]);
	const rowsOf = new Map<string, GroupRow[]>();
	for (const row of rows) rowsOf.set(row.tenantId, [...(rowsOf.get(row.tenantId) ?? []), row]);
	const perTenant = tenants.map((tenant) => ({
		id: tenant.id,
		name: tenant.name,
		provider: tenant.provider,
		date: resolveDate(query.date, todayIn(tenant.timeZone, at)),
		numbers: toNumbers(rowsOf.get(tenant.id) ?? []),
	}));
	return {
		date: query.date,
		at: at.toISOString(),
		numbers: toNumbers(rows),
		news,
		readSince: tenants.filter(({ id }) => unknown.has(id)).map(({ name }) => name),
		tenants: perTenant,
		freshness: freshnessOf(scope, at),
	};
}

/** What is still to do, as the lists of `todo` and `unassigned` have it. */
const LEFT: Record<DayGroup, Prisma.Sql> = {
	arrivals: TO_DO.arrival,
	departures: TO_DO.departure,
	inHouse: Prisma.sql`r.unassigned_count > 0`,
	stayovers: Prisma.sql`r.unassigned_count > 0`,
};

/** One row a group and tenant that has anything in it. */
async function countGroups(tenants: readonly ScopedTenant[], date: string, at: Date): Promise<GroupRow[]> {
	if (tenants.length === 0) return [];
	const todays = todaysOf(tenants, at);
	const parts = GROUPS.map((group) => {
		const filter = filterOf(dayListParams(group, date, null));
		const where = listConditions(filter, groupByDates(filter, tenants, at), null, [], todays);
		return Prisma.sql`SELECT ${group} AS "group", r.tenant_id AS "tenantId", count(*)::int AS total,
			count(*) FILTER (WHERE ${LEFT[group]})::int AS "toDo",
			COALESCE(sum(r.assignment_count), 0)::int AS units, COALESCE(sum(r.people_count), 0)::int AS guests,
			count(*) FILTER (WHERE r.unassigned_count > 0)::int AS unassigned,
			count(*) FILTER (WHERE r.balance > 0)::int AS open
			FROM reservation r WHERE ${where} GROUP BY r.tenant_id`;
	});
	return db().$queryRaw<GroupRow[]>`${Prisma.join(parts, " UNION ALL ")}`;
}

/** Adds up rows of one tenant, or of all. */
function toNumbers(rows: readonly GroupRow[]): DayNumbers {
	const sum = (group: DayGroup, field: "total" | "toDo" | "units" | "guests" | "unassigned" | "open") =>
		rows.reduce((total, row) => (row.group === group ? total + row[field] : total), 0);
	const count = (group: DayGroup): DayCount => ({
		total: sum(group, "total"),
		toDo: sum(group, "toDo"),
		units: sum(group, "units"),
		guests: sum(group, "guests"),
	});
	return {
		arrivals: count("arrivals"),
		departures: count("departures"),
		inHouse: count("inHouse"),
		stayovers: count("stayovers"),
		unassigned: sum("arrivals", "unassigned"),
		openOnArrival: sum("arrivals", "open"),
		openOnDeparture: sum("departures", "open"),
	};
}

async function countNews(
	tenants: readonly ScopedTenant[],
	since: string | undefined,
	at: Date,
): Promise<DayNews | null> {
	if (since === undefined) return null;
	const todays = todaysOf(tenants, at);
	const filter = reservationFilter.parse({ since });
	const where = listConditions(filter, groupByDates(filter, tenants, at), null, [], todays);
	const is = newsConditions(since);
	const [row] = await db().$queryRaw<[DayNews]>`SELECT count(*) FILTER (WHERE ${is.new})::int AS new,
		count(*) FILTER (WHERE ${is.changed})::int AS changed, count(*) FILTER (WHERE ${is.cancelled})::int AS cancelled
		FROM reservation r WHERE ${where}`;
	return row;
}

function filterOf(params: string) {
	return reservationFilter.parse(Object.fromEntries(new URLSearchParams(params)));
}
