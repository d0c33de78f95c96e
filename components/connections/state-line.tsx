"use client";
import { agoWords } from "@/components/tenants/progress-words";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import { useClock } from "@/components/ui/time-provider";
import type { ConnectionSummary } from "@/lib/shared/connections";
import { STATE_WORDS } from "./state-words";

export function StateBadge({ state }: Pick<ConnectionSummary, "state">) {
	return <Badge tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].label}</Badge>;
}

/** "Healthy, proven 4 min ago" or the reason why not, with the absolute time for who wants it. */
export function StateLine({ connection }: { connection: ConnectionSummary }) {
	const clock = useClock();
	const { state, reason, provenAt, since } = connection;
	return (
		<span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
			<StateBadge state={state} />
			{state === "active" ? (
				<span className="text-n11 text-sm" title={provenAt ?? undefined}>
					{provenAt === null ? "not proven yet" : `proven ${agoWords(provenAt, new Date(clock.now))}`}
				</span>
			) : (
				<span className="foreign-text text-n11 text-sm">
					{reason} <span className="whitespace-nowrap text-n10">since</span> <Instant at={since} />
				</span>
			)}
		</span>
	);
}
