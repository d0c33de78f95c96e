/** A tenant's list of units, as the provider's inventory gives it. */
import "server-only";
import { now } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { CanonicalUnit } from "@/lib/providers/canonical";
import type { StreamKind } from "@/lib/providers/provider";
import { wellFormed } from "./fold-text";
import { lockTenantMirror } from "./tenant-lock";

/** Stores one page of a tenant's inventory. Units that it does not list stay as they are: see retireUnits. */
export async function storeUnits(tx: Transaction, tenantId: string, units: readonly CanonicalUnit[]): Promise<void> {
	if (units.length === 0) return;
	await lockTenantMirror(tx, tenantId);
	const byId = new Map(units.map((unit) => [unit.remoteId, unit]));
	const seenAt = now();
	const rows = [...byId.values()].map((unit) => ({
		id: newId("unt"),
		remote_id: unit.remoteId,
		name: unit.name,
		type_id: unit.typeId,
		type_name: unit.typeName,
		property_name: unit.propertyName,
		time_zone_raw: unit.timeZoneRaw,
		max_occupancy: unit.maxOccupancy,
		currency: unit.currency,
		active: unit.active,
		sort_order: unit.sortOrder,
	}));
	await tx.$executeRaw`
		INSERT INTO unit (id, tenant_id, remote_id, name, type_id, type_name, property_name, time_zone_raw,
			max_occupancy, currency, active, sort_order, seen_at)
		SELECT id, ${tenantId}::text, remote_id, name, type_id, type_name, property_name, time_zone_raw,
			max_occupancy, currency, active, sort_order, ${seenAt}::timestamptz
		FROM jsonb_to_recordset(${storableJson(rows)}::jsonb) AS page(id text, remote_id text, name text, type_id text,
			type_name text, property_name text, time_zone_raw text, max_occupancy int, currency text, active boolean,
			sort_order int)
		ON CONFLICT (tenant_id, remote_id) DO UPDATE SET name = excluded.name, type_id = excluded.type_id,
			type_name = excluded.type_name, property_name = excluded.property_name,
			time_zone_raw = excluded.time_zone_raw, max_occupancy = excluded.max_occupancy,
			currency = excluded.currency, active = excluded.active, sort_order = excluded.sort_order,
			seen_at = excluded.seen_at`;
}

/**
 * Call it in the transaction of an inventory's last page. Units that this reading no longer listed become inactive and
 * keep their row, because reservations still name them. An inventory that listed nothing at all retires nothing: no
 * business has lost all its units at once.
 */
export async function retireUnits(tx: Transaction, tenantId: string): Promise<void> {
	const inventory = await tx.stream.findFirst({
		where: { tenantId, kind: "inventory" satisfies StreamKind },
		select: { lastSuccessAt: true },
	});
	const lastReadingEnded = inventory?.lastSuccessAt ?? null;
	if (lastReadingEnded === null) return;
	await lockTenantMirror(tx, tenantId);
	const listed = await tx.unit.count({ where: { tenantId, seenAt: { gt: lastReadingEnded } } });
	if (listed === 0) return;
	await tx.unit.updateMany({
		where: { tenantId, seenAt: { lte: lastReadingEnded }, active: true },
		data: { active: false },
	});
}

/** Without the characters that PostgreSQL refuses. */
function storableJson(rows: readonly object[]): string {
	return JSON.stringify(rows, (_key, value: unknown) =>
		typeof value === "string" ? wellFormed(value.replaceAll("\0", "")) : value,
	);
}
