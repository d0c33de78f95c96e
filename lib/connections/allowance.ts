/** Asks the shared allowance before a request leaves, and tells it how the provider answered. */
import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { noteRefusal } from "@/lib/budget/note-refusal";
import { notePace } from "@/lib/budget/provider-pace";
import { type Lane, leaveQueue, noteSlowRequest, takeRequest } from "@/lib/budget/take-request";
import { now, realDelay } from "@/lib/clock";
import { env } from "@/lib/env";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Provider } from "@/lib/providers/provider";
import { expectedPolls } from "./expected-polls";

/** How long a caller waits here for its request. A person is refused after it, a stream goes on later by itself. */
const LONGEST_WAIT_MS: Record<Lane, number> = { person: 10_000, poll: 3_000, fill: 3_000, idle: 0 };
const SHORTEST_SLEEP_MS = 50;
/** `detail` of a rate_limited error that is our own allowance and not the provider's answer. */
const OWN_ALLOWANCE = "own_allowance";

/** Background work must wait for the allowance; the stream goes on at `retryAt`. */
export class AllowanceUsedUp extends Error {
	override readonly name = "AllowanceUsedUp";
	constructor(readonly retryAt: Date) {
		super("request allowance used up");
	}
}

export interface AllowanceOptions {
	lane: Lane;
	connectionId?: string;
	signal?: AbortSignal;
}

/**
 * Resolves when one request may leave, with the number it is counted under. A short wait is waited here. Throws
 * AllowanceUsedUp for background lanes, ProviderError rate_limited (with the time to come back) for people.
 */
export async function waitForAllowance(provider: Provider, options: AllowanceOptions): Promise<bigint> {
	const { lane, connectionId, signal } = options;
	const bucket = budgetBucket(provider);
	const waiterId = randomUUID();
	const asker = {
		lane,
		waiterId,
		...(connectionId === undefined ? {} : { connectionId }),
		pollsPerSecond: await expectedPolls(provider),
	};
	const giveUpAt = now().getTime() + LONGEST_WAIT_MS[lane];
	for (;;) {
		const allowance = await takeRequest(bucket, provider.budget, asker);
		if (allowance.granted) return allowance.requestId;
		const { retryAt } = allowance;
		if (retryAt.getTime() > giveUpAt || signal?.aborted) {
			if (lane !== "person") throw new AllowanceUsedUp(retryAt);
			await leaveQueue(bucket, waiterId);
			throw new ProviderError(provider.id, "rate_limited", { retryAt, detail: OWN_ALLOWANCE });
		}
		// An aborted wait goes on to the check above.
		await sleep(realDelay(Math.max(SHORTEST_SLEEP_MS, retryAt.getTime() - now().getTime())), undefined, {
			...(signal === undefined ? {} : { signal }),
		}).catch(() => undefined);
	}
}

/** An answer has come, or will not: the allowance learns the provider's pace, and holds a slow request for longer. */
export function noteAnswer(
	provider: Provider,
	answer: { status: number | null; durationMs: number },
	requestId: bigint | undefined,
): void {
	if (answer.status !== null && answer.status < 500 && answer.status !== 429) {
		notePace(budgetBucket(provider), provider.budget, answer.durationMs);
	}
	if (requestId === undefined) return;
	noteSlowRequest(requestId, answer.durationMs).catch((error: unknown) =>
		// The request stays counted from when it left; only the margin for slow ones is lost.
		log.warn({ err: error, provider: provider.id }, "could not count a slow request for longer"),
	);
}

/** One bucket per provider and public address; installations' processes behind one address name it alike (EGRESS). */
export function budgetBucket(provider: Provider): string {
	const { EGRESS } = env();
	return EGRESS === "default" ? provider.id : `${provider.id}@${EGRESS}`;
}

/** The provider itself said too many: everybody waits. */
export async function noteRateLimit(provider: Provider, error: unknown): Promise<void> {
	if (!(error instanceof ProviderError) || error.kind !== "rate_limited" || error.detail === OWN_ALLOWANCE) return;
	const waitSeconds = error.retryAt === null ? null : (error.retryAt.getTime() - now().getTime()) / 1000;
	await noteRefusal(budgetBucket(provider), provider.budget, provider.label, waitSeconds);
}
