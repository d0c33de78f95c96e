/** How a slice of a stream ends when something was in its way: a wait, a stop, or a failure with its back-off. */
import "server-only";
import { now } from "@/lib/clock";
import { AllowanceUsedUp } from "@/lib/connections/allowance";
import { CONTACTS_STREAM } from "@/lib/connections/streams";
import { ProviderResting } from "@/lib/connections/upstream-gate";
import { ConnectionStopped } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, ProviderError } from "@/lib/errors";
import { holdLease, LeaseLost, releaseStream } from "./lease";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";
import { backoffMs, failUpstream, waitOutRest } from "./upstream-failure";

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
		error instanceof ProviderResting ||
		error instanceof ConnectionStopped ||
		error instanceof AppError;
	if (!isExpected) throw error;
}

async function fail(tx: Transaction, context: RunContext, error: unknown, at: Date): Promise<void> {
	const { stream, runId } = context;
	if (error instanceof ProviderResting) return waitOutRest(tx, context, error, at);
	if (error instanceof ProviderError) return failUpstream(tx, context, error, at);
	const message =
		error instanceof AppError
			? error.userMessage
			: "Rezdeck failed to store this page. Nothing of it was kept; it will be tried again.";
	const failures = stream.failures + 1;
	await releaseStream(tx, stream, {
		nextDueAt: new Date(at.getTime() + backoffMs(failures)),
		failures,
		lastError: message,
		waiting: message,
	});
	await closeRun(tx, runId, "failed", message);
}
