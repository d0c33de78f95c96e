/** What people do with records set aside: try again, leave them at that, look into them. */
import { queryOptions } from "@tanstack/react-query";
import type { QuarantinedRaw, RetryResult } from "@/lib/shared/reservations";
import { fetchJson, sendJson } from "./client";

export function retryQuarantined(tenantId: string, id: string): Promise<RetryResult> {
	return fetchJson<RetryResult>(path(tenantId, id), { method: "POST", body: { action: "retry" } });
}

export function setQuarantinedIgnored(tenantId: string, id: string, ignored: boolean): Promise<void> {
	return sendJson(path(tenantId, id), { method: "POST", body: { action: ignored ? "ignore" : "unignore" } });
}

/** The body as it came. Each fetch is written into the audit trail, so it is fetched once. */
export function quarantinedRawQuery(tenantId: string, id: string) {
	return queryOptions({
		queryKey: ["quarantine-raw", tenantId, id],
		queryFn: ({ signal }) => fetchJson<QuarantinedRaw>(`${path(tenantId, id)}/raw`, { signal }),
		staleTime: Number.POSITIVE_INFINITY,
		refetchOnWindowFocus: false,
	});
}

function path(tenantId: string, id: string): string {
	return `/api/tenants/${encodeURIComponent(tenantId)}/quarantine/${encodeURIComponent(id)}`;
}
