/** How far from a stay its neighbours in a unit can have begun: what keeps the search for overlaps out of the units' past. */
import "server-only";
import { db } from "@/lib/db/client";
import type { Known } from "./as-known-at";
import type { Neighbours, Today } from "./list-conditions";

/** Worked out once for many pages: it reads all assignments (0.1 s of 100,000, 0.7 s of a million, two busy cores). */
export async function neighboursOf(todays: readonly Today[], known: Known): Promise<Neighbours> {
	const from = todays.map(({ date }) => date).sort()[0];
	if (from === undefined) return { longest: 0 };
	const [row] = await db().$queryRaw<{ longest: number | null }[]>`
		${known.with} SELECT max(departure - arrival)::int AS longest FROM unit_assignment
		WHERE departure > (SELECT min(arrival) FROM unit_assignment WHERE departure >= ${from}::date)`;
	return { longest: row?.longest ?? 0 };
}
