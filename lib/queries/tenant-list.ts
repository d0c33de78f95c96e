/** The list of tenants in the browser: what to fetch and how often. */
import { queryOptions } from "@tanstack/react-query";
import type { TenantSummary } from "@/lib/shared/connections";
import { fetchJson } from "./client";
import { restUntil } from "./rest-until";

const tenantList = () => import("@/lib/shared/connections").then((module) => module.tenantList);

/** Prefix of every query about tenants: invalidate it after a change. */
export const TENANTS_KEY = ["tenants"] as const;

const MOVING_MS = 2_000;
const RESTING_MS = 20_000;

/** All tenants the reader may see. */
export function tenantListQuery() {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson("/api/tenants", tenantList, { signal }),
		refetchInterval: ({ state }) => restOf(state.data?.items ?? []),
	});
}

/** How long what is known of tenants may rest: short while one of them is being read. */
export function restOf(tenants: readonly TenantSummary[]): number {
	return tenants.some(isMoving) ? MOVING_MS : restUntil(tenants, RESTING_MS);
}

function isMoving(tenant: TenantSummary): boolean {
	return tenant.included && (tenant.progress.phase === "populating" || tenant.progress.phase === "waiting");
}
