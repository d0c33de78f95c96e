import { type ChildProcess, fork } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { expectMirrorEqualsTruth, expectNoGhostRuns, expectToldTruth } from "@/lib/sync/test-sync";
import { moveTo, workOn } from "./test-time";
import { testActor, useTestWorld } from "./test-world";

const world = useTestWorld({ reservations: 60, rezstreamTenants: 2, ownerrezUsers: 2 });
const actor = testActor();
const MINUTE = 60_000;
const EACH = 250;

interface Report {
	fingerprints: string[];
	failures: string[];
}

const children: ChildProcess[] = [];

beforeEach(truncateAll);
afterEach(async () => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
	await moveTo(0);
});

/** A process that is ready to call and waits for the word. */
async function callers(connectionId: string, offsetMs: number): Promise<ChildProcess> {
	const child = fork("lib/connections/test-callers.ts", [], {
		execArgv: ["--conditions=react-server", "--import", "tsx"],
		env: {
			...process.env,
			CONNECTION: connectionId,
			CALLERS: String(EACH),
			CLOCK_OFFSET_MS: String(offsetMs),
		},
		stdio: ["ignore", "inherit", "inherit", "ipc"],
	});
	children.push(child);
	await new Promise<void>((resolve, reject) => {
		child.once("message", () => resolve());
		child.once("exit", (code) => reject(new Error(`the callers' process ended with ${code}`)));
	});
	return child;
}

function call(child: ChildProcess): Promise<Report> {
	return new Promise((resolve, reject) => {
		child.once("message", (report) => resolve(report as Report));
		child.once("exit", (code) => reject(new Error(`the callers' process ended with ${code}`)));
		child.send("go");
	});
}

describe.each(["rezstream", "ownerrez"] as const)("an access token of %s that has expired", (provider) => {
	it("F-33 is renewed by one request for 500 callers in two processes, and the sync goes on with it", async () => {
		world.control().settings({ accessTokenSeconds: 900, ownerTokenSeconds: 900 });
		const consent = provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};
		const id = await world.connect(actor, provider, consent);
		await workOn([id]);
		const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
		world.control().change({ provider, tenant: tenant.remoteId, op: "update" }, 3);
		const { generation } = await db().credential.findUniqueOrThrow({ where: { connectionId: id } });

		const later = 20 * MINUTE;
		await moveTo(later);
		world.control().clearLog();
		// Long enough for every caller to come while the answer is under way.
		world.control().addFault({ kind: "delay", delayMs: 1_500, pathPattern: "token$", times: 1 });
		const processes = [await callers(id, later), await callers(id, later)];
		const reports = await Promise.all(processes.map(call));

		expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
		expect(new Set(reports.flatMap(({ fingerprints }) => fingerprints)).size).toBe(1);
		const refreshes = world
			.control()
			.log()
			.filter(({ form }) => form?.some(([, value]) => value === "refresh_token"));
		expect(refreshes).toHaveLength(1);
		expect((await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation).toBe(generation + 1);
		world.control().settings({ ownerTokenSeconds: 2_592_000 });
		await workOn([id]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
		await expectToldTruth(actor, id, { state: "active" });
	});
});
