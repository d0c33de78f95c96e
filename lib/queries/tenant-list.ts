/** The list of tenants in the browser: what to fetch. */
import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./client";

const tenantList = () => import("@/lib/shared/connections").then((module) => module.tenantList);

/** Prefix of every query about tenants: invalidate it after a change. */
export const TENANTS_KEY = ["tenants"] as const;

/** All tenants the reader may see. */
export function tenantListQuery() {
	return queryOptions({
		queryKey: [...TENANTS_KEY, "list"],
		queryFn: ({ signal }) => fetchJson("/api/tenants", tenantList, { signal }),
	});
}
