/** What asking for changes is expected to need of an allowance, so that first readings and sweeps leave room for it. */
import "server-only";
import { db } from "@/lib/db/client";
import type { Provider } from "@/lib/providers/provider";
import { USABLE_STATES } from "./connection-state";

/** New tenants and changed intervals matter within minutes only. */
const KEPT_MS = 20_000;

const known = new Map<string, { at: number; perSecond: Promise<number> }>();

/** Polls a second of a provider, by the intervals that its tenants are asked at now; kept for some seconds. */
export function expectedPolls(provider: Provider): Promise<number> {
	const kept = known.get(provider.id);
	if (kept !== undefined && Date.now() - kept.at < KEPT_MS) return kept.perSecond;
	const perSecond = pollsPerSecond(provider);
	known.set(provider.id, { at: Date.now(), perSecond });
	// A failed look is not kept; whoever asked for it gets its error.
	perSecond.catch(() => known.delete(provider.id));
	return perSecond;
}

/** The same, asked anew. Several addresses share the provider's polls: each is counted with an equal part. */
export async function pollsPerSecond(provider: Provider): Promise<number> {
	const usual = provider.streams.find(({ kind }) => kind === "changed")?.intervalSeconds ?? 300;
	const [row] = await db().$queryRaw<{ polls: number }[]>`
		SELECT coalesce(sum(1.0 / greatest(1, coalesce(s.poll_seconds, ${usual}::int))), 0)::float8
			/ greatest(1, (SELECT count(DISTINCT bucket) FROM budget_request
				WHERE bucket = ${provider.id} OR bucket LIKE ${`${provider.id}@%`})) AS polls
		FROM stream s JOIN tenant t ON t.id = s.tenant_id JOIN connection c ON c.id = s.connection_id
		WHERE t.provider = ${provider.id} AND s.kind = 'changed' AND s.next_due_at IS NOT NULL
			AND t.included AND t.paused_at IS NULL AND t.problem IS NULL
			AND c.paused_at IS NULL AND c.state = ANY(${[...USABLE_STATES]})`;
	return row?.polls ?? 0;
}
