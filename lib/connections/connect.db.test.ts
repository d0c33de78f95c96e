import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { createOwnerrezToken, createRezstreamManualToken } from "@/sandbox/drive-consent";
import type { FaultRule } from "@/sandbox/http/faults";
import { completeConnect, FailedAttempt, getConnectProblem } from "./complete-connect";
import { connectManual, reconnectManual } from "./connect-manual";
import { getConnection } from "./get-connection";
import { listConnections } from "./list-connections";
import { parseStartForm, startConnect } from "./start-connect";
import { testActor, useTestWorld } from "./test-world";

const world = useTestWorld();

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});
afterEach(() => setClockOffset(0));

const INPUT = { multiTenant: true, scopes: [], returnTo: null, reconnectId: null };
const PROVIDERS = ["rezstream", "ownerrez"] as const;

async function problemOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
	} catch (error) {
		if (error instanceof FailedAttempt) return error.problem.problem;
		throw error;
	}
	throw new Error("expected the attempt to fail");
}

async function tokenRequests(): Promise<number> {
	const log = world.control().log();
	return log.filter(({ method, path }) => method === "POST" && /token$/.test(path)).length;
}

describe.each(PROVIDERS)("connecting %s through OAuth", (provider) => {
	it("stores connection, sealed credential, tenants and streams", async () => {
		const actor = testActor();
		const id = await world.connect(actor, provider);
		const connection = await getConnection(actor, id);
		expect(connection).toMatchObject({ provider, method: "oauth", state: "active" });
		expect(connection.tenants.length).toBe(provider === "rezstream" ? 4 : 1);
		expect(connection.tenants.every((tenant) => tenant.included && tenant.name !== "")).toBe(true);
		expect(connection.credential).toMatchObject({ refreshes: true, lastFour: null });
		expect(await db().stream.count({ where: { connectionId: id } })).toBeGreaterThan(0);
	});

	it("S-25 leaves no token in any table", async () => {
		await world.connect(testActor(), provider);
		expect(await tablesContaining("CANARY_")).toEqual([]);
	});

	it("S-01 starts with a fresh state of at least 128 bits and keeps only its hash", async () => {
		const states = new Set<string>();
		for (let i = 0; i < 15; i++) {
			const url = await startConnect(testActor(), provider, INPUT);
			states.add(url.searchParams.get("state") ?? "");
		}
		expect(states.size).toBe(15);
		for (const state of states) {
			expect(state).toMatch(/^[A-Za-z0-9_-]{22,}$/);
			expect(await tablesContaining(state)).toEqual([]);
		}
	});

	it("S-11 refuses a missing, unknown or altered state before any token request", async () => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		for (const state of [null, "", "unknown", `${callback.searchParams.get("state")}x`]) {
			const params = new URLSearchParams(callback.searchParams);
			if (state === null) params.delete("state");
			else params.set("state", state);
			expect(await problemOf(completeConnect(actor, provider, params))).toBe("bad_state");
		}
		expect(await tokenRequests()).toBe(0);
		expect(await db().auditEvent.count({ where: { action: "connect.callback.rejected" } })).toBe(4);
	});

	it("S-12 refuses another browser's session", async () => {
		const callback = await world.leaveAndApprove(testActor(), provider);
		expect(await problemOf(completeConnect(testActor(), provider, callback.searchParams))).toBe("other_session");
		expect(await tokenRequests()).toBe(0);
	});

	it("S-13 does nothing when a used callback is replayed", async () => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		await completeConnect(actor, provider, callback.searchParams);
		const requests = await tokenRequests();
		expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe("replayed");
		expect(await tokenRequests()).toBe(requests);
		expect((await listConnections(actor)).items).toHaveLength(1);
	});

	it("S-14 refuses a state on the other provider's callback", async () => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		const other = provider === "rezstream" ? "ownerrez" : "rezstream";
		expect(await problemOf(completeConnect(actor, other, callback.searchParams))).toBe("other_provider");
		expect(await tokenRequests()).toBe(0);
	});

	it("S-07 refuses an attempt older than 10 minutes", async () => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		setClockOffset(11 * 60_000);
		expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe("expired");
		expect(await tokenRequests()).toBe(0);
	});

	it("says denied, keeps the provider's words shortened, and leaves no connection", async () => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider, { deny: true });
		callback.searchParams.set("error_description", `<img src=x onerror=alert(1)>${"x".repeat(1000)}`);
		let failed: FailedAttempt | undefined;
		try {
			await completeConnect(actor, provider, callback.searchParams);
		} catch (error) {
			if (error instanceof FailedAttempt) failed = error;
		}
		expect(failed?.problem.problem).toBe("denied");
		const told = await getConnectProblem(actor, failed?.attemptId ?? "");
		expect(told?.detail?.length).toBeLessThanOrEqual(201);
		expect(await getConnectProblem(testActor(), failed?.attemptId ?? "")).toBeNull();
		expect(await db().connection.count()).toBe(0);
	});

	it.each<[string, FaultRule, string]>([
		["the token endpoint is down", { pathPattern: "token$", kind: "status", status: 503 }, "provider_unavailable"],
		["the token endpoint answers HTML", { pathPattern: "token$", kind: "html" }, "provider_rejected"],
		[
			"the token endpoint redirects",
			{ pathPattern: "token$", kind: "redirect", host: "http://127.0.0.1:9" },
			"provider_rejected",
		],
		[
			"the account cannot be read",
			{ pathPattern: "tokendetails$|users/me$", kind: "status", status: 503 },
			"provider_unavailable",
		],
	])("leaves no connection when %s", async (_name, rule, problem) => {
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		world.control().addFault(rule);
		expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe(problem);
		expect(await db().connection.count()).toBe(0);
		expect(await db().credential.count()).toBe(0);
		expect(await db().tenant.count()).toBe(0);
	});

	it("says that the provider refused a wrong client secret, and leaves no connection", async () => {
		const name = provider === "rezstream" ? "REZSTREAM_CLIENT_SECRET" : "OWNERREZ_CLIENT_SECRET";
		const right = process.env[name];
		const actor = testActor();
		const callback = await world.leaveAndApprove(actor, provider);
		process.env[name] = "wrong-secret";
		forgetEnvironment();
		try {
			expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe("provider_rejected");
		} finally {
			process.env[name] = right;
			forgetEnvironment();
		}
		expect(await db().connection.count()).toBe(0);
	});

	it("refuses an account that is connected already, and gives the new grant back", async () => {
		const actor = testActor();
		const id = await world.connect(actor, provider);
		world.control().clearLog();
		const callback = await world.leaveAndApprove(actor, provider);
		expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe("already_connected");
		expect((await listConnections(actor)).items.map((connection) => connection.id)).toEqual([id]);
		const revocations = world
			.control()
			.log()
			.filter(({ method, path }) => method === "DELETE" || /revocation/.test(path));
		expect(revocations.length).toBeGreaterThan(0);
	});

	it("renews a connection in place, and refuses another account for it", async () => {
		const actor = testActor();
		const names = world.tenantNames(provider);
		const [first = "", second = ""] = names;
		const consent = (name: string) => (provider === "rezstream" ? { tenants: [name] } : { user: name });
		const id = await world.connect(actor, provider, consent(first));
		const before = await getConnection(actor, id);
		expect(await world.connect(actor, provider, consent(first), id)).toBe(id);
		expect((await getConnection(actor, id)).credential?.fingerprint).not.toBe(before.credential?.fingerprint);
		const callback = await world.leaveAndApprove(actor, provider, consent(second), id);
		expect(await problemOf(completeConnect(actor, provider, callback.searchParams))).toBe("other_account");
		expect((await getConnection(actor, id)).account).toBe(before.account);
	});

	it("is not open to viewers, nor without a browser session", async () => {
		await expect(startConnect(testActor("viewer"), provider, INPUT)).rejects.toMatchObject({ code: "forbidden" });
		const program = { ...testActor(), sessionId: null };
		await expect(startConnect(program, provider, INPUT)).rejects.toMatchObject({ code: "forbidden" });
		expect(await db().connectAttempt.count()).toBe(0);
	});
});

