/** F-04: workers killed at random through a long first reading. F-65: wall clocks that step while they work. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { actor, useKills } from "./test-kill";
import { eventually, startWorkerProcess, type WorkerProcess } from "./test-processes";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns } from "./test-sync";

/** The catalogue asks for 100,000: FAULT_RESERVATIONS=100000 plays that; this many take minutes on two busy cores. */
const RESERVATIONS = Number(process.env.FAULT_RESERVATIONS ?? 20_000);
const KILLS = 20;
const LEASE_MS = 60_000;
const PATIENCE_MS = 1_200_000;

const world = useTestWorld({ reservations: RESERVATIONS, rezstreamTenants: 1, ownerrezUsers: 1 });
const kills = useKills(world);

/** Everything that the provider told, without what names or dates our own rows. */
async function hashOfMirror(): Promise<string> {
	const rows = await db().$queryRaw<{ line: string }[]>`
		SELECT concat_ws('|', entity, remote_id, remote_version, content_hash, gone_before IS NULL) AS line
		FROM reservation ORDER BY entity, remote_id`;
	return createHash("sha256")
		.update(rows.map(({ line }) => line).join("\n"))
		.digest("hex");
}

it(
	"F-04 twenty kills at random in a long first reading: at most twenty requests more, and the same mirror",
	async () => {
		const { hash, requests } = await unkilled();
		await truncateAll();
		// The provider's allowance is the same for both; what is measured is the number of requests.
		const id = await kills.connect("rezstream");
		let worker: WorkerProcess | undefined;
		let killed = 0;
		for (let kill = 1; kill <= KILLS; kill++) {
			const offsetMs = (kill - 1) * LEASE_MS;
			await setDatabaseClock(offsetMs);
			worker = await startWorkerProcess({ offsetMs });
			await sleep(200 + Math.random() * 1_500);
			await worker.kill();
			killed++;
			if ((await db().stream.count({ where: { connectionId: id, kind: "history", completedAt: null } })) === 0) break;
		}
		await setDatabaseClock(KILLS * LEASE_MS);
		await startWorkerProcess({ offsetMs: KILLS * LEASE_MS });
		await kills.loaded(id);
		const after = dataRequests(world.control()).length;
		console.log(
			`F-04: ${await db().reservation.count()} reservations, ${killed} kills, ${requests} requests without, ${after} with`,
		);
		expect(after).toBeLessThanOrEqual(requests + killed);
		expect(await hashOfMirror()).toBe(hash);
		expect(await expectMirrorEqualsTruth(world.sandbox(), id)).toBeGreaterThan(1_000);
		await expectNoGhostRuns();
	},
	PATIENCE_MS,
);

async function unkilled(): Promise<{ hash: string; requests: number }> {
	const id = await kills.connect("rezstream");
	const worker = await startWorkerProcess();
	await kills.loaded(id);
	await worker.stop();
	const result = { hash: await hashOfMirror(), requests: dataRequests(world.control()).length };
	world.control().resetLimits();
	return result;
}

it.each([3_600_000, -3_600_000])(
	"F-65 a wall clock that steps by %i ms: no lease is lost, no token thrown away, nothing waits for the hour to come round",
	async (stepMs) => {
		const id = await world.connect(actor, "ownerrez");
		const worker = await startWorkerProcess();
		await eventually(
			() => db().reservation.count(),
			(rows) => rows > 0,
		);
		const refreshesBefore = tokenRequests();
		worker.stepClock(stepMs);
		const stepped = Date.now();
		await kills.loaded(id, ["inventory", "window", "future"]);
		// Polls go on: the first one after the step ends within minutes and not within the hour.
		const polled = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		await db().stream.update({ where: { id: polled.id }, data: { nextDueAt: new Date(stepped) } });
		worker.stepClock(0);
		await eventually(
			() => db().stream.findUniqueOrThrow({ where: { id: polled.id } }),
			({ lastSuccessAt }) =>
				lastSuccessAt !== null && lastSuccessAt.getTime() >= (polled.lastSuccessAt?.getTime() ?? 0),
			120_000,
		);
		// Nothing is planned further ahead than its own interval and back-off allow, seen from the true time.
		const stuck = await eventually(
			() =>
				db().stream.findMany({
					where: { connectionId: id, kind: "changed", nextDueAt: { gt: new Date(Date.now() + 20 * 60_000) } },
					select: { kind: true, nextDueAt: true },
				}),
			(rows) => rows.length === 0,
			60_000,
		);
		expect(stuck).toEqual([]);
		// A token of thirty days is not renewed because a clock stepped by an hour.
		expect(tokenRequests()).toBe(refreshesBefore);
		const [tenant] = await db().tenant.findMany({ where: { connectionId: id } });
		expect(tenant?.asOf?.getTime() ?? 0).toBeLessThanOrEqual(Date.now() + 60_000);
		await expectNoGhostRuns();
	},
	PATIENCE_MS,
);

function tokenRequests(): number {
	return world
		.control()
		.log()
		.filter(({ path }) => /access_token|\/token$/.test(path)).length;
}
