/** F-04: workers killed at random through a long first reading. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { useKills } from "./test-kill";
import { startWorkerProcess, type WorkerProcess } from "./test-processes";
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
