/** The start page's facts about connections: what needs a person, what is being loaded, what the allowances are at. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { env } from "@/lib/env";
import type { Overview } from "@/lib/shared/connections";
import { budgetGauges } from "./budget-gauges";
import { isHealthy, issuesOf } from "./issues";
import { listConnections } from "./list-connections";
import { listTenants } from "./tenants";

export async function getOverview(actor: Actor): Promise<Overview> {
	assertCan(actor, "connections.read");
	const [connections, tenants] = await Promise.all([listConnections(actor), listTenants(actor)]);
	const at = now();
	const live = connections.items.filter(({ state }) => state !== "revoked" && state !== "revoked_local_only");
	const included = tenants.filter((tenant) => tenant.included);
	const asOf = included.map((tenant) => tenant.asOf);
	return {
		demo: env().SANDBOX === true,
		connections: {
			total: live.length,
			healthy: live.filter((connection) => isHealthy(connection, at)).length,
			needPerson: live.filter(({ state }) => state === "needs_reconnect").length,
		},
		tenants: included.length,
		reservations: included.reduce((sum, tenant) => sum + tenant.reservations, 0),
		quarantined: included.reduce((sum, tenant) => sum + tenant.quarantined, 0),
		asOf: asOf.length === 0 || asOf.includes(null) ? null : (asOf.sort()[0] ?? null),
		budgets: await budgetGauges(),
		issues: issuesOf(live, included, at),
	};
}
