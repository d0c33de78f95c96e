/** Lets a stream run sooner because of a hint, without overtaking its back-off. */
import "server-only";
import type { Transaction } from "@/lib/db/client";

/** Due at once, but not within `gapSeconds` of its last success; a stream that fails or does not run stays as it is. */
export async function hastenStream(
	tx: Transaction,
	tenantId: string,
	kind: string,
	gapSeconds: number,
	at: Date,
): Promise<void> {
	await tx.$executeRaw`
		UPDATE stream SET next_due_at = least(next_due_at,
			greatest(${at}::timestamptz, last_success_at + make_interval(secs => ${gapSeconds}::float8)))
		WHERE tenant_id = ${tenantId} AND kind = ${kind} AND failures = 0 AND waiting IS NULL AND next_due_at IS NOT NULL`;
}
