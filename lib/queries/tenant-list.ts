/** The list of tenants in the browser: what to fetch. */
import { queryOptions } from "@tanstack/react-query";
import type { TenantList } from "@/lib/shared/connections";
import { fetchJson } from "./client";

/** Prefix of every query about tenants: invalidate it after a change. */
export const TENANTS_KEY = ["tenants"] as const;

/** All tenants the reader may see. */
export function tenantListQuery() {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson<TenantList>("/api/tenants", { signal }),
	});
}
