/** What stands in which unit on which days: the data of the tape chart. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { BarState, CalendarBar, CalendarChart, CalendarQuery, CalendarUnit } from "@/lib/shared/calendar";
import { addDays, nightsBetween, resolveDate, todayIn } from "@/lib/shared/dates";
import { isZero } from "@/lib/shared/money";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationKind, ReservationStatus } from "@/lib/shared/reservations";
import { type Known, knownAt } from "./as-known-at";
import { occupancyOf } from "./calendar-occupancy";
import { freshnessOf } from "./freshness";
import { unlistedUnit } from "./reservation-units";
import { type ScopedTenant, tenantsInScope } from "./tenant-scope";

/** Bars beyond this many help nobody and would make the answer too large for a browser. */
const BARS_MAX = 20_000;
const TITLE_MAX = 160;

interface BarRow {
	reservationId: string;
	assignmentId: string;
	tenantId: string;
	unitRemoteId: string | null;
	arrival: string;
	departure: string;
	kind: ReservationKind;
	status: ReservationStatus;
	guestName: string | null;
	title: string | null;
	number: string | null;
	people: number;
	groupSize: number;
	balance: string | null;
	currency: string | null;
	noted: boolean;
	flagged: boolean;
}

/**
 * Rows and bars of the tenants in scope. Cancelled reservations and those gone upstream are not in the house and have no
 * bar. Errors: forbidden, not_found.
 */
export async function getCalendar(actor: Actor, query: CalendarQuery): Promise<CalendarChart> {
	assertCan(actor, "reservations.read");
	const scope = await tenantsInScope(actor, query);
	const tenants = scope.filter((tenant) => tenant.included);
	const at = now();
	const todays = new Map(tenants.map((tenant) => [tenant.id, todayIn(tenant.timeZone, at)]));
	const from = resolveDate(query.from, todayIn(tenants[0]?.timeZone ?? null, at));
	const to = addDays(from, query.days);
	const tenantIds = tenants.map((tenant) => tenant.id);
	const known = await knownAt(query.at, tenantIds);
	const [listed, rows] = await Promise.all([listedUnits(tenantIds), readBars(tenantIds, from, to, known)]);
	const shown = rows.slice(0, BARS_MAX);

	const byRemoteId = new Map(listed.map((unit) => [`${unit.tenantId}:${unit.remoteId}`, unit]));
	const unlisted = new Map<string, CalendarUnit>();
	const used = new Set<string>();
	const bars = shown.map((row): CalendarBar => {
		const unitId = row.unitRemoteId === null ? null : unitIdOf(row.tenantId, row.unitRemoteId);
		if (unitId !== null) used.add(unitId);
		return toBar(row, unitId, todays.get(row.tenantId) ?? from);
	});
	const units = [
		...listed.filter((unit) => unit.active || used.has(unit.id)).map(({ remoteId: _, ...unit }) => unit),
		...unlisted.values(),
	];
	return {
		from,
		days: occupancyOf(units, bars, from, query.days),
		tenants: tenants.map((tenant) => toTenant(tenant, todays.get(tenant.id) ?? from)),
		units,
		bars,
		truncated: rows.length > BARS_MAX,
		freshness: freshnessOf(scope, at),
	};

	function unitIdOf(tenantId: string, remoteId: string): string {
		const key = `${tenantId}:${remoteId}`;
		const unit = byRemoteId.get(key);
		if (unit !== undefined) return unit.id;
		if (!unlisted.has(key)) {
			const { name } = unlistedUnit(remoteId);
			unlisted.set(key, { id: key, tenantId, name, type: null, property: null, active: false });
		}
		return key;
	}
}

function toTenant(tenant: ScopedTenant, today: string) {
	return { id: tenant.id, name: tenant.name, provider: tenant.provider, timeZone: tenant.timeZone, today };
}

