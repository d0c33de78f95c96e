import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { getConnection } from "./get-connection";
import { testActor, useTestWorld } from "./test-world";
import { ConnectionStopped, withAccess } from "./with-access";

const world = useTestWorld({ reservations: 100 });

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
});
afterEach(() => setClockOffset(0));

/** Later than the access token's end, earlier than anything else's. */
const TOKEN_EXPIRED_MS = 16 * 60_000;
/** Inside the margin in which a token is renewed ahead, before its end. */
const NEARLY_EXPIRED_MS = 14 * 60_000;

async function refreshRequests(): Promise<number> {
	return world
		.control()
		.log()
		.filter(({ form }) => form?.some(([, value]) => value === "refresh_token")).length;
}

async function connect(): Promise<string> {
	const id = await world.connect(testActor(), "rezstream");
	world.control().clearLog();
	return id;
}

const identify = (id: string) => withAccess(id, { lane: "person" }, (context, provider) => provider.identify(context));

describe("renewing an access token", () => {
	it("F-33 sends one request for 60 callers in two processes, and all go on with the new token", async () => {
		const id = await connect();
		setClockOffset(TOKEN_EXPIRED_MS);
		vi.resetModules();
		// A second copy of the modules shares nothing in memory with the first, as another process would.
		const other = await import("./with-access");
		const otherClock = await import("@/lib/clock");
		otherClock.setClockOffset(TOKEN_EXPIRED_MS);
		const calls = Array.from({ length: 60 }, (_, i) =>
			i % 2 === 0
				? identify(id)
				: other.withAccess(id, { lane: "person" }, (context, provider) => provider.identify(context)),
		);
		const answers = await Promise.all(calls);
		expect(new Set(answers.map((identity) => identity.accountKey)).size).toBe(1);
		expect(await refreshRequests()).toBe(1);
		expect((await getConnection(testActor(), id)).state).toBe("active");
	});

	it("renews once on a 401 that means a dead token, and repeats the call", async () => {
		const id = await connect();
		world.control().addFault({ kind: "status", status: 401, pathPattern: "tokendetails", times: 1 });
		await identify(id);
		expect(await refreshRequests()).toBe(1);
		expect((await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation).toBe(2);
	});

	it("F-37 goes on with the valid token while the token endpoint is down, and flags nothing", async () => {
		const id = await connect();
		world.control().addFault({ kind: "status", status: 503, pathPattern: "token$" });
		setClockOffset(NEARLY_EXPIRED_MS);
		await identify(id);
		await identify(id);
		expect(await refreshRequests()).toBe(1);
		const connection = await getConnection(testActor(), id);
		expect(connection.state).toBe("active");
		expect(connection.credential?.refreshFailingSince).not.toBeNull();
	});

	it("F-38 asks once after the customer revoked, then says so and stays quiet", async () => {
		const id = await connect();
		world.control().killTokens({ provider: "rezstream" });
		await expect(identify(id)).rejects.toMatchObject({ kind: expect.stringMatching(/grant_invalid|unauthorized/) });
		const connection = await getConnection(testActor(), id);
		expect(connection.state).toBe("needs_reconnect");
		expect(connection.reason).toContain("Reconnect");
		expect(await refreshRequests()).toBe(1);
		world.control().clearLog();
		await expect(identify(id)).rejects.toThrow(ConnectionStopped);
		expect(world.control().log()).toEqual([]);
		const flagged = await db().auditEvent.count({ where: { action: "connection.needs_reconnect", targetId: id } });
		expect(flagged).toBe(1);
	});

	it("F-35 ends in needs reconnect when the rotated token's answer was lost, without a loop", async () => {
		const id = await connect();
		world.control().addFault({ kind: "drop_token_response", pathPattern: "token$", times: 1 });
		setClockOffset(TOKEN_EXPIRED_MS);
		await expect(identify(id)).rejects.toMatchObject({ name: "ProviderError" });
		setClockOffset(TOKEN_EXPIRED_MS + 60_000);
		await expect(identify(id)).rejects.toMatchObject({ kind: "grant_invalid" });
		expect(await refreshRequests()).toBe(2);
		const connection = await getConnection(testActor(), id);
		expect(connection.state).toBe("needs_reconnect");
		expect(connection.reason).toContain("never arrived");
	});

	it("S-26 sends nothing with a credential moved from another row", async () => {
		const first = await world.connect(testActor(), "rezstream");
		const second = await world.connect(testActor(), "ownerrez");
		await db().$executeRaw`
			UPDATE credential SET sealed = (SELECT sealed FROM credential WHERE connection_id = ${first})
			WHERE connection_id = ${second}`;
		world.control().clearLog();
		await expect(identify(second)).rejects.toMatchObject({ code: "needs_reconnect" });
		expect(world.control().log()).toEqual([]);
		expect((await getConnection(testActor(), second)).state).toBe("needs_reconnect");
		expect((await getConnection(testActor(), first)).state).toBe("active");
		await identify(first);
	});
});
