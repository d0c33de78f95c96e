/** What the records set aside say together: many that fail at one field mean that the provider changed its form (F-53). */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { findProvider } from "@/lib/providers/registry";
import { schemaDrift, schemaDriftText } from "./schema-drift";
import { visibleTenant } from "./tenant-scope";

/** One sentence a field, those with most records first; empty without drift. Errors: forbidden, not_found. */
export async function listDrift(actor: Actor, tenantId: string): Promise<string[]> {
	assertCan(actor, "reservations.read");
	const tenant = await visibleTenant(actor, tenantId);
	const label = findProvider(tenant.provider)?.label ?? tenant.provider;
	const drift = await schemaDrift([tenantId]);
	return drift.map((field) => schemaDriftText(field, label));
}
