/** A tenant's list of units, as the provider's inventory gives it. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { CanonicalUnit } from "@/lib/providers/canonical";
import { wellFormed } from "./fold-text";
import { lockTenantMirror } from "./tenant-lock";

/**
 * Stores the whole inventory of a tenant. A unit that is no longer listed becomes inactive and keeps its row, because
 * reservations still name it; an empty list changes nothing, since no business has lost all its units at once.
 */
export async function storeUnits(tx: Transaction, tenantId: string, units: readonly CanonicalUnit[]): Promise<void> {
	if (units.length === 0) return;
	await lockTenantMirror(tx, tenantId);
	const byId = new Map(units.map((unit) => [unit.remoteId, unit]));
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
			max_occupancy, currency, active, sort_order)
		SELECT id, ${tenantId}::text, remote_id, name, type_id, type_name, property_name, time_zone_raw,
			max_occupancy, currency, active, sort_order
		FROM jsonb_to_recordset(${storableJson(rows)}::jsonb) AS page(id text, remote_id text, name text, type_id text,
			type_name text, property_name text, time_zone_raw text, max_occupancy int, currency text, active boolean,
			sort_order int)
		ON CONFLICT (tenant_id, remote_id) DO UPDATE SET name = excluded.name, type_id = excluded.type_id,
			type_name = excluded.type_name, property_name = excluded.property_name,
			time_zone_raw = excluded.time_zone_raw, max_occupancy = excluded.max_occupancy,
			currency = excluded.currency, active = excluded.active, sort_order = excluded.sort_order`;
	await tx.unit.updateMany({
		where: { tenantId, remoteId: { notIn: [...byId.keys()] }, active: true },
		data: { active: false },
	});
}

/** Without the characters that PostgreSQL refuses. */
function storableJson(rows: readonly object[]): string {
	return JSON.stringify(rows, (_key, value: unknown) =>
		typeof value === "string" ? wellFormed(value.replaceAll("\0", "")) : value,
	);
}
