/** Database row → ReservationRow, the same for lists and for the detail's header. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { ConflictKind } from "@/lib/shared/conflicts";
import { nightsBetween } from "@/lib/shared/dates";
import type { ReservationKind, ReservationRow, ReservationStatus, UnitRef } from "@/lib/shared/reservations";
import type { OwnMarks } from "./own-marks";
import type { ScopedTenant } from "./tenant-scope";

/** Dates leave the database as text, so that no zone of this process can move them by a day. */
export const ROW_COLUMNS = Prisma.sql`r.id, r.tenant_id AS "tenantId", r.remote_id AS "remoteId", r.number, r.kind, r.status,
	r.raw_status AS "rawStatus", to_char(r.arrival, 'YYYY-MM-DD') AS arrival, to_char(r.departure, 'YYYY-MM-DD') AS departure,
	r.guest_name AS "guestName", r.title, r.channel, r.people_count AS "peopleCount",
	r.assignment_count AS "assignmentCount", r.unassigned_count AS "unassignedCount", r.currency,
	r.balance::text AS balance, r.booked_at AS "bookedAt", r.cancelled_at AS "cancelledAt",
	r.remote_updated_at AS "updatedAt", r.gone_after AS "goneAfter", r.gone_before AS "goneBefore",
	r.first_seen_at AS "firstSeenAt"`;

export interface RowColumns {
	id: string;
	tenantId: string;
	remoteId: string;
	number: string | null;
	kind: string;
	status: string;
	rawStatus: string | null;
	arrival: string | null;
	departure: string | null;
	guestName: string | null;
	title: string | null;
	channel: string | null;
	peopleCount: number;
	assignmentCount: number;
	unassignedCount: number;
	currency: string | null;
	balance: string | null;
	bookedAt: Date | null;
	cancelledAt: Date | null;
	updatedAt: Date | null;
	goneAfter: Date | null;
	goneBefore: Date | null;
	firstSeenAt: Date;
}

export function toReservationRow(
	row: RowColumns,
	tenant: ScopedTenant,
	units: UnitRef[],
	conflictKinds: ConflictKind[],
	marks: OwnMarks,
): ReservationRow {
	return {
		id: row.id,
		tenantId: row.tenantId,
		tenantName: tenant.name,
		provider: tenant.provider,
		remoteId: row.remoteId,
		number: row.number,
		kind: row.kind as ReservationKind,
		status: row.status as ReservationStatus,
		rawStatus: row.rawStatus,
		arrival: row.arrival,
		departure: row.departure,
		nights: nightsOrNull(row.arrival, row.departure),
		guestName: row.guestName,
		title: row.title,
		units,
		assignmentCount: row.assignmentCount,
		unassignedCount: row.unassignedCount,
		conflictKinds,
		peopleCount: row.peopleCount,
		channel: row.channel,
		balance: row.balance === null ? null : { amount: row.balance, currency: row.currency },
		bookedAt: row.bookedAt?.toISOString() ?? null,
		cancelledAt: row.cancelledAt?.toISOString() ?? null,
		updatedAt: row.updatedAt?.toISOString() ?? null,
		gone:
			row.goneBefore === null
				? null
				: { after: row.goneAfter?.toISOString() ?? null, before: row.goneBefore.toISOString() },
		...marks,
		asOf: (tenant.asOf ?? row.firstSeenAt).toISOString(),
	};
}

/** Null when a date is missing or the departure lies before the arrival: then no number of nights is true. */
export function nightsOrNull(arrival: string | null, departure: string | null): number | null {
	if (arrival === null || departure === null || departure < arrival) return null;
	return nightsBetween(arrival, departure);
}
