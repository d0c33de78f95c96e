/** The latest verification of a tenant as people see it, and its findings page by page. */
import "server-only";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { VERIFY_STREAM } from "@/lib/connections/streams";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import {
	type FindingQuery,
	type Verification,
	type VerificationFinding,
	type VerificationReport,
	verificationScope,
	verificationState,
} from "@/lib/shared/verification";

/** Findings that come with the report; the rest is paged. */
const FIRST_FINDINGS = 25;

/** Errors: forbidden, not_found. */
export async function getVerification(actor: Actor, tenantId: string): Promise<VerificationReport> {
	const row = await latest(actor, tenantId);
	if (row === null) return { verification: null, findings: [], more: 0 };
	const [stream, findings, total] = await Promise.all([
		streamOf(tenantId),
		findingsAfter(row.id, 0n, FIRST_FINDINGS),
		db().verificationFinding.count({ where: { verificationId: row.id } }),
	]);
	return {
		verification: { ...factsOf(row), ...(await progressOf(row, stream)) },
		findings: findings.map(toFinding),
		more: Math.max(0, total - findings.length),
	};
}

/** The findings of the tenant's latest verification, in the order in which they were found. Errors: invalid_input, not_found. */
export async function listFindings(
	actor: Actor,
	tenantId: string,
	query: FindingQuery,
): Promise<{ items: VerificationFinding[]; nextCursor: string | null }> {
	const row = await latest(actor, tenantId);
	if (row === null) return { items: [], nextCursor: null };
	const rows = await findingsAfter(row.id, cursorId(query.cursor), query.limit + 1);
	const items = rows.slice(0, query.limit);
	const last = items.at(-1);
	return {
		items: items.map(toFinding),
		nextCursor: rows.length > query.limit && last !== undefined ? String(last.id) : null,
	};
}

type Row = NonNullable<Awaited<ReturnType<typeof latest>>>;

async function latest(actor: Actor, tenantId: string) {
	assertCan(actor, "connections.read");
	const tenant = seesTenant(actor, tenantId)
		? await db().tenant.findUnique({
				where: { id: tenantId },
				select: { verifications: { orderBy: [{ requestedAt: "desc" }, { id: "desc" }], take: 1 } },
			})
		: null;
	if (tenant === null) throw notFound("tenant");
	return tenant.verifications[0] ?? null;
}

type StreamRow = Awaited<ReturnType<typeof streamOf>>;

async function streamOf(tenantId: string) {
	const [stream] = await db().$queryRaw<
		{
			working: boolean;
			nextDueAt: Date | null;
			cursor: string | null;
			waiting: string | null;
			expected: number | null;
			pausedBy: string | null;
		}[]
	>`
		SELECT coalesce(s.lease_until > rezdeck_clock(), false) AS working, s.next_due_at AS "nextDueAt", s.cursor, s.waiting,
			s.expected, CASE WHEN t.paused_at IS NOT NULL OR c.paused_at IS NOT NULL
				THEN coalesce(t.paused_by, c.paused_by, 'somebody') END AS "pausedBy"
		FROM stream s JOIN tenant t ON t.id = s.tenant_id JOIN connection c ON c.id = s.connection_id
		WHERE s.tenant_id = ${tenantId} AND s.kind = ${VERIFY_STREAM}`;
	return stream ?? null;
}

function factsOf(row: Row) {
	const { id, tenantId, requestedBy, compared, equal, differing, missing, extra, repaired, requests } = row;
	return {
		...{ id, tenantId, requestedBy, compared, equal, differing, missing, extra, repaired, requests },
		scope: verificationScope.parse(row.scope),
		requestedAt: row.requestedAt.toISOString(),
		startedAt: row.startedAt?.toISOString() ?? null,
	};
}

/** What the row says may be older than what became of its stream: stopped, held up or taken over since. */
async function progressOf(
	row: Row,
	stream: StreamRow,
): Promise<Pick<Verification, "state" | "finishedAt" | "message" | "expected" | "secondsLeft">> {
	const state = verificationState.parse(row.state);
	const finishedAt = row.finishedAt?.toISOString() ?? null;
	if (state !== "waiting" && state !== "running") {
		return { state, finishedAt, message: row.message, expected: null, secondsLeft: null };
	}
	if (stream === null || (!stream.working && (stream.nextDueAt === null || stream.cursor === null))) {
		const stopped = "It was stopped before its end: its connection was stopped, or the tenant was left out.";
		const message = stream?.waiting ?? stopped;
		return { state: "cancelled", finishedAt, message, expected: null, secondsLeft: null };
	}
	// A mirror that holds less than the provider is found out on the way.
	const expected = stream.expected === null ? null : Math.max(stream.expected, row.compared);
	const seconds = row.startedAt === null ? 0 : (now().getTime() - row.startedAt.getTime()) / 1000;
	const isMoving = expected !== null && row.compared > 0 && seconds >= 1;
	return {
		state: stream.working || (row.startedAt !== null && stream.waiting === null) ? "running" : "waiting",
		finishedAt,
		message: stream.pausedBy === null ? stream.waiting : `Paused by ${stream.pausedBy}. It goes on when syncing does.`,
		expected,
		secondsLeft: isMoving ? Math.round(((expected - row.compared) / row.compared) * seconds) : null,
	};
}

async function findingsAfter(verificationId: string, after: bigint, take: number) {
	return db().verificationFinding.findMany({
		where: { verificationId, id: { gt: after } },
		orderBy: { id: "asc" },
		take,
	});
}

function toFinding(row: Awaited<ReturnType<typeof findingsAfter>>[number]): VerificationFinding {
	const { kind, remoteId, reservationId, fields, repaired } = row;
	return { kind: kind as VerificationFinding["kind"], remoteId, reservationId, fields, repaired };
}

function cursorId(cursor: string | undefined): bigint {
	if (cursor === undefined) return 0n;
	if (/^\d{1,18}$/.test(cursor)) return BigInt(cursor);
	throw new AppError("invalid_input", "bad finding cursor", "This page marker is broken. Start from the first page.", {
		issues: [{ path: "cursor", message: "is not a cursor of this list" }],
	});
}
