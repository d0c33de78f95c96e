/** One tenant in the browser: what to fetch, how often, and including or leaving it out. */
import { queryOptions } from "@tanstack/react-query";
import type { TenantSummary } from "@/lib/shared/connections";
import type { QuarantinedList } from "@/lib/shared/reservations";
import { fetchJson, sendJson } from "./client";
import { restUntil } from "./rest-until";
import { TENANTS_KEY, tenantListQuery } from "./tenant-list";

const MOVING_MS = 2_000;
const RESTING_MS = 20_000;

/** The list of them, asked again as they move. */
export function movingTenantListQuery() {
	return queryOptions({ ...tenantListQuery(), refetchInterval: ({ state }) => restOf(state.data?.items ?? []) });
}

export function tenantQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "detail", id],
		queryFn: ({ signal }) => fetchJson<TenantSummary>(tenantPath(id), { signal }),
		refetchInterval: ({ state }) => restOf(state.data === undefined ? [] : [state.data]),
	});
}

/** Records of a tenant that could not be read, with the field and the reason. */
export function quarantineQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "quarantine", id],
		queryFn: ({ signal }) => fetchJson<QuarantinedList>(`${tenantPath(id)}/quarantine`, { signal }),
		refetchInterval: RESTING_MS,
	});
}

/** Leaving a tenant out removes its mirrored reservations from Rezdeck; including it fetches them anew. */
export function setTenantIncluded(id: string, included: boolean): Promise<TenantSummary> {
	return fetchJson<TenantSummary>(tenantPath(id), { method: "PATCH", body: { included } });
}

/** Stops all reading of a tenant until somebody says to go on, or says so. */
export function pauseTenant(id: string, paused: boolean): Promise<void> {
	return sendJson(`${tenantPath(id)}/pause`, { method: "POST", body: { paused } });
}

/** Answers a held sweep: what is missing is really gone, or everything is read again. */
export function answerHold(id: string, gone: boolean): Promise<void> {
	return sendJson(`${tenantPath(id)}/hold`, { method: "POST", body: { gone } });
}

/** How long what is known of tenants may rest: short while one of them is being read. */
function restOf(tenants: readonly TenantSummary[]): number {
	return tenants.some(isMoving) ? MOVING_MS : restUntil(tenants, RESTING_MS);
}

function isMoving(tenant: TenantSummary): boolean {
	return tenant.included && (tenant.progress.phase === "populating" || tenant.progress.phase === "waiting");
}

function tenantPath(id: string): string {
	return `/api/tenants/${encodeURIComponent(id)}`;
}
