/** Test support: runs due streams in this process as a worker would, and compares the mirror with the sandbox's truth. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { db } from "@/lib/db/client";
import { parseExactJson } from "@/lib/providers/exact-json";
import { mapBooking } from "@/lib/providers/ownerrez/map";
import { booking } from "@/lib/providers/ownerrez/schemas";
import { mapBlock, mapReservation } from "@/lib/providers/rezstream/map";
import { block, reservation } from "@/lib/providers/rezstream/schemas";
import { readRecord } from "@/lib/providers/wire";
import { projectReservation } from "@/lib/reservations/project";
import type { ConnectionState } from "@/lib/shared/connections";
import { addDays, todayIn } from "@/lib/shared/dates";
import type { SandboxControl } from "@/sandbox/control/control";
import type { LogEntry } from "@/sandbox/http/request-log";
import type { Sandbox } from "@/sandbox/sandbox";
import { listRuns } from "./list-runs";
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

/**
 * For tests that are not about the allowance: every request is forgotten as soon as it is counted, so that nothing waits
 * for its turn in real time. Call it in `beforeAll`, after useTestWorld.
 */
export async function forgetAllowance(): Promise<void> {
	await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION forget_request() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN DELETE FROM budget_request WHERE id = NEW.id; RETURN NULL; END $$`);
	await db().$executeRawUnsafe(`CREATE OR REPLACE TRIGGER forget_request AFTER INSERT ON budget_request
		FOR EACH ROW EXECUTE FUNCTION forget_request()`);
}

type TrueRecord = Record<string, unknown>;
type ProviderId = "rezstream" | "ownerrez";

/** Every stay of the tenant's population window, by id: what the mirror must hold. */
export function trueStays(sandbox: Sandbox, provider: ProviderId, tenant: string): Map<string, TrueRecord> {
	return new Map(readTruth(sandbox, provider, tenant, "reservations").records.map((row) => [String(row.id), row]));
}

export interface TruthExceptions {
	/** Remote ids that the mirror need not hold as they are now: set aside in quarantine, or known to be one reading behind. */
	except?: readonly string[];
	/** Records deleted at the provider need not be marked as gone yet: their sweep has not come round. */
	deletionsPending?: boolean;
}

/**
 * Mirror = truth (FAULTS.md UA 1), for every tenant that is synced: the same reservations and no other ones; of each the
 * same fields, and the same content hash as the true record has when the provider's own mapper reads it; every record
 * that the sandbox deleted marked as gone and no other one; blocks likewise where they are a list of their own.
 * Gives the number of reservations compared.
 */
export async function expectMirrorEqualsTruth(
	sandbox: Sandbox,
	connectionId: string,
	exceptions: TruthExceptions = {},
): Promise<number> {
	const tenants = await db().tenant.findMany({ where: { connectionId, included: true } });
	let compared = 0;
	for (const tenant of tenants) {
		compared += await expectReservations(sandbox, tenant, exceptions);
		await expectBlocks(sandbox, tenant);
	}
	return compared;
}

type MirroredTenant = { id: string; name: string; remoteId: string; provider: string; timeZone: string | null };

async function expectReservations(
	sandbox: Sandbox,
	tenant: MirroredTenant,
	{ except = [], deletionsPending = false }: TruthExceptions,
): Promise<number> {
	const provider = tenant.provider as ProviderId;
	const { records, deletedIds } = readTruth(sandbox, provider, tenant.remoteId, "reservations");
	const exempt = new Set(except);
	const truth = new Map(records.map((row) => [String(row.id), row]));
	const deleted = new Set(deletedIds);
	const mirrored = await db().reservation.findMany({
		where: { tenantId: tenant.id, entity: "reservation" },
		include: { assignments: true },
	});
	const known = mirrored.filter(({ remoteId }) => !exempt.has(remoteId));
	const live = known.filter((row) => row.goneBefore === null && !(deletionsPending && deleted.has(row.remoteId)));
	expect(setDifference(live, [...truth.keys()], exempt), `ids of ${tenant.name}`).toEqual({ missing: [], extra: [] });
	const gone = known.filter((row) => row.goneBefore !== null).map(({ remoteId }) => remoteId);
	expect(
		gone.filter((id) => !deleted.has(id)),
		`marked as gone in ${tenant.name}, though the provider has it`,
	).toEqual([]);
	// Asserting each of thousands of rows takes minutes: only rows that differ are put to `expect`.
	const different = live.flatMap((row) => {
		const record = truth.get(row.remoteId) ?? {};
		const [mirror, real] = [plainFacts(row), trueFacts(record, row)];
		return isDeepStrictEqual(mirror, real) ? [] : [{ mirror, truth: real }];
	});
	expect(
		different.map(({ mirror }) => mirror),
		`records of ${tenant.name}`,
	).toEqual(different.map((pair) => pair.truth));
	const hashes = live.filter((row) => row.contentHash !== trueHash(provider, "reservations", truth.get(row.remoteId)));
	expect(
		hashes.map(({ remoteId }) => remoteId),
		`content of ${tenant.name}`,
	).toEqual([]);
	return live.length;
}

/** rezStream lists blocks apart: those within its reading's days are all mirrored, and none that is not there. */
async function expectBlocks(sandbox: Sandbox, tenant: MirroredTenant): Promise<void> {
	const stream = await db().stream.findFirst({ where: { tenantId: tenant.id, kind: "blocks" } });
	if (stream?.lastSuccessAt == null) return;
	const provider = tenant.provider as ProviderId;
	const truth = new Map(
		readTruth(sandbox, provider, tenant.remoteId, "blocks").records.map((row) => [String(row.id), row]),
	);
	const today = todayIn(tenant.timeZone, stream.lastSuccessAt);
	// A day less at both ends: the reading may have begun on the day before.
	const [from, to] = [addDays(today, -29), addDays(today, 364)];
	const expected = [...truth.values()].filter((row) => String(row.startDate) <= to && String(row.endDate) > from);
	const mirrored = await db().reservation.findMany({
		where: { tenantId: tenant.id, entity: "block", goneBefore: null },
		select: { remoteId: true, contentHash: true },
	});
	const ids = new Set(mirrored.map(({ remoteId }) => remoteId));
	expect(
		expected.map(({ id }) => String(id)).filter((id) => !ids.has(id)),
		`missing blocks of ${tenant.name}`,
	).toEqual([]);
	expect(
		mirrored
			.filter((row) => row.contentHash !== trueHash(provider, "blocks", truth.get(row.remoteId)))
			.map(({ remoteId }) => remoteId),
		`blocks of ${tenant.name}`,
	).toEqual([]);
}

function setDifference(rows: { remoteId: string }[], ids: string[], exempt: ReadonlySet<string>) {
	const mirrored = new Set(rows.map(({ remoteId }) => remoteId));
	const real = new Set(ids);
	return {
		missing: ids.filter((id) => !mirrored.has(id) && !exempt.has(id)),
		extra: [...mirrored].filter((id) => !real.has(id)),
	};
}

interface MirroredRow {
	remoteId: string;
	arrival: Date | null;
	departure: Date | null;
	rawStatus: string | null;
	remoteVersion: number | null;
	assignments: { unitRemoteId: string | null }[];
}

/** Read off the columns, without the mapper: what both sides must agree on whatever the mapper does. */
function plainFacts(row: MirroredRow): TrueRecord {
	return {
		id: row.remoteId,
		arrival: row.arrival?.toISOString().slice(0, 10),
		departure: row.departure?.toISOString().slice(0, 10),
		rawStatus: row.rawStatus,
		units: row.assignments.map((assignment) => assignment.unitRemoteId).sort(),
		version: row.remoteVersion,
	};
}

function trueFacts(record: TrueRecord, row: MirroredRow): TrueRecord {
	return {
		id: row.remoteId,
		arrival: record.arrival,
		departure: record.departure,
		rawStatus: record.status ?? null,
		units: trueUnits(record).sort(),
		version: record.version ?? null,
	};
}

function trueUnits(record: TrueRecord): (string | null)[] {
	if (Array.isArray(record.unitAssignments)) {
		return record.unitAssignments.map((assignment: { unitId?: string }) => assignment.unitId ?? null);
	}
	return [record.property_id === undefined ? null : String(record.property_id)];
}

type Entity = "reservations" | "blocks";

/** The hash that the true record would be stored with; a text of its own when it does not fit at all. */
function trueHash(provider: ProviderId, entity: Entity, raw: unknown): string {
	const { record, rejected } =
		provider === "ownerrez"
			? readRecord(raw, booking, mapBooking)
			: entity === "blocks"
				? readRecord(raw, block, mapBlock)
				: readRecord(raw, reservation, mapReservation);
	return record === null ? `does not fit: ${rejected.field}` : projectReservation(record).content_hash;
}

/** Parsed as answers are: a long amount keeps its digits. */
function readTruth(
	sandbox: Sandbox,
	provider: ProviderId,
	tenant: string,
	entity: Entity,
): { records: TrueRecord[]; deletedIds: string[] } {
	const text = [...sandbox.control.truthText({ provider, tenant, entity })].join("");
	return parseExactJson(text) as { records: TrueRecord[]; deletedIds: string[] };
}

/** No run says "running" without a live lease (FAULTS.md UA 2). */
export async function expectNoGhostRuns(): Promise<void> {
	const [row] = await db().$queryRaw<{ ghosts: number }[]>`
		SELECT count(*)::int AS ghosts FROM run r JOIN stream s ON s.id = r.stream_id
		WHERE r.state = 'running' AND (s.lease_until IS NULL OR s.lease_until < rezdeck_clock())`;
	expect(row?.ghosts).toBe(0);
}

/** Requests to the data APIs that the sandbox saw since `clearLog`, without those that fetch or revoke tokens. */
export function dataRequests(control: SandboxControl): LogEntry[] {
	return control
		.log()
		.filter(({ server, path }) => (server === "rezApi" || server === "ownerApi") && !path.startsWith("/oauth/"));
}

/** The sandbox saw at most `max` data requests since `clearLog` (FAULTS.md UA 3). Gives their number. */
export function expectRequestsWithin(control: SandboxControl, max: number): number {
	const requests = dataRequests(control);
	const shown = requests.length <= max ? [] : requests.map(({ method, path, query }) => `${method} ${path}?${query}`);
	expect(shown, `${requests.length} requests, at most ${max} expected`).toEqual([]);
	return requests.length;
}

/** What an operator may read while a fault lasts or after it (FAULTS.md UA 4). Each given part must hold. */
export interface ToldTruth {
	state?: ConnectionState | readonly ConnectionState[];
	/** Text or pattern in the connection's reason. */
	reason?: string | RegExp;
	/** Text or pattern in the message of the newest run, or of the newest run of `stream`. */
	run?: string | RegExp;
	stream?: string;
	/** Quarantined records shown on the connection. */
	quarantined?: number;
	/** True: something says when it goes on (countdown or planned request). */
	goesOn?: boolean;
}

/** Reads the connection as the pages do and checks what it says. `actor` must see the connection. */
export async function expectToldTruth(actor: Actor, connectionId: string, told: ToldTruth): Promise<void> {
	const connection = await getConnection(actor, connectionId);
	if (told.state !== undefined) expect([told.state].flat()).toContain(connection.state);
	if (told.reason !== undefined) expect(connection.reason).toMatch(told.reason);
	// No page may show a state without saying since when and why.
	expect(connection.reason).not.toBe("");
	expect(Number.isNaN(Date.parse(connection.since))).toBe(false);
	if (told.quarantined !== undefined) expect(connection.quarantined).toBe(told.quarantined);
	if (told.goesOn === true) {
		const planned = [
			connection.nextRequestAt,
			connection.backoff?.until ?? null,
			connection.progress.waiting?.until ?? null,
		];
		expect(
			planned.some((at) => at !== null),
			"nothing says when it goes on",
		).toBe(true);
	}
	if (told.run !== undefined) {
		const runs = await listRuns(actor, { connection: connectionId, limit: 200 });
		const newest = runs.items.find((run) => told.stream === undefined || run.stream === told.stream);
		expect(newest?.message ?? "").toMatch(told.run);
	}
}
