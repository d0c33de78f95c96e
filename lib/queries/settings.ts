/** Operators, invitations, keys, sessions and one's own account in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangePasswordInput, SessionSummary } from "@/lib/shared/auth";
import type {
	ApiKeyCreated,
	ApiKeyInput,
	ApiKeySummary,
	InviteCreated,
	InviteInput,
	InviteSummary,
	OperatorInput,
	OperatorSummary,
	ResetLink,
} from "@/lib/shared/operators";
import type { Page } from "@/lib/shared/page";
import { fetchJson, sendJson } from "./client";

export function operatorsQuery() {
	return queryOptions({
		queryKey: ["operators"] as const,
		queryFn: ({ signal }) => fetchJson<Page<OperatorSummary>>("/api/operators", { signal }),
	});
}

export function changeOperator(id: string, input: OperatorInput): Promise<void> {
	return sendJson(`/api/operators/${encodeURIComponent(id)}`, { method: "PATCH", body: input });
}

export function endOperatorSessions(id: string): Promise<void> {
	return sendJson(`/api/operators/${encodeURIComponent(id)}/sessions`, { method: "DELETE" });
}

/** The link is in the answer and cannot be had again. */
export function createResetLink(id: string): Promise<ResetLink> {
	return fetchJson<ResetLink>(`/api/operators/${encodeURIComponent(id)}/reset-link`, { method: "POST" });
}

export function invitesQuery() {
	return queryOptions({
		queryKey: ["invites"] as const,
		queryFn: ({ signal }) => fetchJson<Page<InviteSummary>>("/api/invites", { signal }),
	});
}

/** The link is in the answer and cannot be had again. */
export function createInvite(input: InviteInput): Promise<InviteCreated> {
	return fetchJson<InviteCreated>("/api/invites", { method: "POST", body: input });
}

export function withdrawInvite(id: string): Promise<void> {
	return sendJson(`/api/invites/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export function apiKeysQuery() {
	return queryOptions({
		queryKey: ["api-keys"] as const,
		queryFn: ({ signal }) => fetchJson<Page<ApiKeySummary>>("/api/api-keys", { signal }),
	});
}

/** The key's text is in the answer and cannot be had again. */
export function createApiKey(input: ApiKeyInput): Promise<ApiKeyCreated> {
	return fetchJson<ApiKeyCreated>("/api/api-keys", { method: "POST", body: input });
}

export function revokeApiKey(id: string): Promise<void> {
	return sendJson(`/api/api-keys/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export function sessionsQuery() {
	return queryOptions({
		queryKey: ["sessions"] as const,
		queryFn: ({ signal }) => fetchJson<Page<SessionSummary>>("/api/sessions", { signal }),
	});
}

export function endSession(id: string): Promise<void> {
	return sendJson(`/api/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Ends all of one's sessions; this browser goes on with a new one. */
export function changePassword(input: ChangePasswordInput): Promise<void> {
	return sendJson("/api/session/password", { method: "PUT", body: input });
}

/** Opens dangerous actions for 5 minutes. */
export function provePassword(password: string): Promise<void> {
	return sendJson("/api/session/prove", { method: "POST", body: { password } });
}
