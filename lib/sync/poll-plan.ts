/** What all tenants of a provider together leave for each one's polls: learned rates, webhooks, the allowance and the settings. */
import "server-only";
import { windowLimit } from "@/lib/budget/allowance-rules";
import { budgetBucket } from "@/lib/connections/allowance";
import { PRIOR_CHANGES_PER_HOUR } from "@/lib/connections/change-rate";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { webhookHealthOf } from "@/lib/connections/webhook-health";
import { db } from "@/lib/db/client";
import type { Provider } from "@/lib/providers/provider";
import type { SyncSettings } from "@/lib/shared/settings";
import { type PollBounds, type PollPace, pollPace } from "./poll-interval";
import { syncSettings } from "./sync-settings";

/** The part of the allowance, without the share kept for people, that polls may use; first readings and sweeps get the rest. */
export const POLL_SHARE = 0.6;
/** Rates and the number of tenants change slowly; the real clock counts. */
const KEPT_MS = 60_000;

export interface PollPlan {
	pace: PollPace;
	bounds: PollBounds;
}

const known = new Map<string, { settings: SyncSettings; until: number; plan: PollPlan }>();

/** Kept for a minute, or until the settings change. */
export async function pollPlan(provider: Provider): Promise<PollPlan> {
	const settings = await syncSettings();
	const kept = known.get(provider.id);
	if (kept !== undefined && kept.until > Date.now() && sameSettings(kept.settings, settings)) return kept.plan;
	const bounds: PollBounds = {
		minSeconds: settings.pollMinSeconds,
		maxSeconds: settings.pollMaxSeconds,
		webhookFactor: settings.webhookFactor,
	};
	const [tenants, pulse] = await Promise.all([
		polledTenants(provider),
		db().providerPulse.findUnique({ where: { bucket: budgetBucket(provider) }, select: { limit: true } }),
	]);
	const { limit, reserved } = windowLimit(provider.budget, pulse?.limit ?? null);
	const pollsPerSecond = ((limit - reserved) / provider.budget.windowSeconds) * POLL_SHARE;
	const plan = { pace: pollPace(tenants, pollsPerSecond, bounds), bounds };
	known.set(provider.id, { settings, until: Date.now() + KEPT_MS, plan });
	return plan;
}

/** Tests only: the next plan is made anew. */
export function forgetPollPlans(): void {
	known.clear();
}

function sameSettings(a: SyncSettings, b: SyncSettings): boolean {
	return (
		a.pollMinSeconds === b.pollMinSeconds &&
		a.pollMaxSeconds === b.pollMaxSeconds &&
		a.webhookFactor === b.webhookFactor
	);
}

async function polledTenants(provider: Provider) {
	const rows = await db().$queryRaw<
		{ rate: number | null; method: string; webhookAt: Date | null; silentSince: Date | null }[]
	>`
		SELECT s.change_rate AS rate, c.method, t.webhook_at AS "webhookAt", t.silent_since AS "silentSince"
		FROM stream s JOIN tenant t ON t.id = s.tenant_id JOIN connection c ON c.id = s.connection_id
		WHERE t.provider = ${provider.id} AND s.kind = 'changed' AND s.next_due_at IS NOT NULL
			AND t.included AND t.paused_at IS NULL AND t.problem IS NULL
			AND c.paused_at IS NULL AND c.state = ANY(${[...USABLE_STATES]})`;
	return rows.map(({ rate, method, webhookAt, silentSince }) => ({
		changesPerHour: rate ?? PRIOR_CHANGES_PER_HOUR,
		webhooksArrive: webhookHealthOf(provider, method, { webhookAt, silentSince }).state === "arriving",
	}));
}
