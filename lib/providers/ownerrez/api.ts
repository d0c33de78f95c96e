/** One authorised call to OwnerRez' API v2, and what its errors really mean (PROVIDERS.md 2.4, 2.8, 4.2). */
import "server-only";
import { ProviderError } from "@/lib/errors";
import { deadTokenInBody, type HttpFailure, requestJson } from "../http-client";
import type { CallContext, TokenSet } from "../provider";
import { basic, OWNERREZ, ownerrezConfig, userAgent } from "./config";

/** An API address from a path and its query. */
export function apiUrl(path: string, query: Record<string, string> = {}): URL {
	const url = new URL(`${ownerrezConfig().api}${path}`);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	return url;
}

/** GET with this grant's credential: Bearer for OAuth, Basic e-mail and token for a personal access token. */
export async function get(context: CallContext, url: URL): Promise<unknown> {
	const { body } = await requestJson(
		{
			provider: OWNERREZ,
			base: ownerrezConfig().api,
			url,
			headers: {
				accept: "application/json",
				authorization: authorization(context.tokens),
				"user-agent": userAgent(),
			},
			context,
		},
		context.now(),
		kindOf,
		deadTokenInBody,
	);
	return body;
}

function authorization({ method, username, accessToken }: TokenSet): string {
	if (method === "manual") return basic(username ?? "", accessToken);
	if (/^[\x21-\x7e]+$/.test(accessToken)) return `Bearer ${accessToken}`;
	// `fetch` would quote the header in its error.
	throw new ProviderError(OWNERREZ, "unauthorized", { detail: "not a token" });
}

/** 401 means a dead token only when the code or the challenge says so, or when there is no code at all (2024 bodies, 2.8). */
function kindOf({ status, code, headers }: HttpFailure) {
	if (status !== 401) return null;
	if (code === null || code === "invalid_token") return "unauthorized";
	if (/\btoken_expired\b/.test(headers.get("www-authenticate") ?? "")) return "unauthorized";
	return "rejected";
}
