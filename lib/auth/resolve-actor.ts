/** Request credentials → actor. The session row or the key row is read on every request. */
import "server-only";
import { AppError } from "@/lib/errors";
import { role } from "@/lib/shared/roles";
import type { Actor } from "./actor";
import { findLiveKey } from "./api-key-lookup";
import { clientAddress } from "./client-address";
import { cookieValue } from "./cookie-header";
import { readSessionId, sessionCookieName } from "./session-cookie";
import { findLiveSession } from "./sessions";

interface Credentials {
	/** The session cookie's value. */
	cookie: string | null;
	/** The Authorization header. */
	authorization: string | null;
	ip: string | null;
	requestId: string | null;
}

/** Who sends this request: by `Authorization: Bearer <api key>` when that header is there, else by session cookie. */
export async function actorFromRequest(request: Request, requestId: string | null = null): Promise<Actor | null> {
	return resolveActor({
		cookie: cookieValue(request.headers.get("cookie"), sessionCookieName()),
		authorization: request.headers.get("authorization"),
		ip: clientAddress(request.headers),
		requestId: requestId ?? request.headers.get("x-request-id"),
	});
}

/** Null when nobody is signed in. A header that names a dead or unknown key is nobody, whatever cookie comes with it. */
export async function resolveActor(from: Credentials): Promise<Actor | null> {
	if (from.authorization !== null) return actorOfKey(from.authorization, from);
	if (from.cookie === null || from.cookie === "") return null;
	const secret = await readSessionId(from.cookie);
	const session = secret === null ? null : await findLiveSession(secret);
	if (session === null) return null;
	return {
		...operatorRights(session.operator),
		kind: "operator",
		label: session.operator.email,
		sessionId: session.id,
		provenAt: session.provenAt,
		ip: from.ip,
		requestId: from.requestId,
	};
}

/** What handlers throw when actorFromRequest gave null. */
export function unauthenticated(): AppError {
	return new AppError("unauthenticated", "no live session or key", "Sign in to continue.");
}

async function actorOfKey(authorization: string, from: Credentials): Promise<Actor | null> {
	const match = /^Bearer +(\S+)$/i.exec(authorization);
	const key = match?.[1] === undefined ? null : await findLiveKey(match[1]);
	if (key === null) return null;
	return {
		...operatorRights(key.operator),
		kind: "api_key",
		label: `${key.operator.email} (key ${key.name})`,
		sessionId: null,
		provenAt: null,
		readOnly: key.readOnly,
		ip: from.ip,
		requestId: from.requestId,
	};
}

function operatorRights(operator: { id: string; role: string; allTenants: boolean; tenantIds: string[] }) {
	return {
		id: operator.id,
		role: role.parse(operator.role),
		tenantScope: operator.allTenants ? ("all" as const) : operator.tenantIds,
	};
}
