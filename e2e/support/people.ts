/** Operators of every role, made the way a person makes them: an invitation, accepted. */
import { type APIRequestContext, expect, request } from "@playwright/test";
import { BASE_URL, OWNER_STATE } from "./rezdeck";

export type Role = "owner" | "admin" | "operator" | "viewer";

const PASSWORD = "a rather long phrase 42";
const SAME_ORIGIN = { origin: BASE_URL };

export async function ownerRequest(): Promise<APIRequestContext> {
	return request.newContext({ baseURL: BASE_URL, storageState: OWNER_STATE, extraHTTPHeaders: SAME_ORIGIN });
}

export async function nobodysRequest(): Promise<APIRequestContext> {
	// Without this the runner hands the project's own cookies to every context.
	const storageState = { cookies: [], origins: [] };
	return request.newContext({ baseURL: BASE_URL, storageState, extraHTTPHeaders: SAME_ORIGIN });
}

/** A signed-in operator of a role, who sees all tenants or just the given ones. */
export async function requestAs(role: Role, tenantIds: string[] | null = null): Promise<APIRequestContext> {
	const owner = await ownerRequest();
	const email = `${role}-${Math.random().toString(36).slice(2)}@example.test`;
	const scope = tenantIds === null ? {} : { allTenants: false, tenantIds };
	const invited = await owner.post("/api/invites", { data: { email, role, ...scope } });
	expect(invited.status()).toBe(201);
	const { url }: { url: string } = await invited.json();
	const person = await nobodysRequest();
	const accepted = await person.post("/api/invites/accept", {
		data: { token: new URL(url).searchParams.get("token"), name: role, password: PASSWORD },
	});
	expect(accepted.status()).toBe(204);
	await owner.dispose();
	return person;
}
