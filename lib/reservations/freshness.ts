/** How true an answer is: the worst state of the tenants it is about, in one honest sentence. Pure. */
import "server-only";
import { formatInstant } from "@/lib/shared/dates";
import type { Freshness } from "@/lib/shared/reservations";
import type { ScopedTenant } from "./tenant-scope";

/** Changes are asked for every few minutes; three missed rounds are worth a word. */
const STALE_AFTER_MS = 15 * 60_000;
const TENANTS_MAX = 20;

const UNREAD_WORDS = [
	["future", "later stays"],
	["history", "earlier stays"],
	["blocks", "blocks"],
] as const;

type State = Freshness["state"];
/** Incomplete data misleads more than data that is complete but old. */
const RANK: Record<State, number> = { fresh: 0, stale: 1, populating: 2, broken: 3, empty: 0 };

/** The worst state in scope, the oldest "as of", and why. Times in the sentence are in the tenant's own zone. */
export function freshnessOf(tenants: readonly ScopedTenant[], at: Date): Freshness {
	const included = tenants.filter((tenant) => tenant.included);
	if (included.length === 0) return { state: "empty", asOf: null, reason: emptyReason(tenants), tenants: [] };
	const judged = included
		.map((tenant) => ({ tenant, ...judgeTenant(tenant, at) }))
		.sort((a, b) => RANK[b.state] - RANK[a.state] || a.tenant.name.localeCompare(b.tenant.name));
	const troubled = judged.filter((entry) => entry.state !== "fresh");
	const [worst] = troubled;
	const others = troubled.length - 1;
	return {
		state: worst?.state ?? "fresh",
		asOf: oldest(included)?.toISOString() ?? null,
		reason:
			worst === undefined
				? null
				: `${worst.tenant.name}: ${worst.reason}${others === 0 ? "" : ` ${others} more ${others === 1 ? "tenant is" : "tenants are"} affected.`}`,
		tenants: troubled.slice(0, TENANTS_MAX).map(({ tenant, reason }) => ({
			tenantId: tenant.id,
			name: tenant.name,
			connectionId: tenant.connection.id,
			reason,
		})),
	};
}

function emptyReason(tenants: readonly ScopedTenant[]): string {
	const [first] = tenants;
	if (first === undefined) return "No tenant is connected here yet. Connect an account to see its reservations.";
	return `${first.name} is left out, so its reservations are neither synced nor shown. Include it on the tenant's page.`;
}

function judgeTenant(tenant: ScopedTenant, at: Date): { state: State; reason: string } {
	const { connection } = tenant;
	const time = (instant: Date) => clockTime(instant, tenant, at);
	const lastSeen = tenant.asOf === null ? "never read yet" : `not updated since ${time(tenant.asOf)}`;
	if (connection.state === "needs_reconnect") {
		return { state: "broken", reason: `${lastSeen}. ${connection.reason}` };
	}
	if (connection.state === "revoked" || connection.state === "revoked_local_only") {
		return {
			state: "broken",
			reason: `access was revoked ${time(connection.since)}; this is the last known state. Connect the account again to go on.`,
		};
	}
	if (connection.state === "revoking") {
		return {
			state: "broken",
			reason: `access has been in revocation since ${time(connection.since)}; nothing is read any more.`,
		};
	}
	if (tenant.problem !== null) return { state: "broken", reason: `${lastSeen}. ${tenant.problem}` };
	if (tenant.window?.completedAt == null) return { state: "populating", reason: populatingReason(tenant, time) };
	if (connection.state === "degraded") {
		const next = tenant.nextDueAt === null || tenant.nextDueAt <= at ? "" : ` Next try ${time(tenant.nextDueAt)}.`;
		return { state: "stale", reason: `${lastSeen}. ${connection.reason}${next}` };
	}
	const missing = UNREAD_WORDS.filter(([kind]) => tenant.unread.includes(kind)).map(([, words]) => words);
	if (missing.length > 0) {
		return {
			state: "populating",
			reason: `stays around today are all here; ${missing.join(" and ")} are still being read for the first time.`,
		};
	}
	if (tenant.asOf === null || at.getTime() - tenant.asOf.getTime() > STALE_AFTER_MS) {
		return { state: "stale", reason: `${lastSeen}. ${nextStep(tenant, at, time)}` };
	}
	return { state: "fresh", reason: "" };
}

function populatingReason(tenant: ScopedTenant, time: (instant: Date) => string): string {
	const waiting = tenant.window?.waiting;
	if (waiting == null) return "being read for the first time; reservations are still missing here.";
	const until = tenant.window?.nextDueAt;
	return `being read for the first time and waiting: ${waiting}${until == null ? "" : ` (until ${time(until)})`}. Reservations are still missing here.`;
}

function nextStep(tenant: ScopedTenant, at: Date, time: (instant: Date) => string): string {
	if (tenant.nextDueAt === null) return "No update is planned; start a sync on the connection page.";
	if (tenant.nextDueAt <= at) return "An update is due now and runs as soon as a worker is free.";
	return `Next update ${time(tenant.nextDueAt)}.`;
}

function clockTime(instant: Date, tenant: ScopedTenant, at: Date): string {
	const zone = tenant.timeZone ?? "UTC";
	return `${formatInstant(instant.toISOString(), zone, at)} (${zone})`;
}

function oldest(tenants: readonly ScopedTenant[]): Date | null {
	return tenants.reduce<Date | null>(
		(first, { asOf }) => (asOf !== null && (first === null || asOf < first) ? asOf : first),
		null,
	);
}
