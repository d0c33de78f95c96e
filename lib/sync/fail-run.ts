/** How a slice of a stream ends when something was in its way: a wait, a stop, or a failure with its back-off. */
import "server-only";
import { now } from "@/lib/clock";
import { AllowanceUsedUp } from "@/lib/connections/allowance";
import { CONTACTS_STREAM } from "@/lib/connections/streams";
import { ProviderResting } from "@/lib/connections/upstream-gate";
import { ConnectionStopped } from "@/lib/connections/with-access";
import { databaseFailure } from "@/lib/database-failure";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, ProviderError } from "@/lib/errors";
import { RunStopped } from "./give-way";
import { holdSweep } from "./hold-sweep";
import { holdLease, LeaseLost, releaseStream } from "./lease";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";
import { standBy } from "./stand-by";
import { stopRun } from "./stop-run";
import { SweepHeld } from "./sweep-hold";
import { backoffMs, failUpstream, waitOutRest } from "./upstream-failure";

/** Polls that wait for the same moment start this far apart at most. */
const WAIT_SPREAD_MS = 2_000;

/** Writes down what happened. Throws the error again when it is a bug. */
export async function failRun(context: RunContext, error: unknown): Promise<void> {
	if (error instanceof LeaseLost) return;
	const failure = databaseFailure(error);
	if (failure === "away" || failure === "full") return standBy(context, failure);
	try {
		await db().$transaction(async (tx) => {
			await holdLease(tx, context.stream);
			await note(tx, context, error);
		});
	} catch (second) {
		if (second instanceof LeaseLost) return;
		throw second;
	}
	const isExpected =
		context.signal.aborted ||
		error instanceof RunStopped ||
		error instanceof SweepHeld ||
		error instanceof ProviderError ||
		error instanceof AllowanceUsedUp ||
		error instanceof ProviderResting ||
		error instanceof ConnectionStopped ||
		error instanceof AppError;
	if (!isExpected) throw error;
}

async function note(tx: Transaction, context: RunContext, error: unknown): Promise<void> {
	const { stream, signal } = context;
	const at = now();
	const stopped = error instanceof RunStopped ? error : signal.reason;
	if (stopped instanceof RunStopped) return stopRun(tx, context, stopped, at);
	if (signal.aborted) {
		// The worker ends: the page in hand is dropped, the next worker reads it again from the same cursor.
		await releaseStream(tx, stream, {});
		return closeRun(tx, context, "waiting", null);
	}
	if (error instanceof AllowanceUsedUp) return waitForTurn(tx, context, error);
	if (error instanceof SweepHeld) return holdSweep(tx, context, error.counts, at);
	if (error instanceof ConnectionStopped) {
		await releaseStream(tx, stream, {});
		return closeRun(tx, context, "cancelled", "The connection was stopped.");
	}
	await fail(tx, context, error, at);
}

async function waitForTurn(tx: Transaction, context: RunContext, { retryAt }: AllowanceUsedUp): Promise<void> {
	const { stream, provider } = context;
	const waiting =
		stream.kind === CONTACTS_STREAM
			? `Reads on with what syncing leaves of ${provider.label}'s request allowance.`
			: `Waiting for ${provider.label}'s request allowance.`;
	const nextDueAt = new Date(retryAt.getTime() + Math.random() * WAIT_SPREAD_MS);
	await releaseStream(tx, stream, { nextDueAt, waiting });
	await closeRun(tx, context, "waiting", waiting);
}

async function fail(tx: Transaction, context: RunContext, error: unknown, at: Date): Promise<void> {
	const { stream } = context;
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
	await closeRun(tx, context, "failed", message);
}
