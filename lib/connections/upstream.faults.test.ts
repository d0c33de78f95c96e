import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockSpeed } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { ProviderError, toAppError } from "@/lib/errors";
import { runStream } from "@/lib/sync/run-stream";
import {
	dataRequests,
	expectMirrorEqualsTruth,
	expectNoGhostRuns,
	expectRequestsWithin,
	expectToldTruth,
} from "@/lib/sync/test-sync";
import { moveTo, workOn, workThrough } from "./test-time";
import { testActor, useTestWorld } from "./test-world";
import { withAccess } from "./with-access";

const world = useTestWorld({ reservations: 80, rezstreamTenants: 5, ownerrezUsers: 2 });
const actor = testActor();
const NEVER = new AbortController().signal;
const MINUTE = 60_000;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
});
afterEach(async () => {
	await moveTo(0);
});

type ProviderId = "rezstream" | "ownerrez";
const PROVIDERS = ["rezstream", "ownerrez"] as const;
const API = { rezstream: "rezApi", ownerrez: "ownerApi" } as const;
const LISTS = "byDate$|bookings$|updated$";

async function connected(provider: ProviderId): Promise<string> {
	const tenants = world.tenantNames("rezstream").slice(0, 1);
	const id = await world.connect(actor, provider, provider === "rezstream" ? { tenants } : {});
	world.control().clearLog();
	return id;
}

async function populated(provider: ProviderId): Promise<string> {
	const id = await connected(provider);
	await workOn([id]);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	world.control().clearLog();
	return id;
}

/** Something to find afterwards, so that equality means something. */
async function changeOne(id: string): Promise<void> {
	const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
	world.control().change({ provider: tenant.provider as ProviderId, tenant: tenant.remoteId, op: "update" }, 2);
}

/** Quiet again: everything due, also what waits out a back-off, is done. */
async function recovers(id: string, at: number): Promise<void> {
	world.control().clearFaults();
	await moveTo(at);
	await workOn([id]);
	await moveTo(at + 20 * MINUTE);
	await workOn([id]);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	await expectNoGhostRuns();
	await expectToldTruth(actor, id, { state: "active" });
}

