/** Insight over the tenants in scope: sums that the database makes, put into buckets of one answer. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { addDays, todayIn } from "@/lib/shared/dates";
import type { Insight, InsightQuery } from "@/lib/shared/insight";
import { insightDays } from "@/lib/shared/insight-range";
import { freshnessOf } from "./freshness";
import { buckets, channelsOf, leadsOf, pickupOf, revenueOf, rowsOf } from "./insight-buckets";
import type { InsightScope } from "./insight-sql";
import { readSums } from "./insight-sums";
import { startOfDay } from "./start-of-day";
import { type ScopedTenant, tenantsInScope } from "./tenant-scope";

/** Errors: forbidden, not_found, invalid_input when the days are no range or too many. */
export async function getInsight(actor: Actor, query: InsightQuery): Promise<Insight> {
	assertCan(actor, "reservations.read");
	const known = await tenantsInScope(actor, query);
	const tenants = known.filter((tenant) => tenant.included);
	const at = now();
	const today = todayIn(tenants[0]?.timeZone ?? null, at);
	const days = insightDays(query, today);
	if (days === null) throw wrongDays();
	const zones = await databaseZones(tenants);
	const scope: InsightScope = {
		tenants: tenants.map(({ id, provider, timeZone }) => ({
			id,
			provider,
			zone: timeZone !== null && zones.has(timeZone) ? timeZone : "UTC",
			since: startOfDay(addDays(todayIn(timeZone, at), -query.pickup), timeZone),
		})),
		from: days.from,
		end: addDays(days.to, 1),
		group: query.group,
	};
	const [{ nights, arrivals, revenue, leads, channels }, withUnits] = await Promise.all([
		readSums(scope),
		tenantsWithUnits(tenants),
	]);
	const frame = buckets(scope, tenants, { nights, arrivals });
	return {
		...days,
		today,
		group: query.group,
		rows: rowsOf(frame.keys, nights, arrivals),
		revenue: revenueOf(frame.keys, revenue),
		leads: leadsOf(leads),
		...channelsOf(channels),
		pickup: { days: query.pickup, ...pickupOf(frame.keys, nights) },
		withoutUnits: tenants.filter(({ id }) => !withUnits.has(id)).map(({ name }) => name),
		truncated: frame.truncated,
		freshness: freshnessOf(known, at),
	};
}

function wrongDays(): AppError {
	return new AppError(
		"invalid_input",
		"no such range of days",
		"The last day must not stand before the first, and at most three years are added up at once.",
		{ issues: [{ path: "to", message: "not a range of at most 1,096 days" }] },
	);
}

/** Tenants whose inventory lists a unit that is rented. */
async function tenantsWithUnits(tenants: readonly ScopedTenant[]): Promise<Set<string>> {
	const rows = await db().unit.groupBy({
		by: ["tenantId"],
		where: { active: true, tenantId: { in: tenants.map(({ id }) => id) } },
	});
	return new Set(rows.map(({ tenantId }) => tenantId));
}

/** The zones that the database knows too: its list may be older than ours. */
async function databaseZones(tenants: readonly ScopedTenant[]): Promise<ReadonlySet<string>> {
	const asked = [...new Set(tenants.flatMap(({ timeZone }) => (timeZone === null ? [] : [timeZone])))].filter(
		(zone) => !zonesAsked.has(zone),
	);
	if (asked.length > 0) {
		const rows = await db().$queryRaw<{ name: string }[]>`
			SELECT name FROM pg_timezone_names WHERE name = ANY(${asked}::text[])`;
		for (const zone of asked) zonesAsked.set(zone, false);
		for (const { name } of rows) zonesAsked.set(name, true);
	}
	return new Set([...zonesAsked].flatMap(([zone, found]) => (found ? [zone] : [])));
}

/** Reading the database's list of zones takes longer than the sums. */
const zonesAsked = new Map<string, boolean>();
