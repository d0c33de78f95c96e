/** One reservation that the actor may see; the door of detail, history and raw record. */
import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { ROW_COLUMNS, type RowColumns } from "./reservation-row";
import { type ScopedTenant, visibleTenant } from "./tenant-scope";

export interface VisibleReservation {
	row: RowColumns;
	canonical: CanonicalReservation;
	tenant: ScopedTenant;
}

/** Errors: not_found for unknown and malformed ids, other tenants' records, and records of a left-out tenant alike. */
export async function visibleReservation(actor: Actor, id: string): Promise<VisibleReservation> {
	const [found] = await db().$queryRaw<(RowColumns & { canonical: CanonicalReservation })[]>`
		SELECT ${ROW_COLUMNS}, r.canonical FROM reservation r WHERE r.id = ${id}`;
	if (found === undefined) throw notFound("reservation");
	const { canonical, ...row } = found;
	const tenant = await tenantOrReservationNotFound(actor, row.tenantId);
	return { row, canonical, tenant };
}

/** Says "reservation", so that the answer does not tell a foreign record from an unknown one (S-60). */
async function tenantOrReservationNotFound(actor: Actor, tenantId: string): Promise<ScopedTenant> {
	const scope = actor.tenantScope;
	if (scope !== "all" && !scope.includes(tenantId)) throw notFound("reservation");
	const tenant = await visibleTenant(actor, tenantId);
	if (!tenant.included) throw notFound("reservation");
	return tenant;
}

/** Internal notes may hold door codes and worse; viewers do not get them. */
export function seesNotes(actor: Actor): boolean {
	return actor.role !== "viewer";
}
