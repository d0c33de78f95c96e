/** Numbers of a day over all tenants in scope: one query for the day, one for the news. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { resolveDate, todayIn } from "@/lib/shared/dates";
import type { DayBoard, DayCount, DayNumbers, DayQuery } from "@/lib/shared/day-board";
import { todaysOf } from "./date-filter";
import { freshnessOf } from "./freshness";
import { listConditions } from "./list-conditions";
import { type ScopedTenant, tenantsInScope } from "./tenant-scope";

const GROUPS = ["arrivals", "departures", "inHouse", "stayovers"] as const;
type Group = (typeof GROUPS)[number];

type CountColumns = { [K in Group as `${K}_${"total" | "toDo" | "units" | "guests"}`]: number };
interface TenantRow extends CountColumns {
	tenantId: string;
	unassigned: number;
}

/**
 * Counts what stays: stays and owner stays that are confirmed or pending; cancelled ones, blocks and holds bring nobody.
 * Errors: forbidden, not_found.
 */
export async function getDayBoard(actor: Actor, query: DayQuery): Promise<DayBoard> {
	assertCan(actor, "reservations.read");
	const scope = await tenantsInScope(actor, query);
	const tenants = scope.filter((tenant) => tenant.included);
	const at = now();
	const dates = new Map(
		tenants.map((tenant) => [tenant.id, resolveDate(query.date, todayIn(tenant.timeZone, at))] as const),
	);
	const [rows, news] = await Promise.all([readNumbers(dates), readNews(tenants, query.since, at)]);
	const byTenant = new Map(rows.map((row) => [row.tenantId, toNumbers(row)]));
	return {
		date: query.date,
		numbers: sumOf([...byTenant.values()]),
		news,
		tenants: tenants.flatMap((tenant) => {
			const numbers = byTenant.get(tenant.id);
			const date = dates.get(tenant.id);
			return numbers === undefined || date === undefined
				? []
				: [{ id: tenant.id, name: tenant.name, provider: tenant.provider, date, numbers }];
		}),
		freshness: freshnessOf(scope, at),
	};
}

/** A guest who arrives on the day counts as in house too; who departs does not. */
const CONDITION: Record<Group, Prisma.Sql> = {
	arrivals: Prisma.sql`r.arrival = d.date`,
	departures: Prisma.sql`r.departure = d.date`,
	inHouse: Prisma.sql`r.arrival <= d.date AND r.departure > d.date AND r.status = 'confirmed'`,
	stayovers: Prisma.sql`r.arrival < d.date AND r.departure > d.date AND r.status = 'confirmed'`,
};

const TO_DO: Record<Group, Prisma.Sql> = {
	arrivals: Prisma.sql`(r.unassigned_count > 0 OR r.balance > 0)`,
	departures: Prisma.sql`r.balance > 0`,
	inHouse: Prisma.sql`r.unassigned_count > 0`,
	stayovers: Prisma.sql`r.unassigned_count > 0`,
};

async function readNumbers(dates: ReadonlyMap<string, string>): Promise<TenantRow[]> {
	if (dates.size === 0) return [];
	const columns = GROUPS.map((group) => {
		const is = CONDITION[group];
		const name = (suffix: string) => Prisma.raw(`"${group}_${suffix}"`);
		return Prisma.sql`count(*) FILTER (WHERE ${is})::int AS ${name("total")},
			count(*) FILTER (WHERE ${is} AND ${TO_DO[group]})::int AS ${name("toDo")},
			COALESCE(sum(r.assignment_count) FILTER (WHERE ${is}), 0)::int AS ${name("units")},
			COALESCE(sum(r.people_count) FILTER (WHERE ${is}), 0)::int AS ${name("guests")}`;
	});
	const wanted = JSON.stringify([...dates].map(([tenant_id, date]) => ({ tenant_id, date })));
	// The stay index covers arrivals and those in house; who departs on the day slept here the night before.
	return db().$queryRaw<TenantRow[]>`
		SELECT d.tenant_id AS "tenantId", ${Prisma.join(columns)},
			count(*) FILTER (WHERE ${CONDITION.arrivals} AND r.unassigned_count > 0)::int AS unassigned
		FROM jsonb_to_recordset(${wanted}::jsonb) AS d(tenant_id text, date date)
		LEFT JOIN reservation r ON r.tenant_id = d.tenant_id AND r.arrival IS NOT NULL
			AND daterange(r.arrival, GREATEST(r.departure, r.arrival + 1)) && daterange(d.date - 1, d.date, '[]')
			AND r.kind IN ('stay', 'owner_stay') AND r.status IN ('confirmed', 'pending') AND r.gone_before IS NULL
		GROUP BY d.tenant_id`;
}

function toNumbers(row: TenantRow): DayNumbers {
	const count = (group: Group): DayCount => ({
		total: row[`${group}_total`],
		toDo: row[`${group}_toDo`],
		units: row[`${group}_units`],
		guests: row[`${group}_guests`],
	});
	const departures = count("departures");
	return {
		arrivals: count("arrivals"),
		departures,
		inHouse: count("inHouse"),
		stayovers: count("stayovers"),
		unassigned: row.unassigned,
		openOnDeparture: departures.toDo,
	};
}

function sumOf(all: readonly DayNumbers[]): DayNumbers {
	const add = (group: Group): DayCount => ({
		total: sum(all.map((numbers) => numbers[group].total)),
		toDo: sum(all.map((numbers) => numbers[group].toDo)),
		units: sum(all.map((numbers) => numbers[group].units)),
		guests: sum(all.map((numbers) => numbers[group].guests)),
	});
	return {
		arrivals: add("arrivals"),
		departures: add("departures"),
		inHouse: add("inHouse"),
		stayovers: add("stayovers"),
		unassigned: sum(all.map((numbers) => numbers.unassigned)),
		openOnDeparture: sum(all.map((numbers) => numbers.openOnDeparture)),
	};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

/** The same conditions as the lists behind the numbers, so that both always agree. */
async function readNews(
	tenants: readonly ScopedTenant[],
	since: string | undefined,
	at: Date,
): Promise<DayBoard["news"]> {
	if (since === undefined) return null;
	const tenantIds = tenants.map((tenant) => tenant.id);
	const group = { tenantIds, from: null, to: null, fromAt: null, untilAt: null };
	const count = async (news: "new" | "changed" | "cancelled") => {
		const where = listConditions(
			{ by: "stay", since, news },
			tenantIds.length === 0 ? [] : [group],
			null,
			[],
			todaysOf(tenants, at),
		);
		const [row] = await db().$queryRaw<
			{ total: number }[]
		>`SELECT count(*)::int AS total FROM reservation r WHERE ${where}`;
		return row?.total ?? 0;
	};
	const [fresh, changed, cancelled] = await Promise.all([count("new"), count("changed"), count("cancelled")]);
	return { new: fresh, changed, cancelled };
}
