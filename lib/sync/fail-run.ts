/** How a slice of a stream ends when something was in its way: a wait, a stop, or a failure with its back-off. */
import "server-only";
import { now } from "@/lib/clock";
import { AllowanceUsedUp } from "@/lib/connections/allowance";
import { moveConnection } from "@/lib/connections/connection-state";
import { CONTACTS_STREAM } from "@/lib/connections/streams";
import { ConnectionStopped } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import { holdLease, LeaseLost, releaseStream } from "./lease";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";

const BACKOFF_FIRST_MS = 5_000;
const BACKOFF_MAX_MS = 15 * 60_000;
/** One failure may be a hiccup; from the second on the connection says so. */
const FAILURES_UNTIL_DEGRADED = 2;

/** Writes down what happened. Throws the error again when it is a bug. */
export async function failRun(context: RunContext, error: unknown): Promise<void> {
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
				await releaseStream(tx, stream, { nextDueAt: error.retryAt, waiting });
				return closeRun(tx, runId, "waiting", waiting);
			}
			if (error instanceof ConnectionStopped) {
				await releaseStream(tx, stream, {});
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
		await releaseStream(tx, stream, { nextDueAt: until, waiting: message });
		return closeRun(tx, runId, "waiting", message);
	}
	const failures = stream.failures + 1;
	await releaseStream(tx, stream, {
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
