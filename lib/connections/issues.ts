/** Everything that is not as it should be, over all connections and tenants, in the words that their own pages use. Pure. */
import "server-only";
import { findProvider } from "@/lib/providers/registry";
import { type Condition, mainCondition, urgency } from "@/lib/shared/condition-words";
import type { ConditionKind, ConnectionSummary, Issue, TenantSummary } from "@/lib/shared/connections";
import { connectionConditions, tenantConditions } from "@/lib/shared/subjects";

/** Told once, by the connection. */
const OF_CONNECTION: ReadonlySet<ConditionKind> = new Set([
	"needs_reconnect",
	"paused",
	"disturbed",
	"revoking",
	"slow",
	"expiring",
]);
/** Told by each tenant. */
const OF_TENANT: ReadonlySet<ConditionKind> = new Set([
	"not_reached",
	"held",
	"paused",
	"cancelled",
	"behind",
	"not_permitted",
	"set_aside",
	"webhooks_silent",
]);

/** Most urgent first, then by name. Revoked connections and left-out tenants ask for nothing. */
export function issuesOf(
	connections: readonly ConnectionSummary[],
	tenants: readonly TenantSummary[],
	at: Date,
): Issue[] {
	return [
		...connections.flatMap((connection) =>
			connectionConditions(connection, labelOf(connection.provider), at)
				.filter((condition) => OF_CONNECTION.has(condition.kind))
				.map((condition) => ({
					condition,
					name: connection.account,
					provider: connection.provider,
					connectionId: connection.id,
					tenantId: null,
					tenantIds: connection.tenantIds,
				})),
		),
		...tenants.flatMap((tenant) =>
			tenantConditions(tenant, labelOf(tenant.provider), at)
				.filter((condition) => OF_TENANT.has(condition.kind) && !isAnswered(condition))
				.filter((condition) => condition.kind !== "paused" || tenant.pausedHere)
				.map((condition) => ({
					condition,
					name: tenant.name,
					provider: tenant.provider,
					connectionId: tenant.connectionId,
					tenantId: tenant.id,
					tenantIds: [tenant.id],
				})),
		),
	]
		.sort((a, b) => urgency(a.condition) - urgency(b.condition) || a.name.localeCompare(b.name))
		.map(({ condition: { kind, label, tone, since, sentence, action }, ...of }) => ({
			kind,
			label,
			tone,
			since,
			sentence,
			action: action ?? { label: "Open", to: of.tenantId === null ? "connection" : "tenant" },
			...of,
		}));
}

/** Nothing stands in its way: not paused, not disturbed, not slow. */
export function isHealthy(connection: ConnectionSummary, at: Date): boolean {
	return mainCondition(connectionConditions(connection, labelOf(connection.provider), at)).kind === "fine";
}

/** A held search that somebody has answered is settled by the next one. */
function isAnswered({ kind, isNote }: Condition): boolean {
	return kind === "held" && isNote;
}

function labelOf(providerId: string): string {
	return findProvider(providerId)?.label ?? providerId;
}
