/** Asks the shared allowance before a request leaves, and tells it when the provider itself refused one. */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type Lane, pauseBudget, takeRequest } from "@/lib/budget/take-request";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Provider } from "@/lib/providers/provider";

/** A provider that says "too many" without a time gets this long a rest (PROVIDERS.md 2.8: no Retry-After). */
const UNTOLD_PAUSE_MS = 60_000;
/** How long a person's click may wait for the allowance before it is refused with the time to come back. */
const PERSON_WAIT_MS = 10_000;

/** Background work must wait for the allowance; the stream goes on at `retryAt`. */
export class AllowanceUsedUp extends Error {
	override readonly name = "AllowanceUsedUp";
	constructor(readonly retryAt: Date) {
		super("request allowance used up");
	}
}

/** Resolves when one request may leave. Throws AllowanceUsedUp for background lanes, ProviderError rate_limited for people. */
export async function waitForAllowance(
	provider: Provider,
	options: { lane: Lane; connectionId?: string },
): Promise<void> {
	const giveUpAt = Date.now() + PERSON_WAIT_MS;
	for (;;) {
		const allowance = await takeRequest(budgetBucket(provider), provider.budget, options.lane);
		if (allowance.granted) return;
		if (options.lane !== "person") throw new AllowanceUsedUp(allowance.retryAt);
		if (allowance.retryAt.getTime() > giveUpAt) {
			throw new ProviderError(provider.id, "rate_limited", { retryAt: allowance.retryAt, detail: "own_allowance" });
		}
		await sleep(Math.max(50, allowance.retryAt.getTime() - Date.now()));
	}
}

/** Feeds what is known about how the provider answers: its usual pace, and whether it is slow now. */
export function noteAnswer(provider: Provider, answer: { status: number | null; durationMs: number }): void {
	log.trace({ provider: provider.id, ...answer }, "provider answered");
}

/** One bucket per provider: this installation calls from one egress address. */
export function budgetBucket(provider: Provider): string {
	return provider.id;
}

/** The provider itself said too many: everybody waits. */
export async function noteRateLimit(provider: Provider, error: unknown): Promise<void> {
	if (error instanceof ProviderError && error.kind === "rate_limited" && error.detail !== "own_allowance") {
		await pauseBudget(budgetBucket(provider), error.retryAt ?? new Date(Date.now() + UNTOLD_PAUSE_MS));
	}
}
