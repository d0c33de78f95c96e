"use client";
import { Instant } from "@/components/ui/instant";
import type { ConnectionSummary } from "@/lib/shared/connections";
import type { Fact } from "./fact-list";
import { Countdown } from "./sentence-text";

type Facts = Pick<ConnectionSummary, "lastSuccessAt" | "nextRequestAt" | "backoff" | "providerSlowSince" | "paused">;

/** When it was last asked with success, when it is asked next, and why not sooner: for a tenant and a connection alike. */
export function syncFactRows(facts: Facts): Fact[] {
	const next = facts.backoff?.until ?? facts.nextRequestAt;
	return [
		{ name: "Last success", value: <Instant at={facts.lastSuccessAt} missing="none yet" /> },
		{
			name: facts.backoff === null ? "Next request" : "Next try",
			value:
				next === null ? (
					<span className="text-n10">{facts.paused === null ? "none planned" : "none while paused"}</span>
				) : (
					<>
						<Instant at={next} />
						<Countdown until={next} />
					</>
				),
		},
		...(facts.backoff === null ? [] : [{ name: "Failing since", value: <Instant at={facts.backoff.since} /> }]),
		...(facts.providerSlowSince === null
			? []
			: [{ name: "Provider slow since", value: <Instant at={facts.providerSlowSince} /> }]),
	];
}
