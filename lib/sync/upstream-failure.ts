/**
 * What a provider's failure means for more than the stream that met it: a broken provider is left alone by the whole
 * connection, a lost tenant rests alone, and what is not permitted keeps nothing else from running.
 */
import "server-only";
import { moveConnection } from "@/lib/connections/connection-state";
import { OWN_STREAM_KINDS } from "@/lib/connections/streams";
import { loseTenant } from "@/lib/connections/tenant-reach";
import type { ProviderResting } from "@/lib/connections/upstream-gate";
import type { Transaction } from "@/lib/db/client";
import { leastRetryMs, PROVIDER_ERROR_RULES, type ProviderError, providerErrorText } from "@/lib/errors";
import { formatInstant } from "@/lib/shared/dates";
import { startFollowers } from "./end-slice";
import { releaseStream } from "./lease";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";

const BACKOFF_FIRST_MS = 5_000;
export const BACKOFF_MAX_MS = 15 * 60_000;
/** One failure may be a hiccup; from the second on the connection says so. */
const FAILURES_UNTIL_DEGRADED = 2;
/** Permissions change by a person's hand; asked again about twice a day. */
const FORBIDDEN_RETRY_MS = 12 * 3_600_000;

/** Exponential with full jitter, at least a second. */
export function backoffMs(failures: number): number {
	return 1000 + Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (failures - 1));
}

/** The breaker is open: not this stream's failure, but the connection must not be called healthy meanwhile. */
export async function waitOutRest(tx: Transaction, context: RunContext, error: ProviderResting, at: Date) {
	const { stream, provider } = context;
	const since = formatInstant(error.failingSince.toISOString(), "UTC", at);
	const message = `${provider.label} has not answered properly since ${since} UTC. Rezdeck lets it rest and tries again by itself.`;
	await releaseStream(tx, stream, { nextDueAt: error.retryAt, waiting: message });
	await closeRun(tx, context, "waiting", message);
	await degrade(tx, stream.connectionId, message, at);
}

/** Ends a run that a provider's error ended, and says when which stream is due again. */
export async function failUpstream(tx: Transaction, context: RunContext, error: ProviderError, at: Date) {
	const { stream, provider } = context;
	const message = providerErrorText(error, provider.label);
	if (error.kind === "rate_limited") {
		const until = error.retryAt ?? new Date(at.getTime() + 60_000);
		await releaseStream(tx, stream, { nextDueAt: until, waiting: message });
		return closeRun(tx, context, "waiting", message);
	}
	await closeRun(tx, context, "failed", message);
	if (error.kind === "tenant_lost") {
		await releaseStream(tx, stream, { nextDueAt: at });
		return loseTenant(tx, provider, stream.tenantId);
	}
	const { failingSince } = await tx.stream.findUniqueOrThrow({ where: { id: stream.id } });
	const known = { lastError: message, errorKind: error.kind, failingSince: failingSince ?? at };
	if (error.kind === "forbidden") {
		const nextDueAt = new Date(at.getTime() + FORBIDDEN_RETRY_MS * (0.9 + Math.random() * 0.2));
		await releaseStream(tx, stream, { ...known, nextDueAt, failures: 0, waiting: message });
		return startFollowers(tx, context, at);
	}
	const spares = PROVIDER_ERROR_RULES[error.kind].retry === "backoff" && error.kind !== "unexpected_shape";
	const failures = stream.failures + 1;
	const tries = spares ? failures + (await failuresOfSiblings(tx, context)) : failures;
	const nextDueAt = new Date(at.getTime() + Math.max(leastRetryMs(error), backoffMs(tries)));
	await releaseStream(tx, stream, { ...known, nextDueAt, failures, waiting: message });
	if (spares) await holdSiblings(tx, context, nextDueAt, message);
	const isFeed = !OWN_STREAM_KINDS.includes(stream.kind);
	if (isFeed && PROVIDER_ERROR_RULES[error.kind].connectionState === "degraded" && tries >= FAILURES_UNTIL_DEGRADED) {
		await degrade(tx, stream.connectionId, message, at);
	}
}

async function failuresOfSiblings(tx: Transaction, { stream }: RunContext): Promise<number> {
	const { _sum } = await tx.stream.aggregate({
		where: { connectionId: stream.connectionId, id: { not: stream.id }, errorKind: { in: ["unavailable", "timeout"] } },
		_sum: { failures: true },
	});
	return _sum.failures ?? 0;
}

/** A provider in trouble is not asked by the connection's next stream right after (F-16). */
async function holdSiblings(tx: Transaction, { stream }: RunContext, until: Date, waiting: string): Promise<void> {
	await tx.stream.updateMany({
		where: { connectionId: stream.connectionId, id: { not: stream.id }, nextDueAt: { lt: until }, leaseOwner: null },
		data: { nextDueAt: until, waiting },
	});
}

async function degrade(tx: Transaction, connectionId: string, reason: string, at: Date): Promise<void> {
	const { state } = await tx.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { state: true } });
	if (state === "active") await moveConnection(tx, connectionId, "degraded", reason, at);
}
