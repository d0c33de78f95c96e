"use client";
import { Instant } from "@/components/ui/instant";
import type { ConnectionSummary } from "@/lib/shared/connections";
import type { Fact } from "./fact-list";
import { Countdown } from "./sentence-text";
import { SYNC_WORDS } from "./sync-words";

type Facts = Pick<ConnectionSummary, "lastSuccessAt" | "nextRequestAt" | "backoff" | "providerSlowSince" | "paused">;

/** When it was last asked with success, when it is asked next, and why not sooner: for a tenant and a connection alike. */
export function syncFactRows(facts: Facts): Fact[] {
	const next = facts.backoff?.until ?? facts.nextRequestAt;
	return [
		{ name: SYNC_WORDS.lastSuccess, value: <Instant at={facts.lastSuccessAt} missing={SYNC_WORDS.noneYet} /> },
		{
			name: facts.backoff === null ? SYNC_WORDS.nextRequest : SYNC_WORDS.nextTry,
			value:
				next === null ? (
					<span className="text-n10">
						{facts.paused === null ? SYNC_WORDS.nonePlanned : SYNC_WORDS.noneWhilePaused}
					</span>
				) : (
					<>
						<Instant at={next} />
						<Countdown until={next} />
					</>
				),
		},
		...(facts.backoff === null ? [] : [{ name: SYNC_WORDS.failingSince, value: <Instant at={facts.backoff.since} /> }]),
		...(facts.providerSlowSince === null
			? []
			: [{ name: SYNC_WORDS.providerSlowSince, value: <Instant at={facts.providerSlowSince} /> }]),
	];
}
