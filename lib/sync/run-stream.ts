/**
 * One execution of a stream: claim → page after page → end. Pages are fetched with no transaction open and committed
 * with their cursor. A long stream gives way after a slice, so that other streams get their turn.
 */
import "server-only";
import { now } from "@/lib/clock";
import { AllowanceUsedUp } from "@/lib/connections/allowance";
import { HEALTHY_REASON, moveConnection } from "@/lib/connections/connection-state";
import { CONTACTS_STREAM } from "@/lib/connections/streams";
import { ConnectionStopped, withAccess } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Page, Provider, StreamKind, TenantContext } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { todayIn } from "@/lib/shared/dates";
import { commitPage } from "./commit-page";
import { type ClaimedStream, claimStream, HEARTBEAT_MS, holdLease, LeaseLost } from "./lease";
import { runContacts } from "./run-contacts";
import { closeRun, openRun } from "./run-record";
import { settleSweep } from "./settle-sweep";

/** After this long a stream goes to the back of the queue; it continues at its cursor. */
const SLICE_MS = 10_000;
const BACKOFF_FIRST_MS = 5_000;
const BACKOFF_MAX_MS = 15 * 60_000;
/** One failure may be a hiccup; from the second on the connection says so. */
const FAILURES_UNTIL_DEGRADED = 2;

export interface RunContext {
	stream: ClaimedStream;
	runId: string;
	startedAt: Date;
	provider: Provider;
	tenant: TenantContext;
	signal: AbortSignal;
}

/** `paused`: more to do, but it is another stream's turn. */
export type SliceEnd = "finished" | "paused";

/** @param owner names the worker in the lease. Returns when the stream ended, paused, waits, failed or was not due. */
export async function runStream(streamId: string, owner: string, signal: AbortSignal): Promise<void> {
	const stream = await claimStream(streamId, owner);
	if (stream === null) return;
	const run = await openRun(stream);
	const context = await runContext(stream, run, signal);
	const heartbeat = setInterval(() => {
		// A lost lease shows at the next commit; a database that is away shows there too.
		db()
			.$transaction((tx) => holdLease(tx, stream))
			.catch((error: unknown) => log.debug({ err: error, streamId }, "heartbeat failed"));
	}, HEARTBEAT_MS);
	try {
		if (stream.kind === "sweep" && stream.cursor === null) await db().sweepSeen.deleteMany({ where: { streamId } });
		const end = stream.kind === CONTACTS_STREAM ? await runContacts(context, SLICE_MS) : await runPages(context);
		if (end === "finished") await settleSweep(context);
		await endSlice(context, end);
	} catch (error) {
		await handleFailure(context, error);
	} finally {
		clearInterval(heartbeat);
	}
}

async function runContext(
	stream: ClaimedStream,
	run: { id: string; startedAt: Date },
	signal: AbortSignal,
): Promise<RunContext> {
	const tenant = await db().tenant.findUniqueOrThrow({
		where: { id: stream.tenantId },
		include: { connection: { select: { multiTenant: true } } },
	});
	return {
		stream,
		runId: run.id,
		startedAt: run.startedAt,
		provider: providerById(tenant.provider),
		tenant: { remoteId: tenant.remoteId, timeZone: tenant.timeZone, multiTenant: tenant.connection.multiTenant },
		signal,
	};
}

async function runPages(context: RunContext): Promise<SliceEnd> {
	const { stream, provider, tenant, signal } = context;
	const sliceEnds = Date.now() + SLICE_MS;
	let { cursor } = stream;
	for (;;) {
		let requests = 0;
		const seenAt = now();
		const page: Page = await withAccess(
			stream.connectionId,
			{ lane: stream.kind === "changed" ? "poll" : "fill", signal, onRequest: () => requests++ },
			(access) =>
				provider.fetchPage(access, {
					tenant,
					kind: stream.kind as StreamKind,
					cursor,
					today: todayIn(tenant.timeZone, seenAt),
				}),
		);
		await commitPage(stream, context.runId, page, requests, seenAt);
		cursor = page.cursor;
		if (page.done) return "finished";
		if (signal.aborted || Date.now() > sliceEnds) return "paused";
	}
}

async function endSlice(context: RunContext, end: SliceEnd): Promise<void> {
	const { stream, runId } = context;
	const at = now();
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		if (end === "paused") {
			await release(tx, stream, { nextDueAt: at, failures: 0, lastError: null });
			return closeRun(tx, runId, "waiting", null);
		}
		const interval = intervalSeconds(context);
		await release(tx, stream, {
			nextDueAt: interval === null ? null : new Date(at.getTime() + interval * 1000 * (0.9 + Math.random() * 0.2)),
			completedAt: stream.completedAt ?? at,
			lastSuccessAt: at,
			failures: 0,
			lastError: null,
		});
		await closeRun(tx, runId, "succeeded", null);
		if (stream.completedAt === null) await startFollowers(tx, context, at);
		await advanceAsOf(tx, context);
		await recover(tx, stream, at);
	});
}

/** Seconds until a repeating stream is due again; null for one that ran once. */
function intervalSeconds({ stream, provider }: RunContext): number | null {
	if (stream.kind === CONTACTS_STREAM) return 60;
	const definition = provider.streams.find(({ kind }) => kind === stream.kind);
	return definition === undefined || definition.mode === "once" ? null : definition.intervalSeconds;
}

