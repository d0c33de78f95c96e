/** Verifications in the browser: the latest of a tenant, its findings, asking for one and cancelling it. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/shared/page";
import type { VerificationFinding, VerificationReport, VerificationScope } from "@/lib/shared/verification";
import { fetchJson } from "./client";

export const VERIFICATION_KEY = ["verification"] as const;

const MOVING_MS = 1_500;
const RESTING_MS = 30_000;

export function verificationQuery(tenantId: string) {
	return queryOptions({
		queryKey: [...VERIFICATION_KEY, tenantId, "report"],
		queryFn: ({ signal }) => fetchJson<VerificationReport>(path(tenantId), { signal }),
		refetchInterval: (query) => (isUnderWay(query.state.data) ? MOVING_MS : RESTING_MS),
	});
}

/** All findings of the latest verification, page by page. */
export function findingsQuery(tenantId: string, verificationId: string) {
	return infiniteQueryOptions({
		queryKey: [...VERIFICATION_KEY, tenantId, "findings", verificationId],
		initialPageParam: null as string | null,
		queryFn: ({ pageParam, signal }) => {
			const search = new URLSearchParams({ limit: "100", ...(pageParam === null ? {} : { cursor: pageParam }) });
			return fetchJson<Page<VerificationFinding>>(`${path(tenantId)}/findings?${search}`, { signal });
		},
		getNextPageParam: (page) => page.nextCursor,
	});
}

export function requestVerification(tenantId: string, scope: VerificationScope): Promise<VerificationReport> {
	return fetchJson<VerificationReport>(path(tenantId), { method: "POST", body: { scope } });
}

export function cancelVerification(tenantId: string): Promise<VerificationReport> {
	return fetchJson<VerificationReport>(path(tenantId), { method: "DELETE" });
}

/** Whether it waits or runs. */
export function isUnderWay(report: VerificationReport | undefined): boolean {
	const state = report?.verification?.state;
	return state === "waiting" || state === "running";
}

function path(tenantId: string): string {
	return `/api/tenants/${encodeURIComponent(tenantId)}/verify`;
}
