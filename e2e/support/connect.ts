/** Connecting for tests that are about something else: with a token made by hand in the sandbox. */
import { type APIRequestContext, expect } from "@playwright/test";
import { createOwnerrezToken, createRezstreamManualToken } from "../../sandbox/drive-consent";
import type { Sandbox } from "../../sandbox/sandbox";
import { demoSignIn, SANDBOX_PORTS } from "./rezdeck";
import { sandboxAccounts } from "./sandbox";

const urls = Object.fromEntries(
	Object.entries(SANDBOX_PORTS).map(([name, port]) => [name, `http://127.0.0.1:${port}`]),
) as Sandbox["urls"];

/** Connects the sandbox's n-th account of a provider, or the one with the worst that is possible; or finds it connected. */
export async function connectManually(
	from: APIRequestContext,
	provider: "rezstream" | "ownerrez",
	index: number | "extreme",
): Promise<{ connectionId: string; tenantId: string }> {
	const account = (await sandboxAccounts(provider, index === "extreme"))[index === "extreme" ? 0 : index];
	if (account === undefined) throw new Error(`the sandbox has no ${provider} account ${index}`);
	const known: { items: { remoteId: string; id: string; connectionId: string }[] } = await (
		await from.get("/api/tenants")
	).json();
	const tenant = known.items.find(({ remoteId }) => remoteId === account.id);
	if (tenant !== undefined && (await isUsable(from, tenant.connectionId))) {
		return { connectionId: tenant.connectionId, tenantId: tenant.id };
	}
	const secret =
		provider === "rezstream"
			? { token: (await createRezstreamManualToken({ urls }, { tenant: account.id })).token }
			: await ownerrezSecret(account.id);
	const response = await from.post("/api/connections", { data: { provider, ...secret } });
	expect(response.status(), await response.text()).toBe(201);
	const connection: { id: string; tenantIds: string[] } = await response.json();
	return { connectionId: connection.id, tenantId: connection.tenantIds[0] ?? "" };
}

/** Revokes and deletes every connection, so that the next file starts on an empty Rezdeck. */
export async function removeConnections(owner: APIRequestContext): Promise<void> {
	const proven = await owner.post("/api/session/prove", { data: { password: demoSignIn().password } });
	expect(proven.ok(), await proven.text()).toBe(true);
	const { items }: { items: { id: string; state: string }[] } = await (await owner.get("/api/connections")).json();
	for (const { id, state } of items) {
		if (!state.startsWith("revoked")) {
			await owner.post(`/api/connections/${id}/revoke`, { data: {} });
			await expect
				.poll(async () => (await (await owner.get(`/api/connections/${id}`)).json()).state, { timeout: 30_000 })
				.toMatch(/^revoked/);
		}
		expect((await owner.delete(`/api/connections/${id}`)).status()).toBe(204);
	}
}

async function ownerrezSecret(user: string): Promise<{ token: string; email: string }> {
	const { token, email } = await createOwnerrezToken({ urls }, { user });
	return { token, email };
}

async function isUsable(from: APIRequestContext, connectionId: string): Promise<boolean> {
	const { state }: { state: string } = await (await from.get(`/api/connections/${connectionId}`)).json();
	return state === "active" || state === "degraded";
}
