/** What a connection's state allows, and the one action it asks for. The words for states are lib/shared/condition-words. Pure. */
import type { ConnectionState, ConnectionSummary } from "@/lib/shared/connections";

/** Whether access is over for good. Such a connection keeps its reservations but gets no new ones. */
export function isOver(state: ConnectionState): boolean {
	return state === "revoked" || state === "revoked_local_only";
}

/** Whether runs may still happen: only then is "Sync now" of use. */
export function canSync(state: ConnectionState): boolean {
	return state === "active" || state === "degraded";
}

export type RowAction = { label: string; kind: "reconnect" | "progress" | "evidence" | "view" };

/** The one action a row offers first: what this state asks of a person. */
export function primaryAction(connection: Pick<ConnectionSummary, "state">): RowAction {
	switch (connection.state) {
		case "needs_reconnect":
			return { label: "Reconnect", kind: "reconnect" };
		case "revoking":
			return { label: "Watch", kind: "progress" };
		case "revoked":
		case "revoked_local_only":
			return { label: "Evidence", kind: "evidence" };
		default:
			return { label: "View", kind: "view" };
	}
}

/** How a connection was made, for people. */
export function methodWords(method: ConnectionSummary["method"]): string {
	return method === "oauth" ? "by sign-in at the provider" : "by manual token";
}
