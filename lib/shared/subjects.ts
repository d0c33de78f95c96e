/** Tenants and connections as the API gives them, told as conditions. Pure. */
import { type Condition, fine, HEALTHY } from "./condition-words";
import { conditionsOf, nextWords, type Subject } from "./conditions";
import type { ConnectionSummary, SyncProgress, TenantSummary } from "./connections";
import type { Sentence } from "./sentence";

/** @param provider the provider's own name */
export function tenantConditions(tenant: TenantSummary, provider: string, at: Date): Condition[] {
	return conditionsOf(
		{
			provider,
			state: tenant.connection.state,
			reason: tenant.connection.reason,
			stateSince: tenant.connection.since,
			included: tenant.included,
			problem: tenant.problem,
			asOf: tenant.asOf,
			paused: tenant.paused,
			pausedAbove: !tenant.pausedHere,
			backoff: tenant.backoff,
			waiting: tenant.waiting,
			nextRequestAt: tenant.nextRequestAt,
			slowSince: tenant.providerSlowSince,
			poll: { seconds: tenant.pollSeconds },
			loading: loadingOf(tenant.progress, tenant.asOf),
			hold: tenant.hold,
			cancelled: tenant.cancelled,
			notPermitted: tenant.notPermitted,
			quarantined: tenant.quarantined,
			silentSince: tenant.webhooks.state === "silent" ? tenant.webhooks.silentSince : null,
			needsPersonBy: null,
		},
		at,
	);
}

/**
 * The conditions of a connection as a whole; those of single tenants are theirs. A connection whose tenants still load is
 * healthy all the same, and says so beside.
 */
export function connectionConditions(connection: ConnectionSummary, provider: string, at: Date): Condition[] {
	const conditions = conditionsOf(
		{
			provider,
			state: connection.state,
			reason: connection.reason,
			stateSince: connection.since,
			included: true,
			problem: null,
			asOf: connection.lastSuccessAt,
			paused: connection.paused,
			pausedAbove: false,
			backoff: connection.backoff,
			waiting: connection.waiting,
			nextRequestAt: connection.nextRequestAt,
			slowSince: connection.providerSlowSince,
			poll: null,
			loading: loadingOf(connection.progress, connection.lastSuccessAt),
			hold: null,
			cancelled: null,
			notPermitted: [],
			quarantined: connection.quarantined,
			silentSince: null,
			needsPersonBy: connection.needsPersonBy,
		},
		at,
	).map((condition) => (condition.kind === "loading" ? { ...condition, isNote: true } : condition));
	if (conditions.some(({ isNote }) => !isNote)) return conditions;
	return [...conditions, { ...fine(provenWords(connection)), ...HEALTHY }];
}

function provenWords({ provenAt, nextRequestAt }: ConnectionSummary): Sentence {
	if (provenAt === null) return ["Not proven yet."];
	return ["Proven ", { at: provenAt }, ".", ...nextWords(nextRequestAt, " Next request ")];
}

function loadingOf(progress: SyncProgress, asOf: string | null): Subject["loading"] {
	if (progress.phase !== "populating" && progress.phase !== "waiting") return null;
	return { waiting: progress.waiting, missing: asOf === null ? null : "later and earlier ones" };
}
