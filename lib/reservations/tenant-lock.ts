/** One writer at a time for one tenant's mirror. */
import "server-only";
import type { Transaction } from "@/lib/db/client";

/**
 * Holds the tenant's mirror until the transaction ends, so that "read the stored version, decide, write" is one step
 * whoever else stores records of this tenant. Transactions hold it for one page, and never while a provider is asked.
 */
export async function lockTenantMirror(tx: Transaction, tenantId: string): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`mirror:${tenantId}`}, 0))`;
}
