/** Progress of a sync, derived from stream rows. Unknown stays unknown: no total is guessed. */
import "server-only";
import { db } from "@/lib/db/client";
import { findProvider } from "@/lib/providers/registry";
import type { SyncProgress } from "@/lib/shared/connections";
import { isCancelled } from "@/lib/shared/stream-facts";

interface StreamFacts {
	tenantId: string;
	kind: string;
	provider: string;
	completedAt: Date | null;
	nextDueAt: Date | null;
	waiting: string | null;
	done: number;
	expected: number | null;
	/** Records a second of the stream's run under way. */
	rate: number | null;
}

/** Progress per tenant, in one query for all of them. Tenants without streams are absent. */
export async function tenantProgress(tenantIds: readonly string[]): Promise<Map<string, SyncProgress>> {
	if (tenantIds.length === 0) return new Map();
	const rows = await db().$queryRaw<StreamFacts[]>`
		SELECT s.tenant_id AS "tenantId", s.kind, t.provider, s.completed_at AS "completedAt", s.next_due_at AS "nextDueAt",
			s.waiting, s.done, s.expected,
			(SELECT (r.created + r.updated + r.unchanged) / greatest(1, extract(epoch FROM r.heartbeat_at - r.started_at))::float8
				FROM run r WHERE r.stream_id = s.id AND r.state IN ('running', 'waiting') AND r.pages > 0
				ORDER BY r.started_at DESC LIMIT 1) AS rate
		FROM stream s JOIN tenant t ON t.id = s.tenant_id
		WHERE s.tenant_id = ANY(${[...tenantIds]}) AND t.included
			-- What is not permitted is never read: it is told as that, not as loading for ever.
			AND s.error_kind IS DISTINCT FROM 'forbidden'`;
	const byTenant = new Map<string, StreamFacts[]>();
	for (const row of rows) byTenant.set(row.tenantId, [...(byTenant.get(row.tenantId) ?? []), row]);
	return new Map([...byTenant].map(([tenantId, streams]) => [tenantId, progressOf(streams)]));
}

/** Several tenants' progress as one. */
export function joinProgress(all: readonly SyncProgress[]): SyncProgress {
	const known = all.filter((p) => p.phase !== "stopped");
	const populating = known.filter((p) => p.phase === "populating" || p.phase === "waiting");
	const rate = addNullable(known.map((p) => p.rate).filter((value) => value !== null));
	const expected =
		known.some((p) => p.expected === null) || known.length === 0 ? null : sum(known.map((p) => p.expected ?? 0));
	const done = sum(known.map((p) => p.done));
	return {
		done,
		expected,
		partsDone: sum(known.map((p) => p.partsDone)),
		partsTotal: sum(known.map((p) => p.partsTotal)),
		share: mean(known.map((p) => p.share)),
		rate,
		secondsLeft: secondsLeft(done, expected, rate),
		phase:
			known.length === 0
				? "stopped"
				: populating.length === 0
					? "following"
					: populating.every((p) => p.phase === "waiting")
						? "waiting"
						: "populating",
		waiting: populating.find((p) => p.waiting !== null)?.waiting ?? null,
	};
}

export const STOPPED: SyncProgress = {
	done: 0,
	expected: null,
	partsDone: 0,
	partsTotal: 0,
	share: 0,
	rate: null,
	secondsLeft: null,
	phase: "stopped",
	waiting: null,
};

function progressOf(streams: StreamFacts[]): SyncProgress {
	const population = streams.filter((stream) => isPopulation(stream));
	const open = population.filter((stream) => stream.completedAt === null);
	const rate = addNullable(open.map((stream) => stream.rate).filter((value) => value !== null));
	const done = sum(population.map((stream) => stream.done));
	// A part that has not begun has no total yet; an ended one has exactly what it gave.
	const totals = population.map((stream) => (stream.completedAt === null ? stream.expected : stream.done));
	const expected = totals.some((total) => total === null) ? null : sum(totals.map((total) => total ?? 0));
	const held = open.find((stream) => stream.waiting !== null && stream.nextDueAt !== null);
	return {
		done,
		expected,
		partsDone: population.length - open.length,
		partsTotal: population.length,
		share: mean(population.map(shareOf)),
		rate,
		secondsLeft: secondsLeft(done, expected, rate),
		phase: phaseOf(open, rate),
		waiting:
			held?.waiting == null || held.nextDueAt === null
				? null
				: { reason: held.waiting, until: held.nextDueAt.toISOString() },
	};
}

/** A cancelled part, and what must wait for it, go on only when somebody says so. */
function phaseOf(open: readonly StreamFacts[], rate: number | null): SyncProgress["phase"] {
	if (open.length === 0) return "following";
	if (open.some(isCancelled) && open.every(({ nextDueAt }) => nextDueAt === null)) return "stopped";
	return rate === null ? "waiting" : "populating";
}

function shareOf(stream: StreamFacts): number {
	if (stream.completedAt !== null) return 1;
	return stream.expected === null || stream.expected === 0 ? 0 : Math.min(1, stream.done / stream.expected);
}

function isPopulation(stream: StreamFacts): boolean {
	return findProvider(stream.provider)?.streams.some((s) => s.kind === stream.kind && s.mode === "once") ?? false;
}

function secondsLeft(done: number, expected: number | null, rate: number | null): number | null {
	if (expected === null || rate === null || rate <= 0) return null;
	return Math.max(0, Math.round((expected - done) / rate));
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
	return values.length === 0 ? 0 : sum(values) / values.length;
}

function addNullable(values: readonly number[]): number | null {
	return values.length === 0 ? null : sum(values);
}
