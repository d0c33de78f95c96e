/** Test support: runs due streams in this process as a worker would, and compares the mirror with the sandbox's truth. */
import { expect } from "vitest";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Sandbox } from "@/sandbox/sandbox";
import { runStream } from "./run-stream";

const NEVER = new AbortController().signal;

/** Runs everything that is due until nothing is, waiting streams left alone. Gives the number of executions. */
export async function syncUntilQuiet(kinds?: readonly string[], limit = 400): Promise<number> {
	for (let executions = 0; executions < limit; executions++) {
		const stream = await db().stream.findFirst({
			where: { nextDueAt: { lte: now() }, ...(kinds === undefined ? {} : { kind: { in: [...kinds] } }) },
			orderBy: [{ position: "asc" }, { nextDueAt: "asc" }],
		});
		if (stream === null) return executions;
		await runStream(stream.id, "test-worker", NEVER);
	}
	throw new Error(`still work to do after ${limit} executions`);
}

type TrueRecord = Record<string, unknown>;

/** Every stay of the tenant's population window, by id: what the mirror must hold. */
export function trueStays(
	sandbox: Sandbox,
	provider: "rezstream" | "ownerrez",
	tenant: string,
): Map<string, TrueRecord> {
	const { records } = sandbox.control.truth({ provider, tenant });
	return new Map(records.map((record) => [String(record.id), record]));
}

/** Mirror = truth: same ids, same dates, same version or update stamp, same units (FAULTS.md UA 1). */
export async function expectMirrorEqualsTruth(sandbox: Sandbox, connectionId: string): Promise<number> {
	const tenants = await db().tenant.findMany({ where: { connectionId, included: true } });
	let compared = 0;
	for (const tenant of tenants) {
		const provider = tenant.provider as "rezstream" | "ownerrez";
		const truth = trueStays(sandbox, provider, tenant.remoteId);
		const mirrored = await db().reservation.findMany({
			where: { tenantId: tenant.id, entity: "reservation" },
			include: { assignments: true },
		});
		expect(new Set(mirrored.map((row) => row.remoteId)), tenant.name).toEqual(new Set(truth.keys()));
		for (const row of mirrored) {
			const record = truth.get(row.remoteId) ?? {};
			expect({
				id: row.remoteId,
				arrival: row.arrival?.toISOString().slice(0, 10),
				departure: row.departure?.toISOString().slice(0, 10),
				rawStatus: row.rawStatus,
				units: row.assignments.map((assignment) => assignment.unitRemoteId).sort(),
				version: row.remoteVersion ?? record.version,
			}).toEqual({
				id: row.remoteId,
				arrival: record.arrival,
				departure: record.departure,
				rawStatus: record.status,
				units: trueUnits(record).sort(),
				version: record.version,
			});
			compared++;
		}
	}
	return compared;
}

function trueUnits(record: TrueRecord): (string | null)[] {
	if (Array.isArray(record.unitAssignments)) {
		return record.unitAssignments.map((assignment: { unitId?: string }) => assignment.unitId ?? null);
	}
	return [record.property_id === undefined ? null : String(record.property_id)];
}

/** No run says "running" without a live lease (FAULTS.md UA 2). */
export async function expectNoGhostRuns(): Promise<void> {
	const [row] = await db().$queryRaw<{ ghosts: number }[]>`
		SELECT count(*)::int AS ghosts FROM run r JOIN stream s ON s.id = r.stream_id
		WHERE r.state = 'running' AND (s.lease_until IS NULL OR s.lease_until < rezdeck_clock())`;
	expect(row?.ghosts).toBe(0);
}