describe("starting", () => {
	it("S-02 sends PKCE and several tenants to rezStream, and keeps the verifier sealed", async () => {
		const url = await startConnect(testActor(), "rezstream", INPUT);
		expect(url.searchParams.get("code_challenge_method")).toBe("S256");
		expect(url.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
		expect(url.searchParams.get("multiTenant")).toBe("true");
		expect(url.searchParams.get("scope")?.split(" ")).toContain("offline_access");
		expect(url.searchParams.get("redirect_uri")).toBe("http://localhost:3999/oauth/rezstream/callback");
	});

	it("S-10 is limited per operator, others are unaffected", async () => {
		const actor = testActor();
		let refused: unknown;
		for (let i = 0; i < 25 && refused === undefined; i++) {
			await startConnect(actor, "ownerrez", INPUT).catch((error: unknown) => {
				refused = error;
			});
		}
		expect(refused).toMatchObject({ code: "rate_limited" });
		await expect(startConnect(testActor(), "ownerrez", INPUT)).resolves.toBeInstanceOf(URL);
	});

	it("S-08 refuses fields it does not know", () => {
		expect(() => parseStartForm(new URLSearchParams({ issuer: "https://evil.test" }))).toThrow();
		expect(() => parseStartForm(new URLSearchParams({ authorization_endpoint: "x" }))).toThrow();
	});

	it("refuses a permission that the provider does not offer", async () => {
		await expect(startConnect(testActor(), "rezstream", { ...INPUT, scopes: ["everything"] })).rejects.toMatchObject({
			code: "invalid_input",
		});
	});

	it.each([
		["/connections", "/connections"],
		["//evil.test", null],
		["/%2f%2fevil", null],
	])("S-19 comes back to paths of our own only: %j", async (returnTo, kept) => {
		await startConnect(testActor(), "ownerrez", { ...INPUT, returnTo });
		expect((await db().connectAttempt.findFirstOrThrow()).returnTo).toBe(kept);
	});
});

describe("connecting with a hand-made token", () => {
	it("connects both providers and shows the fingerprint only", async () => {
		const actor = testActor();
		const [tenant = ""] = world.tenantNames("rezstream");
		const { token } = await createRezstreamManualToken(world.sandbox(), { tenant, scopes: ["guest_communication"] });
		const id = await connectManual(actor, { provider: "rezstream", token });
		const connection = await getConnection(actor, id);
		expect(connection).toMatchObject({ method: "manual", tenantNames: [tenant], state: "active" });
		expect(JSON.stringify(connection)).not.toContain(token);

		const [user = ""] = world.tenantNames("ownerrez");
		const pat = await createOwnerrezToken(world.sandbox(), { user });
		const second = await connectManual(actor, { provider: "ownerrez", ...pat });
		expect((await getConnection(actor, second)).tenants).toHaveLength(1);
		expect(await tablesContaining("CANARY_")).toEqual([]);
	});

	it("S-35 refuses a wrong token and stores nothing", async () => {
		const actor = testActor();
		for (const input of [
			{ provider: "rezstream", token: "CANARY_WRONG_TOKEN" },
			{ provider: "ownerrez", token: "pt_CANARY_WRONG_TOKEN", email: "nobody@example.test" },
		]) {
			await expect(connectManual(actor, input)).rejects.toMatchObject({ code: "invalid_input" });
		}
		expect(await db().connection.count()).toBe(0);
		expect(await tablesContaining("CANARY_WRONG")).toEqual([]);
	});

	it("refuses a token without the permission that reservations need", async () => {
		const [tenant = ""] = world.tenantNames("rezstream");
		const { token } = await createRezstreamManualToken(world.sandbox(), { tenant, scopes: ["revenue_management"] });
		await expect(connectManual(testActor(), { provider: "rezstream", token })).rejects.toMatchObject({
			userMessage: expect.stringMatching(/did not grant|permit/),
		});
		expect(await db().connection.count()).toBe(0);
	});

	it("asks for the e-mail where the provider needs it", async () => {
		await expect(connectManual(testActor(), { provider: "ownerrez", token: "pt_12345678" })).rejects.toMatchObject({
			code: "invalid_input",
			issues: [expect.objectContaining({ path: "email" })],
		});
	});

	it("F-43 refuses a third account of the day before any request", async () => {
		const actor = testActor();
		const users = world.tenantNames("ownerrez");
		for (const user of users.slice(0, 2)) {
			await connectManual(actor, { provider: "ownerrez", ...(await createOwnerrezToken(world.sandbox(), { user })) });
		}
		const third = await createOwnerrezToken(world.sandbox(), { user: users[2] ?? "" });
		world.control().clearLog();
		await expect(connectManual(actor, { provider: "ownerrez", ...third })).rejects.toMatchObject({
			code: "conflict",
			userMessage: expect.stringContaining("2 accounts within 24 hours"),
		});
		expect(
			world
				.control()
				.log()
				.filter(({ server }) => server === "ownerApi"),
		).toEqual([]);
		setClockOffset(25 * 60 * 60_000);
		await expect(connectManual(actor, { provider: "ownerrez", ...third })).rejects.not.toMatchObject({
			code: "conflict",
		});
	});

	it("S-22 refuses another account's token at reconnect", async () => {
		const actor = testActor();
		const [first = "", second = ""] = world.tenantNames("rezstream");
		const make = async (tenant: string) =>
			(await createRezstreamManualToken(world.sandbox(), { tenant, scopes: ["guest_communication"] })).token;
		const id = await connectManual(actor, { provider: "rezstream", token: await make(first) });
		await expect(reconnectManual(actor, id, { token: await make(second) })).rejects.toMatchObject({
			problem: "other_account",
		});
		await reconnectManual(actor, id, { token: await make(first) });
		expect((await getConnection(actor, id)).tenantNames).toEqual([first]);
	});
});

/** Names of the tables in which some column, as text, holds the given string. */
async function tablesContaining(text: string): Promise<string[]> {
	const tables = await db().$queryRaw<{ name: string }[]>`
		SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
		WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`;
	const found: string[] = [];
	for (const { name } of tables) {
		const [row] = await db().$queryRawUnsafe<{ hit: boolean }[]>(
			`SELECT EXISTS (SELECT 1 FROM ${name} AS t WHERE t::text LIKE '%' || $1 || '%') AS hit`,
			text,
		);
		if (row?.hit) found.push(name);
	}
	return found;
}