describe.each(PROVIDERS)("a broken provider: %s", (provider) => {
	it("F-16 asks a failing provider at most 8 times in a minute, says upstream trouble, and recovers by itself", async () => {
		const id = await populated(provider);
		await changeOne(id);
		world.control().addFault({ kind: "status", status: 503, server: API[provider] });
		await workThrough([id], { from: 10 * MINUTE, to: 11 * MINUTE, step: 2_000 });
		expect(expectRequestsWithin(world.control(), 8)).toBeGreaterThanOrEqual(2);
		await expectToldTruth(actor, id, {
			state: "degraded",
			reason: /does not answer properly.*tries again by itself/,
			run: /503/,
			goesOn: true,
		});
		await recovers(id, 30 * MINUTE);
	});

	it("F-18 keeps nothing of a page that broke off, and reads it again", async () => {
		const id = await connected(provider);
		const broken = [
			{ kind: "truncate" as const },
			{ kind: "drop_connection" as const },
			{ kind: "replace_body" as const, body: '[{"id": "1", "arriv' },
		];
		for (const [i, fault] of broken.entries()) {
			world.control().addFault({ ...fault, server: API[provider], pathPattern: LISTS });
			await moveTo((i + 1) * 20 * MINUTE);
			await workOn([id]);
			expect(await db().reservation.count()).toBe(0);
			world.control().clearFaults();
		}
		await expectToldTruth(actor, id, { state: "degraded", goesOn: true });
		await recovers(id, 80 * MINUTE);
	});

	it("F-19 gives up a body of one byte at a time within the deadline, and frees the stream", async () => {
		const id = await populated(provider);
		await changeOne(id);
		await moveTo(10 * MINUTE);
		world.control().addFault({ kind: "slow_body", delayMs: 300, server: API[provider], times: 1 });
		// The deadline of 30 s passes in half a second.
		setClockSpeed(60, Date.now());
		const startedAt = Date.now();
		const due = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		await runStream(due.id, "test-worker", NEVER);
		expect(Date.now() - startedAt).toBeLessThan(30_000);
		await moveTo(10 * MINUTE);
		const after = await db().stream.findUniqueOrThrow({ where: { id: due.id } });
		expect(after).toMatchObject({ leaseOwner: null, errorKind: "timeout", failures: 1 });
		await expectToldTruth(actor, id, { run: /did not answer in time/, stream: "changed", goesOn: true });
		await recovers(id, 40 * MINUTE);
	});

	it("F-20 says that the host cannot be found, asks slowly, and recovers", async () => {
		const id = await populated(provider);
		await changeOne(id);
		const name = provider === "rezstream" ? "REZSTREAM_API_URL" : "OWNERREZ_API_URL";
		const url = process.env[name] ?? "";
		process.env[name] = "https://api.does-not-exist.invalid";
		forgetEnvironment();
		try {
			await moveTo(10 * MINUTE);
			await workOn([id]);
			const [next] = await db().stream.findMany({ where: { connectionId: id, failures: { gt: 0 } } });
			expect((next?.nextDueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThanOrEqual(10 * MINUTE + 50_000);
			await moveTo(30 * MINUTE);
			await workOn([id]);
			await expectToldTruth(actor, id, { state: "degraded", reason: /Could not find the host of/, goesOn: true });
		} finally {
			process.env[name] = url;
			forgetEnvironment();
		}
		expectRequestsWithin(world.control(), 0);
		await recovers(id, 60 * MINUTE);
	});

	it("F-21 takes a maintenance page for an outage, whatever its status, and deletes nothing", async () => {
		const id = await populated(provider);
		const rows = await db().reservation.count({ where: { goneBefore: null } });
		for (const [i, status] of [200, 503].entries()) {
			world.control().clearFaults();
			world.control().addFault({ kind: "html", status, server: API[provider] });
			await moveTo((i + 1) * 7 * 60 * MINUTE);
			await workOn([id]);
			await moveTo((i + 1) * 7 * 60 * MINUTE + 20 * MINUTE);
			await workOn([id]);
			expect(await db().reservation.count({ where: { goneBefore: null } })).toBe(rows);
			await expectToldTruth(actor, id, { state: "degraded", goesOn: true });
		}
		await recovers(id, 15 * 60 * MINUTE);
	});

	it("F-22 renews once and asks once more when only the body of a 200 says that the token has expired", async () => {
		const id = await populated(provider);
		await changeOne(id);
		world.control().addFault({
			kind: "replace_body",
			server: API[provider],
			pathPattern: LISTS,
			body: { code: "token_expired", message: "expired" },
			times: 1,
		});
		await moveTo(10 * MINUTE);
		const due = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		await runStream(due.id, "test-worker", NEVER);
		const refreshes = world
			.control()
			.log()
			.filter(({ form }) => form?.some(([, value]) => value === "refresh_token"));
		expect(refreshes).toHaveLength(1);
		expect(dataRequests(world.control()).length).toBeLessThanOrEqual(3);
		expect((await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation).toBe(2);
		await expectToldTruth(actor, id, { state: "active" });
		await recovers(id, 20 * MINUTE);
	});

	it("F-23 gets through a line that resets three of ten requests and delays the others", async () => {
		world.control().addFault({ kind: "drop_connection", server: API[provider], share: 0.3 });
		world.control().addFault({ kind: "delay", delayMs: 20, server: API[provider] });
		const id = await connected(provider);
		await workThrough([id], { from: 0, to: 10 * MINUTE, step: 15_000 }, async () => {
			const { state } = await db().connection.findUniqueOrThrow({ where: { id } });
			expect(["active", "degraded"]).toContain(state);
		});
		await changeOne(id);
		await workThrough([id], { from: 11 * MINUTE, to: 16 * MINUTE, step: 15_000 });
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await recovers(id, 30 * MINUTE);
	});
});

describe("a provider that is down for long", () => {
	it("F-17 is left alone but for one try at a time, the other provider goes on, and the return is no stampede", async () => {
		const rez: string[] = [];
		for (const tenant of world.tenantNames("rezstream")) {
			rez.push(await world.connect(actor, "rezstream", { tenants: [tenant] }));
		}
		const owner = await world.connect(actor, "ownerrez");
		await workOn([...rez, owner]);
		for (const id of rez) await changeOne(id);

		const start = 10 * MINUTE;
		world.control().addFault({ kind: "status", status: 500, server: "rezApi" });
		world.control().clearLog();
		let seen = 0;
		const perStep: number[] = [];
		await workThrough([...rez, owner], { from: start, to: start + 30 * MINUTE, step: 15_000 }, () => {
			const asked = dataRequests(world.control()).filter(({ server }) => server === "rezApi").length;
			perStep.push(asked - seen);
			seen = asked;
		});
		expect(seen).toBeLessThanOrEqual(40);
		// Once it is open: one try and no other request between two rests.
		const late = perStep.slice(20);
		expect(Math.max(...late)).toBe(1);
		expect(late.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(12);
		const [pulse] = await db().providerPulse.findMany({ where: { failures: { gt: 0 } } });
		expect(pulse?.bucket).toBe("rezstream");
		expect(pulse?.openUntil?.getTime()).toBeGreaterThan(Date.now() + start + 29 * MINUTE);

		for (const id of rez) {
			await expectToldTruth(actor, id, { state: "degraded", reason: /answer/, goesOn: true });
		}
		await expectToldTruth(actor, owner, { state: "active" });
		await expectMirrorEqualsTruth(world.sandbox(), owner);
		const ownerPolls = dataRequests(world.control()).filter(({ server }) => server === "ownerApi").length;
		expect(ownerPolls).toBeGreaterThanOrEqual(5);

		// A person's click is not sent either, and is told when the next try is.
		const before = dataRequests(world.control()).length;
		const [first = ""] = rez;
		const click = withAccess(first, { lane: "person" }, (context, provider) => provider.identify(context));
		const refusal = await click.catch((error: unknown) => error);
		if (!(refusal instanceof ProviderError)) throw refusal;
		expect(toAppError(refusal, "rezStream")).toMatchObject({
			code: "provider_unavailable",
			userMessage: expect.stringMatching(/lets it rest\. Next try in \d+ (seconds|minutes)/),
			retryAfterSeconds: expect.any(Number),
		});
		expect(dataRequests(world.control())).toHaveLength(before);

		world.control().clearFaults();
		const back = start + 31 * MINUTE;
		const newcomers: number[] = [];
		const returned = new Set<string>();
		const note = async () => {
			const active = await db().connection.findMany({ where: { id: { in: rez }, state: "active" } });
			const fresh = active.filter(({ id }) => !returned.has(id));
			for (const { id } of fresh) returned.add(id);
			newcomers.push(fresh.length);
		};
		await workThrough([...rez, owner], { from: back, to: back + 90_000, step: 5_000 }, note);
		await workThrough([...rez, owner], { from: back + 2 * MINUTE, to: back + 12 * MINUTE, step: MINUTE }, note);
		expect(returned.size).toBe(rez.length);
		expect(Math.max(...newcomers)).toBeLessThan(rez.length);
		await workThrough(rez, { from: back + 30 * MINUTE, to: back + 30 * MINUTE, step: 1 });
		for (const id of [...rez, owner]) {
			await expectMirrorEqualsTruth(world.sandbox(), id);
			await expectToldTruth(actor, id, { state: "active" });
		}
		await expectNoGhostRuns();
		expect(await db().providerPulse.count({ where: { openUntil: { not: null } } })).toBe(0);
	});
});
