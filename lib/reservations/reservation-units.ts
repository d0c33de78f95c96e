/** Unit names, and which units reservations are in: one query for any number of them. */
import "server-only";
import { db } from "@/lib/db/client";
import type { UnitRef } from "@/lib/shared/reservations";
import { AS_KNOWN_NOW, type Known } from "./as-known-at";

/** How a unit is called that the inventory does not list (any more). Its id is then the provider's own. */
export function unlistedUnit(remoteId: string): UnitRef {
	return { id: remoteId, name: `Unit ${remoteId}` };
}

/** Distinct units by reservation id, in the provider's order. Reservations without units are absent. */
export async function unitsOf(
	reservationIds: readonly string[],
	known: Known = AS_KNOWN_NOW,
): Promise<Map<string, UnitRef[]>> {
	const units = new Map<string, UnitRef[]>();
	if (reservationIds.length === 0) return units;
	const rows = await db().$queryRaw<
		{ reservationId: string; remoteId: string; id: string | null; name: string | null }[]
	>`
		${known.with} SELECT ua.reservation_id AS "reservationId", ua.unit_remote_id AS "remoteId", u.id, u.name
		FROM unit_assignment ua
		LEFT JOIN unit u ON u.tenant_id = ua.tenant_id AND u.remote_id = ua.unit_remote_id
		WHERE ua.reservation_id = ANY(${[...reservationIds]}::text[]) AND ua.unit_remote_id IS NOT NULL
		GROUP BY ua.reservation_id, ua.unit_remote_id, u.id, u.name
		ORDER BY ua.reservation_id, min(ua.position)`;
	for (const { reservationId, remoteId, id, name } of rows) {
		const ref = id === null || name === null ? unlistedUnit(remoteId) : { id, name };
		const list = units.get(reservationId);
		if (list === undefined) units.set(reservationId, [ref]);
		else list.push(ref);
	}
	return units;
}
