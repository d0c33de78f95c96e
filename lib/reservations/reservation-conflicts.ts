/** Everything that does not fit in one reservation today: inside its record, with its neighbours in a unit, and in time. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import type { Conflict } from "@/lib/shared/conflicts";
import { todayIn } from "@/lib/shared/dates";
import { AS_KNOWN_NOW, type Known } from "./as-known-at";
import { findConflicts } from "./find-conflicts";
import type { RowColumns } from "./reservation-row";
import type { ScopedTenant } from "./tenant-scope";

/** More neighbours than this tell a reader nothing more. */
const NEIGHBOURS_MAX = 500;

/** The same rules as the list's filter (list-conditions.ts). What is gone or cancelled has nothing to put right. */
export async function conflictsOf(
	row: RowColumns,
	canonical: CanonicalReservation,
	tenant: Pick<ScopedTenant, "timeZone">,
	known: Known = AS_KNOWN_NOW,
): Promise<Conflict[]> {
	if (row.goneBefore !== null || row.status === "cancelled") return [];
	const today = todayIn(tenant.timeZone, now());
	const over = row.departure === null || row.departure < today;
	const inside = findConflicts(canonical)
		.filter(({ kind }) => kind !== "unit_overlap" || !over)
		.map((conflict) => ({ ...conflict, other: null }));
	const neighbours = over ? [] : await takenByOthers(row.id, today, known);
	const owes = row.balance !== null && /^[^-]*[1-9]/.test(row.balance) && row.departure !== null && over;
	return [...inside, ...neighbours, ...(owes ? [afterDeparture] : [])];
}

const afterDeparture: Conflict = {
	kind: "balance_after_departure",
	personId: null,
	assignmentId: null,
	invoiceId: null,
	other: null,
};

type Neighbour = NonNullable<Conflict["other"]> & { assignmentId: string };

async function takenByOthers(id: string, today: string, known: Known): Promise<Conflict[]> {
	const rows = await db().$queryRaw<Neighbour[]>`
		${known.with} SELECT mine.remote_id AS "assignmentId", o.id, COALESCE(o.guest_name, o.title) AS title, o.number, o.kind,
			to_char(other.arrival, 'YYYY-MM-DD') AS arrival, to_char(other.departure, 'YYYY-MM-DD') AS departure
		FROM reservation r
		JOIN unit_assignment mine ON mine.reservation_id = r.id AND mine.departure >= ${today}::date
		JOIN unit_assignment other ON other.tenant_id = mine.tenant_id AND other.unit_remote_id = mine.unit_remote_id
			AND other.reservation_id <> mine.reservation_id AND other.arrival < mine.departure AND other.departure > mine.arrival
		JOIN reservation o ON o.id = other.reservation_id AND o.status <> 'cancelled' AND o.gone_before IS NULL
			AND o.kind IN ('stay', 'owner_stay', 'block') AND NOT (r.kind = 'block' AND o.kind = 'block')
		WHERE r.id = ${id} AND r.kind IN ('stay', 'owner_stay', 'block')
		ORDER BY mine.position, other.arrival, o.id, other.remote_id LIMIT ${NEIGHBOURS_MAX}`;
	return rows.map(({ assignmentId, ...other }) => ({
		kind: "unit_overlap",
		personId: null,
		assignmentId,
		invoiceId: null,
		other,
	}));
}
