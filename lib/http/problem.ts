/** Errors → application/problem+json (RFC 9457). The only place that decides what a client learns about a failure. */
import "server-only";
import { databaseFailure } from "@/lib/database-failure";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { AppErrorCode, Problem } from "@/lib/shared/problem";

const TITLES: Record<AppErrorCode, string> = {
	unauthenticated: "Not signed in",
	reauth_required: "Password needed again",
	forbidden: "Not allowed",
	not_found: "Not found",
	conflict: "Conflict",
	needs_reconnect: "Reconnect needed",
	invalid_input: "Invalid input",
	rate_limited: "Too many requests",
	provider_rejected: "Provider rejected the request",
	provider_unavailable: "Provider unavailable",
};

/**
 * Any thrown value → the answer. AppErrors give their own code and text; a database that is down gives 503;
 * everything else is a bug: logged in full with the request id, answered with a fixed text (S-89).
 */
export function problemResponse(error: unknown, requestId: string, where: { method: string; path: string }): Response {
	if (error instanceof AppError) return appErrorResponse(error, requestId);
	if (databaseFailure(error) === "away") {
		log.error({ err: error, requestId, ...where }, "database unavailable");
		const body = {
			type: "about:blank",
			title: "Database unavailable",
			status: 503,
			code: "database_unavailable",
			detail: "Rezdeck cannot reach its database at the moment. Try again in a minute.",
			requestId,
			retryAfterSeconds: 10,
		};
		return problemAnswer(body);
	}
	log.error({ err: error, requestId, ...where }, "unexpected error");
	return problemAnswer({
		type: "about:blank",
		title: "Internal error",
		status: 500,
		code: "internal",
		detail: `Something went wrong in Rezdeck. Nothing more is known here; the log has the cause under request ${requestId}.`,
		requestId,
	});
}

function appErrorResponse(error: AppError, requestId: string): Response {
	return problemAnswer({
		type: "about:blank",
		title: TITLES[error.code],
		status: error.status,
		code: error.code,
		detail: error.userMessage,
		requestId,
		...(error.issues.length > 0 ? { issues: [...error.issues] } : {}),
		...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
	});
}

/** One problem as an answer; for the few that no AppError stands for. */
export function problemAnswer(body: Problem): Response {
	const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
	if (body.requestId !== undefined) headers.set("x-request-id", body.requestId);
	if (body.retryAfterSeconds !== undefined) headers.set("retry-after", String(body.retryAfterSeconds));
	if (body.code === "unauthenticated") headers.set("www-authenticate", 'Bearer realm="rezdeck"');
	return new Response(JSON.stringify(body), { status: body.status, headers });
}
