/** Connections in the browser: what to fetch, how often, and the calls that change one. */
import { queryOptions } from "@tanstack/react-query";
import type { ConnectionDetail, ConnectionSummary, ConnectManualInput, RevokeInput } from "@/lib/shared/connections";
import type { Page } from "@/lib/shared/page";
import { fetchJson, sendJson } from "./client";
import { restUntil } from "./rest-until";

/** Prefix of every query about connections: invalidate it after a change. */
export const CONNECTIONS_KEY = ["connections"] as const;

const MOVING_MS = 2_000;
const RESTING_MS = 20_000;
const REVOKING_MS = 1_000;

/** All connections, asked again every two seconds while something moves. Filters are applied to the answer, so that the chips can count. */
export function connectionListQuery() {
	return queryOptions({
		queryKey: [...CONNECTIONS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson<Page<ConnectionSummary>>("/api/connections", { signal }),
		refetchInterval: (query) => {
			const moving = query.state.data?.items.some(
				({ state, progress }) =>
					state === "revoking" || progress.phase === "populating" || progress.phase === "waiting",
			);
			return moving === true ? MOVING_MS : restUntil(query.state.data?.items ?? [], RESTING_MS);
		},
	});
}

/** One connection, asked again each second while it is being revoked and every two while its mirror fills. */
export function connectionQuery(id: string) {
	return queryOptions({
		queryKey: [...CONNECTIONS_KEY, "detail", id],
		queryFn: ({ signal }) => fetchJson<ConnectionDetail>(connectionPath(id), { signal }),
		refetchInterval: (query) => {
			const data = query.state.data;
			if (data?.state === "revoking") return REVOKING_MS;
			const moving = data?.progress.phase === "populating" || data?.progress.phase === "waiting";
			return moving ? MOVING_MS : restUntil(data === undefined ? [] : [data], RESTING_MS);
		},
	});
}

/** Connects with a manual token. The token is proven at the provider first; the answer never repeats it. */
export function connectManually(input: ConnectManualInput): Promise<ConnectionDetail> {
	return fetchJson<ConnectionDetail>("/api/connections", { method: "POST", body: input });
}

/** Replaces the token of a manual connection. `conflict` when it belongs to another account. */
export function reconnectManually(id: string, input: { token: string; email?: string }): Promise<ConnectionDetail> {
	return fetchJson<ConnectionDetail>(`${connectionPath(id)}/reconnect`, { method: "POST", body: input });
}

/** Asks for a run now, of one tenant or of all. */
export function syncNow(id: string, tenantId?: string): Promise<void> {
	return sendJson(`${connectionPath(id)}/sync`, { method: "POST", body: tenantId === undefined ? {} : { tenantId } });
}

/** Stops all reading of a connection until somebody says to go on, or says so. */
export function pauseConnection(id: string, paused: boolean): Promise<void> {
	return sendJson(`${connectionPath(id)}/pause`, { method: "POST", body: { paused } });
}

/** Starts the revocation, or with `force` forgets the secret although the provider could not be told. `reauth_required`: prove first. */
export function revokeAccess(id: string, input: RevokeInput): Promise<ConnectionDetail> {
	return fetchJson<ConnectionDetail>(`${connectionPath(id)}/revoke`, { method: "POST", body: input });
}

/** Deletes the mirrored reservations of a revoked connection. `reauth_required`: prove first. */
export function deleteMirroredData(id: string): Promise<void> {
	return sendJson(connectionPath(id), { method: "DELETE" });
}

/** Proves that the person at the keyboard is still the one who signed in. */
export function provePassword(password: string): Promise<void> {
	return sendJson("/api/session/prove", { method: "POST", body: { password } });
}

function connectionPath(id: string): string {
	return `/api/connections/${encodeURIComponent(id)}`;
}
