/** Tenants in the browser: what to fetch, how often, and including or leaving one out. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { type TenantSummary, tenantSummary } from "@/lib/shared/connections";
import { quarantinedRecord } from "@/lib/shared/reservations";
import { fetchJson } from "./client";

const tenantList = z.object({ items: z.array(tenantSummary) });

const quarantineList = z.object({ items: z.array(quarantinedRecord) });

/** Prefix of every query about tenants: invalidate it after a change. */
export const TENANTS_KEY = ["tenants"] as const;

const MOVING_MS = 2_000;
const RESTING_MS = 20_000;

/** All tenants the reader may see. */
export function tenantListQuery() {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson("/api/tenants", tenantList, { signal }),
		refetchInterval: (query) => (query.state.data?.items.some(isMoving) === true ? MOVING_MS : RESTING_MS),
	});
}

export function tenantQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "detail", id],
		queryFn: ({ signal }) => fetchJson(tenantPath(id), tenantSummary, { signal }),
		refetchInterval: (query) => (query.state.data !== undefined && isMoving(query.state.data) ? MOVING_MS : RESTING_MS),
	});
}

/** Records of a tenant that could not be read, with the field and the reason. */
export function quarantineQuery(id: string) {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "quarantine", id],
		queryFn: ({ signal }) => fetchJson(`${tenantPath(id)}/quarantine`, quarantineList, { signal }),
		refetchInterval: RESTING_MS,
	});
}

/** Leaving a tenant out removes its mirrored reservations from Rezdeck; including it fetches them anew. */
export function setTenantIncluded(id: string, included: boolean): Promise<TenantSummary> {
	return fetchJson(tenantPath(id), tenantSummary, { method: "PATCH", body: { included } });
}

function isMoving(tenant: TenantSummary): boolean {
	return tenant.included && (tenant.progress.phase === "populating" || tenant.progress.phase === "waiting");
}

function tenantPath(id: string): string {
	return `/api/tenants/${encodeURIComponent(id)}`;
}