/** Streams that waited for this one, and for nothing else any more, become due. */
async function startFollowers(tx: Transaction, { stream, provider }: RunContext, at: Date): Promise<void> {
	const ended = await tx.stream.findMany({
		where: { tenantId: stream.tenantId, completedAt: { not: null } },
		select: { kind: true },
	});
	const kinds = new Set(ended.map(({ kind }) => kind));
	const ready = provider.streams.filter(({ after }) => after.length > 0 && after.every((kind) => kinds.has(kind)));
	await tx.stream.updateMany({
		where: {
			tenantId: stream.tenantId,
			kind: { in: ready.map(({ kind }) => kind) },
			completedAt: null,
			nextDueAt: null,
		},
		data: { nextDueAt: at },
	});
}

/**
 * The mirror agrees with the provider as of the start of the last complete look for changes, once the operators'
 * window has been loaded; before that no time is claimed.
 */
async function advanceAsOf(tx: Transaction, { stream, startedAt }: RunContext): Promise<void> {
	if (stream.kind !== "changed" && stream.kind !== "window") return;
	await tx.$executeRaw`
		UPDATE tenant SET as_of = greatest(coalesce(as_of, ${startedAt}::timestamptz), ${startedAt}::timestamptz)
		WHERE id = ${stream.tenantId} AND EXISTS (SELECT 1 FROM stream
			WHERE tenant_id = ${stream.tenantId} AND kind = 'window' AND completed_at IS NOT NULL)`;
}

/** A degraded connection is healthy again when none of its streams fails any more. */
async function recover(tx: Transaction, stream: ClaimedStream, at: Date): Promise<void> {
	const failing = await tx.stream.count({ where: { connectionId: stream.connectionId, failures: { gt: 0 } } });
	if (failing > 0) return;
	const connection = await tx.connection.findUniqueOrThrow({ where: { id: stream.connectionId } });
	if (connection.state === "degraded") await moveConnection(tx, stream.connectionId, "active", HEALTHY_REASON, at);
}

async function handleFailure(context: RunContext, error: unknown): Promise<void> {
	const { stream, runId, provider } = context;
	if (error instanceof LeaseLost) return;
	const at = now();
	try {
		await db().$transaction(async (tx) => {
			await holdLease(tx, stream);
			if (error instanceof AllowanceUsedUp) {
				const waiting =
					stream.kind === CONTACTS_STREAM
						? `Reads on with what syncing leaves of ${provider.label}'s request allowance.`
						: `Waiting for ${provider.label}'s request allowance.`;
				await release(tx, stream, { nextDueAt: error.retryAt, waiting });
				return closeRun(tx, runId, "waiting", waiting);
			}
			if (error instanceof ConnectionStopped) {
				await release(tx, stream, {});
				const stopping = context.signal.aborted;
				return closeRun(tx, runId, stopping ? "waiting" : "cancelled", stopping ? null : "The connection was stopped.");
			}
			await fail(tx, context, error, at);
		});
	} catch (second) {
		if (second instanceof LeaseLost) return;
		throw second;
	}
	const isExpected =
		error instanceof ProviderError ||
		error instanceof AllowanceUsedUp ||
		error instanceof ConnectionStopped ||
		error instanceof AppError;
	if (!isExpected) throw error;
}

async function fail(tx: Transaction, context: RunContext, error: unknown, at: Date): Promise<void> {
	const { stream, runId, provider } = context;
	const rule = error instanceof ProviderError ? PROVIDER_ERROR_RULES[error.kind] : null;
	const message =
		error instanceof ProviderError && rule !== null
			? `${rule.text.replaceAll("{provider}", provider.label)}${error.status === null ? "" : ` (${error.status})`}`
			: error instanceof AppError
				? error.userMessage
				: "Rezdeck failed to store this page. Nothing of it was kept; it will be tried again.";
	if (error instanceof ProviderError && error.kind === "rate_limited") {
		const until = error.retryAt ?? new Date(at.getTime() + 60_000);
		await release(tx, stream, { nextDueAt: until, waiting: message });
		return closeRun(tx, runId, "waiting", message);
	}
	const failures = stream.failures + 1;
	await release(tx, stream, {
		nextDueAt: new Date(at.getTime() + backoffMs(failures)),
		failures,
		lastError: message,
		waiting: message,
	});
	await closeRun(tx, runId, "failed", message);
	if (rule?.connectionState === "degraded" && failures >= FAILURES_UNTIL_DEGRADED) {
		const connection = await tx.connection.findUniqueOrThrow({ where: { id: stream.connectionId } });
		if (connection.state === "active") await moveConnection(tx, stream.connectionId, "degraded", message, at);
	}
}

/** Exponential with full jitter, at least a second. */
function backoffMs(failures: number): number {
	return 1000 + Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (failures - 1));
}

type StreamChange = Partial<{
	nextDueAt: Date | null;
	completedAt: Date;
	lastSuccessAt: Date;
	failures: number;
	lastError: string | null;
	waiting: string | null;
}>;

async function release(tx: Transaction, stream: ClaimedStream, change: StreamChange): Promise<void> {
	await tx.stream.update({ where: { id: stream.id }, data: { ...change, leaseUntil: null, leaseOwner: null } });
}
