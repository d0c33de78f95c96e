import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { createOwnerrezToken } from "@/sandbox/drive-consent";
import { connectManual } from "./connect-manual";
import { deleteConnection } from "./delete-data";
import { getConnection } from "./get-connection";
import { dueRevocations, processRevocation } from "./process-revocation";
import { revokeConnection } from "./revoke-connection";
import { testActor, useTestWorld } from "./test-world";
import { ConnectionStopped, withAccess } from "./with-access";

const world = useTestWorld({ reservations: 100 });
const actor = testActor();
const NO_CHOICE = { deleteData: false, force: false };

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().settings({ revokeKeepsTokenAlive: false, discoveryWithoutRevocation: false });
});
afterEach(() => setClockOffset(0));

async function work(id: string): Promise<void> {
	for (const due of await dueRevocations()) if (due === id) await processRevocation(id);
}

function stepStates(connection: Awaited<ReturnType<typeof getConnection>>): Record<string, string> {
	return Object.fromEntries((connection.revocation?.steps ?? []).map((step) => [step.key, step.state]));
}

describe.each(["rezstream", "ownerrez"] as const)("revoking a connection of %s", (provider) => {
	it("S-39 S-43 tells the provider, proves the old token dead, and destroys the secret", async () => {
		const id = await world.connect(actor, provider);
		world.control().clearLog();
		await revokeConnection(actor, id, NO_CHOICE);
		expect((await getConnection(actor, id)).state).toBe("revoking");
		await work(id);
		const connection = await getConnection(actor, id);
		expect(connection.state).toBe("revoked");
		expect(connection.revocation?.outcome).toBe("proven");
		expect(stepStates(connection)).toEqual({
			jobs_stopped: "done",
			refresh_token: provider === "rezstream" ? "done" : "skipped",
			access_token: "done",
			proof: "done",
			secret_destroyed: "done",
		});
		expect(connection.credential).toBeNull();
		expect(await db().credential.count()).toBe(0);
		const told = world
			.control()
			.log()
			.filter(({ method, path }) => method === "DELETE" || /revocation$/.test(path));
		const hints = told.map(({ form }) => form?.find(([name]) => name === "token_type_hint")?.[1]);
		if (provider === "rezstream") expect(hints).toEqual(["refresh_token", "access_token"]);
		expect(told.length).toBeGreaterThan(0);
	});

	it("S-40 lets no request leave with the token after the person confirmed, but the revocation's own", async () => {
		const id = await world.connect(actor, provider);
		const inFlight = withAccess(id, { lane: "fill" }, async (context, adapter) => {
			await revokeConnection(actor, id, NO_CHOICE);
			world.control().clearLog();
			return adapter.identify(context);
		});
		await expect(inFlight).rejects.toThrow(ConnectionStopped);
		expect(world.control().log()).toEqual([]);
		await expect(withAccess(id, { lane: "person" }, (context, adapter) => adapter.identify(context))).rejects.toThrow(
			ConnectionStopped,
		);
		expect(world.control().log()).toEqual([]);
	});

	it("S-42 stays pending and visible while the provider is down, and ends by itself", async () => {
		const id = await world.connect(actor, provider);
		world.control().addFault({ kind: "status", status: 503 });
		await revokeConnection(actor, id, NO_CHOICE);
		await work(id);
		const pending = await getConnection(actor, id);
		expect(pending.state).toBe("revoking");
		expect(pending.revocation).toMatchObject({ outcome: "pending", finishedAt: null, attempts: 1 });
		expect(pending.revocation?.nextTryAt).not.toBeNull();
		expect(pending.credential).not.toBeNull();
		await work(id);
		expect((await getConnection(actor, id)).revocation?.attempts).toBe(1);
		setClockOffset(30_000);
		await work(id);
		expect((await getConnection(actor, id)).revocation?.attempts).toBe(2);
		world.control().clearFaults();
		setClockOffset(2 * 60 * 60_000);
		await work(id);
		expect((await getConnection(actor, id)).state).toBe("revoked");
	});

	it("S-43 never says revoked while the provider still accepts the token", async () => {
		const id = await world.connect(actor, provider);
		world.control().settings({ revokeKeepsTokenAlive: true });
		await revokeConnection(actor, id, NO_CHOICE);
		await work(id);
		const alive = await getConnection(actor, id);
		expect(alive.state).toBe("revoking");
		expect(alive.revocation?.outcome).toBe("still_alive");
		expect(stepStates(alive).proof).toBe("failed");
		world.control().settings({ revokeKeepsTokenAlive: false });
		setClockOffset(60_000);
		await work(id);
		expect((await getConnection(actor, id)).state).toBe("revoked");
	});

	it("forgets at once when forced, and says that the provider was not told", async () => {
		const id = await world.connect(actor, provider);
		world.control().addFault({ kind: "status", status: 503 });
		await revokeConnection(actor, id, NO_CHOICE);
		await work(id);
		await revokeConnection(actor, id, { deleteData: false, force: true });
		await work(id);
		const connection = await getConnection(actor, id);
		expect(connection.state).toBe("revoked_local_only");
		expect(connection.reason).toContain("Removed here only");
		expect(await db().credential.count()).toBe(0);
	});

	it("keeps the mirrored data, or deletes it, as chosen", async () => {
		const id = await world.connect(actor, provider);
		await revokeConnection(actor, id, NO_CHOICE);
		await work(id);
		expect(await db().tenant.count()).toBeGreaterThan(0);
		await deleteConnection(actor, id);
		expect(await db().tenant.count()).toBe(0);
		expect(await db().connection.count()).toBe(0);

		const second = await world.connect(actor, provider);
		await revokeConnection(actor, second, { deleteData: true, force: false });
		await work(second);
		const connection = await getConnection(actor, second);
		expect(stepStates(connection).data_deleted).toBe("done");
		expect(connection.tenants).toEqual([]);
	});
});