async function listedUnits(tenantIds: string[]): Promise<(CalendarUnit & { remoteId: string })[]> {
	const rows = await db().unit.findMany({
		where: { tenantId: { in: tenantIds } },
		orderBy: [{ propertyName: "asc" }, { typeName: "asc" }, { sortOrder: "asc" }, { name: "asc" }, { id: "asc" }],
		select: {
			id: true,
			remoteId: true,
			tenantId: true,
			name: true,
			typeName: true,
			propertyName: true,
			active: true,
		},
	});
	return rows.map(({ typeName, propertyName, ...unit }) => ({ ...unit, type: typeName, property: propertyName }));
}

/**
 * Assignments that touch [from, to). The stay index finds the reservations; those whose assignments leave their own stay
 * are few, and found by that conflict.
 */
async function readBars(tenantIds: string[], from: string, to: string, known: Known): Promise<BarRow[]> {
	if (tenantIds.length === 0) return [];
	return db().$queryRaw<BarRow[]>`
		${known.with} ${known.more} touching AS (
			SELECT id FROM reservation WHERE tenant_id = ANY(${tenantIds}::text[]) AND arrival IS NOT NULL
				AND daterange(arrival, GREATEST(departure, arrival + 1)) && daterange(${from}::date, ${to}::date)
			UNION
			SELECT id FROM reservation WHERE conflicts @> ARRAY['assignment_outside_stay'] AND tenant_id = ANY(${tenantIds}::text[])
		)
		SELECT r.id AS "reservationId", a.remote_id AS "assignmentId", r.tenant_id AS "tenantId", a.unit_remote_id AS "unitRemoteId",
			to_char(days.arrival, 'YYYY-MM-DD') AS arrival, to_char(days.departure, 'YYYY-MM-DD') AS departure,
			r.kind, r.status, left(r.guest_name, ${TITLE_MAX}) AS "guestName", left(r.title, ${TITLE_MAX}) AS title, r.number,
			r.people_count AS people, r.assignment_count AS "groupSize", r.balance::text AS balance, r.currency,
			EXISTS (SELECT 1 FROM reservation_note n WHERE n.reservation_id = r.id) AS noted,
			EXISTS (SELECT 1 FROM reservation_flag f WHERE f.reservation_id = r.id) AS flagged
		FROM touching JOIN reservation r ON r.id = touching.id JOIN unit_assignment a ON a.reservation_id = r.id
		CROSS JOIN LATERAL (SELECT COALESCE(a.arrival, r.arrival) AS arrival,
			GREATEST(COALESCE(a.departure, r.departure), COALESCE(a.arrival, r.arrival) + 1) AS departure) days
		WHERE r.status <> 'cancelled' AND r.gone_before IS NULL AND days.arrival < ${to}::date AND days.departure > ${from}::date
		ORDER BY days.arrival, r.id, a.position LIMIT ${Prisma.raw(String(BARS_MAX + 1))}`;
}

function toBar(row: BarRow, unitId: string | null, today: string): CalendarBar {
	const balance = row.balance === null ? null : { amount: row.balance, currency: row.currency };
	return {
		key: `${row.reservationId}:${row.assignmentId}`,
		reservationId: row.reservationId,
		tenantId: row.tenantId,
		unitId,
		arrival: row.arrival,
		departure: row.departure,
		nights: nightsBetween(row.arrival, row.departure),
		title: titleOf(row),
		kind: row.kind,
		status: row.status,
		state: stateOf(row, today),
		people: row.people,
		groupSize: row.groupSize,
		open: balance === null || isZero(balance) ? null : balance,
		noted: row.noted,
		flagged: row.flagged,
	};
}

function titleOf(row: BarRow): string {
	const given = [row.guestName, row.title].find((text) => text !== null && text.trim() !== "");
	if (given !== undefined && given !== null) return given;
	return row.kind === "stay"
		? `Guest not given, ${row.number ?? "no number"}`
		: `${KIND_LABELS[row.kind]}${row.number === null ? "" : ` ${row.number}`}`;
}

function stateOf({ arrival, departure }: Pick<BarRow, "arrival" | "departure">, today: string): BarState {
	if (arrival === today) return "arriving";
	if (departure === today) return "departing";
	if (departure < today) return "past";
	return arrival < today ? "in_house" : "coming";
}
