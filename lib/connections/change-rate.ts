/**
 * How often a tenant's reservations change, learned from what polls and webhooks bring: changes an hour, older ones
 * counting less and less. Pure; bench/freshness.ts simulates with the same functions.
 */
import "server-only";
import type { Transaction } from "@/lib/db/client";

/** After this long a change counts 1/e as much. */
export const MEMORY_HOURS = 8;
/** What a tenant is taken for before anything is known of it. */
export const PRIOR_CHANGES_PER_HOUR = 1;

/** `changes` came to light; time passes by fadedRate alone. */
export function raisedRate(rate: number | null, changes: number): number {
	return (rate ?? PRIOR_CHANGES_PER_HOUR) + changes / MEMORY_HOURS;
}

/** `hours` passed. */
export function fadedRate(rate: number | null, hours: number): number {
	return (rate ?? PRIOR_CHANGES_PER_HOUR) * Math.exp(-Math.max(0, hours) / MEMORY_HOURS);
}

/** A poll brought `changes` for the `hours` since the one before it. */
export function learnedRate(rate: number | null, changes: number, hours: number): number {
	// Over a long gap the changes are spread evenly, not all taken for recent.
	const x = Math.max(1e-9, hours / MEMORY_HOURS);
	return fadedRate(rate, hours) + (changes / MEMORY_HOURS) * ((1 - Math.exp(-x)) / x);
}

/** Changes that a webhook brought: the poll after it finds nothing new, so they are counted here. */
export async function noteChanges(tx: Transaction, tenantId: string, changes: number): Promise<void> {
	if (changes === 0) return;
	await tx.$executeRaw`
		UPDATE stream SET change_rate = coalesce(change_rate, ${PRIOR_CHANGES_PER_HOUR}::float8) + ${changes / MEMORY_HOURS}::float8
		WHERE tenant_id = ${tenantId} AND kind = 'changed' AND completed_at IS NOT NULL`;
}
