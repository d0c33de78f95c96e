/** All sums of insight in one statement: the reservations are read once, and every number is of the same moment. */
import "server-only";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { InsightChannel } from "@/lib/shared/insight";
import {
	ARRIVALS_SUM,
	type ArrivalsRow,
	arrivingTable,
	CHANNELS_SUM,
	LEADS_SUM,
	type LeadRow,
	REVENUE_SUM,
	type RevenueRow,
} from "./insight-arrivals";
import { type NightsRow, nightsSum, usesTable } from "./insight-nights";
import { foundTable, type InsightScope, PLACES, scopeTable } from "./insight-sql";

export interface InsightSums {
	nights: NightsRow[];
	arrivals: ArrivalsRow[];
	leads: LeadRow[];
	/** Most arrivals first. */
	channels: InsightChannel[];
	revenue: RevenueRow[];
}

export async function readSums(scope: InsightScope): Promise<InsightSums> {
	const rows = (sum: Prisma.Sql) => Prisma.sql`(SELECT COALESCE(json_agg(to_json(v)), '[]') FROM (${sum}) v)`;
	const statement = Prisma.sql`
		WITH scope AS MATERIALIZED (${scopeTable(scope)}), places AS MATERIALIZED (${PLACES}),
			found AS MATERIALIZED (${foundTable(scope)}), uses AS MATERIALIZED (${usesTable(scope)}), arriving AS MATERIALIZED (${arrivingTable(scope)})
		SELECT json_build_object('nights', ${rows(nightsSum(scope))}, 'arrivals', ${rows(ARRIVALS_SUM)}, 'leads', ${rows(LEADS_SUM)},
			'channels', ${rows(CHANNELS_SUM)}, 'revenue', ${rows(REVENUE_SUM)})::text AS sums`;
	// The database takes this for long work, and compiling it takes many times as long as running it.
	const [, read] = await db().$transaction([
		db().$executeRaw`SET LOCAL jit = off`,
		db().$queryRaw<[{ sums: string }]>(statement),
	]);
	return JSON.parse(read[0].sums) as InsightSums;
}
