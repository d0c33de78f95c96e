/** The states of a connection and every move between them. A move that is not in this table does not happen. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { ConnectionState } from "@/lib/shared/connections";

export const STATE_MOVES: Record<ConnectionState, readonly ConnectionState[]> = {
	active: ["degraded", "needs_reconnect", "revoking"],
	degraded: ["active", "needs_reconnect", "revoking"],
	needs_reconnect: ["active", "revoking"],
	revoking: ["revoked", "revoked_local_only"],
	revoked: [],
	revoked_local_only: [],
};

/** States in which calls with the connection's token may leave. */
export const USABLE_STATES: readonly ConnectionState[] = ["active", "degraded"];
/** States in which the connection still holds a grant that must be revoked before the account is connected anew. */
export const LIVE_STATES: readonly ConnectionState[] = ["active", "degraded", "needs_reconnect", "revoking"];

export const HEALTHY_REASON = "Healthy.";

/**
 * Moves a connection to `to` when the table allows it from where it is now. `since` changes only with the state, the
 * reason always. Returns false when the move is not allowed (somebody else was first).
 */
export async function moveConnection(
	tx: Transaction,
	connectionId: string,
	to: ConnectionState,
	reason: string,
	at: Date,
): Promise<boolean> {
	const from = (Object.keys(STATE_MOVES) as ConnectionState[]).filter((state) => STATE_MOVES[state].includes(to));
	const moved = await tx.connection.updateMany({
		where: { id: connectionId, state: { in: from } },
		data: { state: to, reason, since: at },
	});
	return moved.count === 1;
}
