/** What each provider's request allowance is at, and how many more tenants it could carry. */
import "server-only";
import { windowUse } from "@/lib/budget/window-use";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Provider } from "@/lib/providers/provider";
import { providers } from "@/lib/providers/registry";
import type { BudgetGauge } from "@/lib/shared/connections";
import { budgetBucket } from "./allowance";
import { pollsPerSecond } from "./expected-polls";

/** The forecast is for tenants that are asked for changes this often. */
const FORECAST_INTERVAL_SECONDS = 300;
/** Below so many observed polls nothing is forecast. */
const LEAST_POLLS = 10;
const POLLS_WITHIN_MS = 6 * 3_600_000;
const SWEEPS_WITHIN_MS = 24 * 3_600_000;

/** One gauge a provider, of the bucket that this process calls from. */
export async function budgetGauges(): Promise<BudgetGauge[]> {
	const waiting = await waitingStreams();
	return Promise.all(providers().map((provider) => budgetGauge(provider, waiting.get(provider.id) ?? 0)));
}

async function budgetGauge(provider: Provider, waitingStreams: number): Promise<BudgetGauge> {
	const { budget } = provider;
	const { learned, pausedUntil, slowSince, failingSince, closedUntil, ...use } = await windowUse(
		budgetBucket(provider),
		budget,
	);
	return {
		provider: provider.id,
		...use,
		windowSeconds: budget.windowSeconds,
		source: learned ? "learned" : budget.assumed ? "assumed" : "published",
		waitingStreams,
		pausedUntil: iso(pausedUntil),
		forecast: await forecast(provider, use.limit - use.reserved),
		slowSince: iso(slowSince),
		failingSince: iso(failingSince),
		closedUntil: iso(closedUntil),
	};
}

function iso(at: Date | null): string | null {
	return at?.toISOString() ?? null;
}

/** Streams that wait for a time to come, by provider. */
export async function waitingStreams(): Promise<Map<string, number>> {
	const rows = await db().$queryRaw<{ provider: string; count: number }[]>`
		SELECT t.provider, count(*)::int AS count FROM stream s JOIN tenant t ON t.id = s.tenant_id
		WHERE s.waiting IS NOT NULL AND s.next_due_at > ${now()} GROUP BY t.provider`;
	return new Map(rows.map(({ provider, count }) => [provider, count]));
}

/**
 * From what polls and sweeps have cost of late: the requests that following today's tenants needs in a window, and how
 * many more tenants the rest would carry. First readings pass and are not counted. Null while too little was observed.
 */
async function forecast(provider: Provider, background: number): Promise<BudgetGauge["forecast"]> {
	const at = now().getTime();
	const [seen] = await db().$queryRaw<{ polls: number; perPoll: number | null; sweeping: number; tenants: number }[]>`
		SELECT count(*) FILTER (WHERE s.kind = 'changed' AND r.started_at > ${new Date(at - POLLS_WITHIN_MS)})::int AS polls,
			(avg(r.requests) FILTER (WHERE s.kind = 'changed' AND r.started_at > ${new Date(at - POLLS_WITHIN_MS)}))::float8
				AS "perPoll",
			coalesce(sum(r.requests) FILTER (WHERE s.kind = 'sweep'), 0)::float8 AS sweeping,
			count(DISTINCT r.tenant_id)::int AS tenants
		FROM run r JOIN stream s ON s.id = r.stream_id JOIN tenant t ON t.id = r.tenant_id
		WHERE t.provider = ${provider.id} AND s.kind IN ('changed', 'sweep') AND r.state = 'succeeded'
			AND r.started_at > ${new Date(at - SWEEPS_WITHIN_MS)}`;
	if (seen === undefined || seen.perPoll === null || seen.polls < LEAST_POLLS) return null;
	const { windowSeconds } = provider.budget;
	const sweepsPerTenant = (seen.sweeping / seen.tenants) * ((windowSeconds * 1000) / SWEEPS_WITHIN_MS);
	const followedNow = (await pollsPerSecond(provider)) * windowSeconds * seen.perPoll + sweepsPerTenant * seen.tenants;
	const perTenant = (windowSeconds / FORECAST_INTERVAL_SECONDS) * seen.perPoll + sweepsPerTenant;
	return {
		moreTenants: Math.max(0, Math.floor((background - followedNow) / perTenant)),
		intervalSeconds: FORECAST_INTERVAL_SECONDS,
	};
}
