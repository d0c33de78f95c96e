import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveRezstream, createRezstreamManualToken } from "./drive-consent";
import type { Sandbox } from "./sandbox";
import { REZ_CALLBACK, RezClient, startSmall } from "./test-client";

let sandbox: Sandbox;
let client: RezClient;

beforeAll(async () => {
	sandbox = await startSmall();
	client = new RezClient(sandbox);
});
afterAll(() => sandbox.close());

const tenantNames = () =>
	sandbox.control
		.world()
		.accounts.filter((a) => a.provider === "rezstream")
		.map((a) => a.name);

async function tenantsOf(token: string) {
	const details = (await (await client.get("/auth/tokendetails", token)).json()) as {
		tenants: { name: string }[];
		multiTenant: boolean;
	};
	return { names: details.tenants.map(({ name }) => name), multiTenant: details.multiTenant };
}

describe("rezStream account server", () => {
	it("publishes its endpoints, PKCE, scopes and body client authentication", async () => {
		const url = `${sandbox.urls.rezAccount}/.well-known/openid-configuration`;
		const document = (await (await fetch(url)).json()) as Record<string, unknown>;
		expect(document).toMatchObject({
			issuer: sandbox.urls.rezAccount,
			authorization_endpoint: `${sandbox.urls.rezAccount}/connect/authorize`,
			token_endpoint: `${sandbox.urls.rezAccount}/connect/token`,
			revocation_endpoint: `${sandbox.urls.rezAccount}/connect/revocation`,
			introspection_endpoint: `${sandbox.urls.rezAccount}/connect/introspect`,
			userinfo_endpoint: `${sandbox.urls.rezAccount}/connect/userinfo`,
			end_session_endpoint: `${sandbox.urls.rezAccount}/connect/endsession`,
			code_challenge_methods_supported: ["S256"],
			token_endpoint_auth_methods_supported: ["client_secret_post"],
			authorization_response_iss_parameter_supported: true,
		});
		expect(document.scopes_supported).toEqual(
			expect.arrayContaining(["offline_access", "guest_communication", "revenue_management", "openid"]),
		);
		sandbox.control.settings({ discoveryWithoutRevocation: true });
		expect(await (await fetch(url)).json()).not.toHaveProperty("revocation_endpoint");
		sandbox.control.settings({ discoveryWithoutRevocation: false });
	});

	it("connects one tenant, or several with multiTenant=true, with state, iss and marked tokens", async () => {
		const { url, state } = client.authorizeUrl();
		const back = new URL(await approveRezstream(url));
		expect(back.href.startsWith(REZ_CALLBACK)).toBe(true);
		expect(back.searchParams.get("state")).toBe(state);
		expect(back.searchParams.get("iss")).toBe(sandbox.urls.rezAccount);
		expect(back.searchParams.get("code")).toMatch(/^CANARY_CODE_/);

		const [first = "", second = "", third = ""] = tenantNames();
		const one = await client.connect({ tenants: [second] });
		expect(one).toMatchObject({ status: 200, expires_in: 900, token_type: "Bearer" });
		expect(one.access_token).toMatch(/^CANARY_AT_/);
		expect(one.refresh_token).toMatch(/^CANARY_RT_/);
		expect(await tenantsOf(one.access_token)).toEqual({ names: [second], multiTenant: false });
		await expect(client.connect({ tenants: [first, second] })).rejects.toThrow("Pick one business");

		const many = await client.connect({ tenants: [first, third] }, { multiTenant: "true" });
		expect(await tenantsOf(many.access_token)).toEqual({ names: [first, third], multiTenant: true });
		expect((await client.get("/auth/tokendetails", one.access_token)).status).toBe(200);
	});

	it("tells of a denied consent, and keeps a wrong redirect URI to itself", async () => {
		const { url, state } = client.authorizeUrl();
		const back = new URL(await approveRezstream(url, { deny: true }));
		expect(back.searchParams.get("error")).toBe("access_denied");
		expect(back.searchParams.get("state")).toBe(state);
		expect(back.searchParams.get("iss")).toBe(sandbox.urls.rezAccount);
		const wrong = await fetch(client.authorizeUrl({ redirect_uri: "http://localhost:3000/elsewhere" }).url, {
			redirect: "manual",
		});
		expect(wrong.status).toBe(400);
	});

	it("checks the PKCE verifier and the client secret, and takes a code once", async () => {
		const { url, verifier } = client.authorizeUrl();
		const code = new URL(await approveRezstream(url)).searchParams.get("code") ?? "";
		const fields = { grant_type: "authorization_code", code, redirect_uri: REZ_CALLBACK, code_verifier: verifier };
		expect(await client.token({ ...fields, client_secret: "wrong" })).toMatchObject({
			status: 401,
			error: "invalid_client",
		});
		expect(await client.token({ ...fields, code_verifier: "x".repeat(43) })).toMatchObject({ error: "invalid_grant" });
		const again = client.authorizeUrl();
		const good = new URL(await approveRezstream(again.url)).searchParams.get("code") ?? "";
		const redeem = () => client.token({ ...fields, code: good, code_verifier: again.verifier });
		expect((await redeem()).status).toBe(200);
		expect(await redeem()).toMatchObject({ status: 400, error: "invalid_grant" });
	});

	it("rotates refresh tokens and kills the whole grant when a spent one comes back", async () => {
		const first = await client.connect();
		const second = await client.refresh(first.refresh_token);
		expect(second.status).toBe(200);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await client.get("/inventory/business", second.access_token)).status).toBe(200);
		const before = sandbox.control.counters().rezstreamReuse;
		expect(await client.refresh(first.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" });
		expect(sandbox.control.counters().rezstreamReuse).toBe(before + 1);
		expect((await client.get("/inventory/business", second.access_token)).status).toBe(401);
		expect(await client.refresh(second.refresh_token)).toMatchObject({ error: "invalid_grant" });
	});

	it("gives no refresh token without offline_access", async () => {
		const token = await client.connect({}, { scope: "guest_communication" });
		expect(token.refresh_token ?? null).toBeNull();
	});

	it("revokes: an access token alone, a refresh token with everything", async () => {
		const first = await client.connect();
		expect((await client.revoke(first.access_token, "access_token")).status).toBe(200);
		expect((await client.get("/inventory", first.access_token)).status).toBe(401);
		const second = await client.refresh(first.refresh_token);
		expect(second.status).toBe(200);
		expect((await client.revoke(second.refresh_token ?? "", "refresh_token")).status).toBe(200);
		expect((await client.get("/inventory", second.access_token)).status).toBe(401);
		expect(await client.refresh(second.refresh_token)).toMatchObject({ error: "invalid_grant" });
		expect((await client.revoke("CANARY_AT_unknown", "access_token")).status).toBe(200);

		sandbox.control.settings({ revokeKeepsTokenAlive: true });
		const third = await client.connect();
		expect((await client.revoke(third.refresh_token ?? "", "refresh_token")).status).toBe(200);
		expect((await client.get("/inventory", third.access_token)).status).toBe(200);
		sandbox.control.settings({ revokeKeepsTokenAlive: false });
	});

	it("introspects, and signs people on with a JWT identity token", async () => {
		const api = await client.connect();
		const seen = await (await client.form("/connect/introspect", { token: api.access_token })).json();
		expect(seen).toMatchObject({ active: true, client_id: sandbox.clients.rezstream.id });
		const person = await client.connect({}, { scope: "openid profile", nonce: "n-1" });
		const [, payload = ""] = (person.id_token ?? "").split(".");
		const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
		expect(claims).toMatchObject({ iss: sandbox.urls.rezAccount, aud: sandbox.clients.rezstream.id, nonce: "n-1" });
		const info = await fetch(`${sandbox.urls.rezAccount}/connect/userinfo`, {
			headers: { authorization: `Bearer ${person.access_token}` },
		});
		expect(await info.json()).toMatchObject({ sub: claims.sub, name: "Robin Ashby" });
		expect((await client.get("/auth/tokendetails", person.access_token)).status).toBe(401);
	});

	it("makes manual tokens in the portal, shows them once, and revokes tokens and apps there", async () => {
		const [name = ""] = tenantNames();
		const { token, tenantId } = await createRezstreamManualToken(sandbox, {
			tenant: name,
			scopes: ["guest_communication"],
		});
		expect(token).toMatch(/^CANARY_AT_/);
		expect((await client.get("/reservations/byDate?from=2026-01-01&to=2026-12-31", token)).status).toBe(200);
		expect((await client.get("/rates/reserved/byDate?from=2026-01-01", token)).status).toBe(403);
		const page = `${sandbox.urls.rezAccount}/portal/${tenantId}`;
		const html = await (await fetch(page)).text();
		expect(html).not.toContain(token);
		const id = /revoke-token"><input type="hidden" name="id" value="([^"]+)"/.exec(html)?.[1] ?? "";
		await fetch(`${page}/revoke-token`, { method: "POST", body: new URLSearchParams({ id }) });
		expect((await client.get("/inventory", token)).status).toBe(401);

		const app = await client.connect({ tenants: [tenantId] });
		const grants = [
			...(await (await fetch(page)).text()).matchAll(/revoke-app"><input type="hidden" name="id" value="([^"]+)"/g),
		];
		for (const [, grant = ""] of grants) {
			await fetch(`${page}/revoke-app`, { method: "POST", body: new URLSearchParams({ id: grant }) });
		}
		expect((await client.get("/inventory", app.access_token)).status).toBe(401);
		expect(await client.refresh(app.refresh_token)).toMatchObject({ error: "invalid_grant" });
	});
});

describe("rezStream token lifetimes", () => {
	it("ends an access token by the sandbox's clock", async () => {
		let ahead = 0;
		const mine = await startSmall({ accessTokenSeconds: 60, now: () => new Date(Date.now() + ahead) });
		try {
			const other = new RezClient(mine);
			const token = await other.connect();
			expect(token.expires_in).toBe(60);
			expect((await other.get("/inventory/business", token.access_token)).status).toBe(200);
			ahead = 61_000;
			expect((await other.get("/inventory/business", token.access_token)).status).toBe(401);
			expect((await other.refresh(token.refresh_token)).status).toBe(200);
		} finally {
			await mine.close();
		}
	});
});
