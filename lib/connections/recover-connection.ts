/** A disturbed connection is healthy again. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { HEALTHY_REASON, moveConnection } from "./connection-state";
import { OWN_STREAM_KINDS } from "./streams";

/**
 * Moves a degraded connection to active when none of the provider's feeds fails any more. Work of our own does not count:
 * contacts may wait for idle allowance for hours before they are asked for again. Does nothing in other states.
 */
export async function recoverConnection(tx: Transaction, connectionId: string, at: Date): Promise<void> {
	const { state } = await tx.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { state: true } });
	if (state !== "degraded") return;
	const failing = await tx.stream.count({
		where: { connectionId, failures: { gt: 0 }, kind: { notIn: [...OWN_STREAM_KINDS] } },
	});
	if (failing === 0) await moveConnection(tx, connectionId, "active", HEALTHY_REASON, at);
}
