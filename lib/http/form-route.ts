/** The wrapper for the few addresses that a browser visits by form or redirect instead of by fetch: every end is a redirect. */
import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { actorFromRequest } from "@/lib/auth/resolve-actor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { problemResponse } from "./problem";

type Context<Param extends string> = { params: Promise<Record<Param, string>> };

/**
 * @param run returns where to go: a path of ours or an absolute address of a provider; the answer is a 303
 * Nobody signed in → /sign-in. Errors that `run` does not turn into a redirect answer as problem+json.
 */
export function formRoute<Param extends string>(
	run: (input: { actor: Actor; request: Request; params: Record<Param, string> }) => Promise<string | URL>,
): (request: Request, context: Context<Param>) => Promise<Response> {
	return async (request, context) => {
		const requestId = request.headers.get("x-request-id") ?? randomUUID();
		try {
			const actor = await actorFromRequest(request, requestId);
			if (actor === null) return seeOther("/sign-in?returnTo=/connections/new");
			return seeOther(await run({ actor, request, params: await context.params }));
		} catch (error) {
			return problemResponse(error, requestId, { method: request.method, path: new URL(request.url).pathname });
		}
	};
}

/** The fields of a small form post. Errors: invalid_input for another content type or a body over 8 KB. */
export async function readForm(request: Request): Promise<URLSearchParams> {
	const type = request.headers.get("content-type") ?? "";
	const text = type.startsWith("application/x-www-form-urlencoded") ? await request.text() : null;
	if (text === null || text.length > MAX_FORM_LENGTH) {
		throw new AppError("invalid_input", "not a small form post", "Send this as a form post of at most 8 KB.");
	}
	return new URLSearchParams(text);
}

const MAX_FORM_LENGTH = 8 * 1024;

function seeOther(to: string | URL): Response {
	const location = typeof to === "string" ? new URL(to, `${env().NEXTAUTH_URL}/`) : to;
	return new Response(null, {
		status: 303,
		headers: {
			location: location.toString(),
			"cache-control": "no-store",
			// The address that we leave may hold a code (S-18).
			"referrer-policy": "no-referrer",
		},
	});
}
