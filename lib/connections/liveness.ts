/**
 * Proves each connection about once a day with one cheap call, whatever else it does: an idle, paused or left-out one
 * is then never called healthy on older evidence (F-39, S-48), and the tenants of its grant are compared (F-42).
 */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError, ProviderError, providerErrorText } from "@/lib/errors";
import { log } from "@/lib/log";
import type { GrantIdentity } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { AllowanceUsedUp } from "./allowance";
import { moveConnection, USABLE_STATES } from "./connection-state";
import { recoverConnection } from "./recover-connection";
import { compareTenants } from "./tenant-reach";
import { ProviderResting } from "./upstream-gate";
import { ConnectionStopped, withAccess } from "./with-access";

/** "Connected" is never older than this. */
const PROVEN_WITHIN_MS = 24 * 3_600_000;
/** Between two probes: this, and up to three hours more by the connection's id, so that they do not fall together. */
const PROBE_EVERY_HOURS = 20;
const SPREAD_SECONDS = 3 * 3600;
const RETRY_MINUTES = 15;
/** Left for the next look, a second later. */
const AT_ONCE = 5;

/**
 * Ids of usable connections whose probe is due. When each was last tried, and how often in vain since, is kept in a
 * counter row of its own ("probe:<id>").
 */
export async function dueProbes(): Promise<string[]> {
	const rows = await db().$queryRaw<{ id: string }[]>`
		SELECT c.id FROM connection c LEFT JOIN throttle t ON t.key = 'probe:' || c.id
		WHERE c.state = ANY(${[...USABLE_STATES]}) AND coalesce(t.started_at, c.created_at) <= ${now()}::timestamptz - CASE
			WHEN t.count > 0 THEN make_interval(mins => ${RETRY_MINUTES}::int)
			ELSE make_interval(hours => ${PROBE_EVERY_HOURS}::int, secs => abs(hashtext(c.id)::bigint) % ${SPREAD_SECONDS}::int) END
		ORDER BY c.proven_at NULLS FIRST LIMIT ${AT_ONCE}`;
	return rows.map(({ id }) => id);
}

/** One `identify` with the connection's token. A refused token moves the connection on; other trouble is tried again. */
export async function probeConnection(connectionId: string, signal?: AbortSignal): Promise<void> {
	const at = now();
	await db().$executeRaw`
		INSERT INTO throttle AS t (key, count, started_at) VALUES (${probeKey(connectionId)}, 1, ${at})
		ON CONFLICT (key) DO UPDATE SET count = t.count + 1, started_at = excluded.started_at`;
	let identity: GrantIdentity;
	try {
		const options = { lane: "poll" as const, ...(signal === undefined ? {} : { signal }) };
		identity = await withAccess(connectionId, options, (context, provider) => provider.identify(context));
	} catch (error) {
		if (!isExpected(error)) throw error;
		log.info({ err: error, connectionId }, "connection not proven");
		return unproven(connectionId, error, at);
	}
	await db().$transaction(async (tx) => {
		const connection = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } });
		await compareTenants(tx, providerById(connection.provider), connectionId, identity, at);
		// Which tenants there are decides whether each call must name its own (F-41).
		if (identity.multiTenant && !connection.multiTenant) {
			await tx.connection.update({ where: { id: connectionId }, data: { multiTenant: true } });
		}
		await tx.throttle.updateMany({ where: { key: probeKey(connectionId) }, data: { count: 0 } });
		await recoverConnection(tx, connectionId, at);
	});
}

/** Says so when the last proof is older than a day; until then a hiccup is nobody's business. */
async function unproven(connectionId: string, error: Error, at: Date): Promise<void> {
	const connection = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
	const provenAt = connection.provenAt ?? connection.createdAt;
	if (connection.state !== "active" || at.getTime() - provenAt.getTime() < PROVEN_WITHIN_MS) return;
	const { label } = providerById(connection.provider);
	const why = error instanceof ProviderError ? ` ${providerErrorText(error, label)}` : "";
	const reason = `Not proven for more than a day.${why} Rezdeck tries again every ${RETRY_MINUTES} minutes.`;
	await moveConnection(db(), connectionId, "degraded", reason, at);
}

function isExpected(error: unknown): error is Error {
	return (
		error instanceof ProviderError ||
		error instanceof AllowanceUsedUp ||
		error instanceof ProviderResting ||
		error instanceof ConnectionStopped ||
		error instanceof AppError
	);
}

function probeKey(connectionId: string): string {
	return `probe:${connectionId}`;
}
