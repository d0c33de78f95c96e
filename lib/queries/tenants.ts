/** Tenants in the browser: what to fetch, how often, and including or leaving one out. */
import { queryOptions } from "@tanstack/react-query";
import type { TenantSummary } from "@/lib/shared/connections";
import { fetchJson, sendJson } from "./client";
import { restUntil } from "./rest-until";

const tenantList = () => import("@/lib/shared/connections").then((module) => module.tenantList);
const tenantSummary = () => import("@/lib/shared/connections").then((module) => module.tenantSummary);
const quarantinedList = () => import("@/lib/shared/reservations").then((module) => module.quarantinedList);

/** Prefix of every query about tenants: invalidate it after a change. */
export const TENANTS_KEY = ["tenants"] as const;

const MOVING_MS = 2_000;
const RESTING_MS = 20_000;

/** All tenants the reader may see. */
export function tenantListQuery() {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson("/api/tenants", tenantList, { signal }),
		refetchInterval: (query) => {
			const items = query.state.data?.items ?? [];
			return items.some(isMoving) ? MOVING_MS : restUntil(items, RESTING_MS);
		},
	});
}

export function tenantQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "detail", id],
		queryFn: ({ signal }) => fetchJson(tenantPath(id), tenantSummary, { signal }),
		refetchInterval: (query) => {
			const { data } = query.state;
			if (data === undefined) return RESTING_MS;
			return isMoving(data) ? MOVING_MS : restUntil([data], RESTING_MS);
		},
	});
}

/** Records of a tenant that could not be read, with the field and the reason. */
export function quarantineQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "quarantine", id],
		queryFn: ({ signal }) => fetchJson(`${tenantPath(id)}/quarantine`, quarantinedList, { signal }),
		refetchInterval: RESTING_MS,
	});
}

/** Leaving a tenant out removes its mirrored reservations from Rezdeck; including it fetches them anew. */
export function setTenantIncluded(id: string, included: boolean): Promise<TenantSummary> {
	return fetchJson(tenantPath(id), tenantSummary, { method: "PATCH", body: { included } });
}

/** Stops all reading of a tenant until somebody says to go on, or says so. */
export function pauseTenant(id: string, paused: boolean): Promise<void> {
	return sendJson(`${tenantPath(id)}/pause`, { method: "POST", body: { paused } });
}

/** Answers a held sweep: what is missing is really gone, or everything is read again. */
export function answerHold(id: string, gone: boolean): Promise<void> {
	return sendJson(`${tenantPath(id)}/hold`, { method: "POST", body: { gone } });
}

function isMoving(tenant: TenantSummary): boolean {
	return tenant.included && (tenant.progress.phase === "populating" || tenant.progress.phase === "waiting");
}

function tenantPath(id: string): string {
	return `/api/tenants/${encodeURIComponent(id)}`;
}
