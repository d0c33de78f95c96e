/** The door of every server page. */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "./actor";
import { clientAddress } from "./client-address";
import { resolveActor } from "./resolve-actor";
import { sessionCookieName } from "./session-cookie";

export { actorFromRequest } from "./resolve-actor";

/** The signed-in operator of the page being rendered, or null. Read once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
	const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
	return resolveActor({
		cookie: cookieStore.get(sessionCookieName())?.value ?? null,
		authorization: null, // keys are for programs; pages are for people
		ip: clientAddress(headerList),
		requestId: headerList.get("x-request-id"),
	});
});

/** The signed-in operator; otherwise redirects to /sign-in, which comes back to the page that was asked for. */
export async function requireActor(): Promise<Actor> {
	const actor = await currentActor();
	if (actor !== null) return actor;
	// Written by proxy.ts on every request, so that a client cannot choose it.
	const path = (await headers()).get("x-rezdeck-path");
	redirect(path === null || path === "/" ? "/sign-in" : `/sign-in?returnTo=${encodeURIComponent(path)}`);
}
