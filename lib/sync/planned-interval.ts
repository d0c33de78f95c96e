/** How often a stream repeats by plan, before anything that was learned about its tenant. */
import "server-only";
import type { Provider } from "@/lib/providers/provider";
import { OWN_STREAMS } from "./own-streams";

/** Seconds; 0 for a stream that runs once. */
export function plannedInterval({ stream, provider }: { stream: { kind: string }; provider: Provider }): number {
	const own = OWN_STREAMS[stream.kind];
	if (own !== undefined) return own.intervalSeconds ?? 0;
	const definition = provider.streams.find(({ kind }) => kind === stream.kind);
	return definition === undefined || definition.mode === "once" ? 0 : definition.intervalSeconds;
}
