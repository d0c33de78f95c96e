/** The one error form of the API (RFC 9457 problem details) and the closed set of codes behind it. */
import { z } from "zod";

export const APP_ERROR_STATUS = {
	unauthenticated: 401,
	reauth_required: 401,
	forbidden: 403,
	not_found: 404,
	conflict: 409,
	needs_reconnect: 409,
	invalid_input: 422,
	rate_limited: 429,
	provider_rejected: 502,
	provider_unavailable: 503,
} as const;

export type AppErrorCode = keyof typeof APP_ERROR_STATUS;

export const problem = z.object({
	type: z.string(),
	title: z.string(),
	status: z.number(),
	/** One of APP_ERROR_STATUS, or "internal". */
	code: z.string(),
	/** A text for people that says the next step. */
	detail: z.string(),
	requestId: z.string().optional(),
	/** Input problems, one a field: `path` is the query parameter or the JSON path. */
	issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
	retryAfterSeconds: z.number().optional(),
});
export type Problem = z.infer<typeof problem>;
