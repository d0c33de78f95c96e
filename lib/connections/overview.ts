/** The start page's facts about connections: what needs a person, what is being loaded, what the allowances are at. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { usedRequests } from "@/lib/budget/take-request";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { providers } from "@/lib/providers/registry";
import type { Overview } from "@/lib/shared/connections";
import { budgetBucket } from "./allowance";
import { listConnections } from "./list-connections";
import { listTenants } from "./tenants";

export async function getOverview(actor: Actor): Promise<Overview> {
	assertCan(actor, "connections.read");
	const [connections, tenants] = await Promise.all([listConnections(actor), listTenants(actor)]);
	const live = connections.items.filter(({ state }) => state !== "revoked" && state !== "revoked_local_only");
	const included = tenants.filter((tenant) => tenant.included);
	const asOf = included.map((tenant) => tenant.asOf);
	return {
		demo: env().SANDBOX === true,
		connections: {
			total: live.length,
			healthy: live.filter(({ state }) => state === "active").length,
			needPerson: live.filter(({ state }) => state === "needs_reconnect").length,
		},
		tenants: included.length,
		reservations: included.reduce((sum, tenant) => sum + tenant.reservations, 0),
		quarantined: included.reduce((sum, tenant) => sum + tenant.quarantined, 0),
		asOf: asOf.length === 0 || asOf.includes(null) ? null : (asOf.sort()[0] ?? null),
		budgets: await budgetGauges(),
		attention: live.filter(({ state }) => state !== "active"),
	};
}

async function budgetGauges(): Promise<Overview["budgets"]> {
	const waiting = await db().$queryRaw<{ provider: string; count: number }[]>`
		SELECT t.provider, count(*)::int AS count FROM stream s JOIN tenant t ON t.id = s.tenant_id
		WHERE s.waiting IS NOT NULL AND s.next_due_at > ${now()} GROUP BY t.provider`;
	return Promise.all(
		providers().map(async (provider) => ({
			provider: provider.id,
			used: await usedRequests(budgetBucket(provider), provider.budget),
			limit: provider.budget.limit,
			reserved: provider.budget.reserved,
			windowSeconds: provider.budget.windowSeconds,
			waitingStreams: waiting.find((row) => row.provider === provider.id)?.count ?? 0,
		})),
	);
}