describe("revoking", () => {
	it("S-41 of a hand-made token removes it here only and points to the vendor", async () => {
		const [user = ""] = world.tenantNames("ownerrez");
		const pat = await createOwnerrezToken(world.sandbox(), { user });
		const id = await connectManual(actor, { provider: "ownerrez", ...pat });
		world.control().clearLog();
		await revokeConnection(actor, id, NO_CHOICE);
		await work(id);
		const connection = await getConnection(actor, id);
		expect(connection.state).toBe("revoked_local_only");
		expect(connection.revocation?.outcome).toBe("local_only");
		expect(stepStates(connection)).toMatchObject({
			access_token: "skipped",
			proof: "skipped",
			secret_destroyed: "done",
		});
		expect(world.control().log()).toEqual([]);
	});

	it("S-41 without a revocation endpoint in discovery claims nothing", async () => {
		world.control().settings({ discoveryWithoutRevocation: true });
		const id = await world.connect(actor, "rezstream");
		setClockOffset(2 * 60 * 60_000); // the adapter keeps a discovery document for an hour at most
		await revokeConnection({ ...actor, provenAt: now() }, id, NO_CHOICE);
		await work(id);
		expect((await getConnection(actor, id)).state).toBe("revoked_local_only");
	});

	it("F-71 lets one of two operators win, the other learns of it", async () => {
		const id = await world.connect(actor, "rezstream");
		const answers = await Promise.allSettled([
			revokeConnection(testActor(), id, NO_CHOICE),
			revokeConnection(testActor(), id, NO_CHOICE),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(answers.find((a) => a.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
	});

	it("needs the right, a fresh proof, and a connection in sight", async () => {
		const id = await world.connect(actor, "rezstream");
		await expect(revokeConnection(testActor("viewer"), id, NO_CHOICE)).rejects.toMatchObject({ code: "forbidden" });
		const stale = { ...testActor(), provenAt: new Date(now().getTime() - 6 * 60_000) };
		await expect(revokeConnection(stale, id, NO_CHOICE)).rejects.toMatchObject({ code: "reauth_required" });
		await expect(revokeConnection(testActor("operator", []), id, NO_CHOICE)).rejects.toMatchObject({
			code: "not_found",
		});
		await expect(revokeConnection(actor, "con_unknown", NO_CHOICE)).rejects.toMatchObject({ code: "not_found" });
		await expect(deleteConnection(actor, id)).rejects.toMatchObject({ code: "conflict" });
		expect((await getConnection(actor, id)).state).toBe("active");
	});
});
