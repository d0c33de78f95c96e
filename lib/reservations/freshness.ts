/** How true an answer is: the worst state of the tenants it is about, in the words that every page uses for it. Pure. */
import "server-only";
import { type Condition, urgency } from "@/lib/shared/condition-words";
import { conditionsOf, staleAfterSeconds } from "@/lib/shared/conditions";
import { formatInstant } from "@/lib/shared/dates";
import type { Freshness } from "@/lib/shared/reservations";
import { sentenceText } from "@/lib/shared/sentence";
import { plainText } from "./export-text";
import type { ScopedTenant } from "./tenant-scope";

const TENANTS_MAX = 20;
/** Letters of a name inside a sentence. */
const NAME_MAX = 80;

const UNREAD_WORDS = [
	["future", "later stays"],
	["history", "earlier stays"],
	["blocks", "blocks"],
] as const;

type State = Freshness["state"];
/** Incomplete data misleads more than data that is complete but old. */
const RANK: Record<State, number> = { fresh: 0, stale: 1, populating: 2, broken: 3, empty: 0 };

/** What each condition makes of a list; a condition that is not named here leaves it as true as it is. */
const STATE_OF: Partial<Record<Condition["kind"], State>> = {
	revoked: "broken",
	revoked_local_only: "broken",
	revoking: "broken",
	needs_reconnect: "broken",
	not_reached: "broken",
	loading: "populating",
	cancelled: "populating",
	held: "stale",
	paused: "stale",
	disturbed: "stale",
	behind: "stale",
	not_permitted: "stale",
};

interface Judged {
	tenant: ScopedTenant;
	state: State;
	condition: Condition | null;
	reason: string;
}

/** The worst state in scope, the oldest "as of", and why. Times in the sentence are in the tenant's own zone. */
export function freshnessOf(tenants: readonly ScopedTenant[], at: Date): Freshness {
	const included = tenants.filter((tenant) => tenant.included);
	if (included.length === 0) {
		return { state: "empty", asOf: null, label: null, reason: emptyReason(tenants), tenants: [] };
	}
	const judged = included
		.map((tenant) => judgeTenant(tenant, at))
		.sort((a, b) => RANK[b.state] - RANK[a.state] || a.tenant.name.localeCompare(b.tenant.name));
	const troubled = judged.filter((entry) => entry.state !== "fresh");
	const [worst] = troubled;
	const others = troubled.length - 1;
	return {
		state: worst?.state ?? "fresh",
		asOf: oldest(included)?.toISOString() ?? null,
		label: worst?.condition?.label ?? null,
		reason:
			worst === undefined
				? null
				: `${plainText(worst.tenant.name, NAME_MAX)}: ${worst.reason}${others === 0 ? "" : ` ${others} more ${others === 1 ? "tenant is" : "tenants are"} affected.`}`,
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

function judgeTenant(tenant: ScopedTenant, at: Date): Judged {
	const worst = conditionsOf(subjectOf(tenant), at)
		.filter((condition) => STATE_OF[condition.kind] !== undefined && !isHarmless(condition, tenant, at))
		.sort((a, b) => rankOf(b) - rankOf(a) || urgency(a) - urgency(b))[0];
	if (worst === undefined) return { tenant, state: "fresh", condition: null, reason: "" };
	return {
		tenant,
		state: STATE_OF[worst.kind] ?? "fresh",
		condition: worst,
		reason: sentenceText(worst.sentence, (iso) => clockTime(iso, tenant, at)),
	};
}

function rankOf(condition: Condition): number {
	return RANK[STATE_OF[condition.kind] ?? "fresh"];
}

/** One failed try is a hiccup while the data is young; an answered question is settled by the next sweep. */
function isHarmless({ kind, isNote }: Condition, tenant: ScopedTenant, at: Date): boolean {
	if (kind === "held") return isNote;
	if (kind !== "disturbed" || tenant.connection.state === "degraded" || tenant.asOf === null) return false;
	return at.getTime() - tenant.asOf.getTime() <= staleAfterSeconds(tenant.pollSeconds) * 1000;
}

function subjectOf(tenant: ScopedTenant) {
	const { connection } = tenant;
	return {
		provider: tenant.providerLabel,
		state: connection.state,
		reason: connection.reason,
		stateSince: connection.since.toISOString(),
		included: true,
		problem: tenant.problem,
		asOf: tenant.asOf?.toISOString() ?? null,
		paused: tenant.paused,
		pausedAbove: tenant.paused?.above === true,
		backoff: tenant.backoff,
		waiting: tenant.waiting,
		nextRequestAt: tenant.nextDueAt?.toISOString() ?? null,
		slowSince: tenant.slowSince?.toISOString() ?? null,
		poll: { seconds: tenant.pollSeconds },
		loading: loadingOf(tenant),
		hold: tenant.hold,
		cancelled: tenant.cancelled,
		notPermitted: tenant.notPermitted,
		quarantined: 0,
		silentSince: null,
		needsPersonBy: null,
	};
}

/** A stream that is not permitted is not being read: it is told as that. */
function loadingOf(tenant: ScopedTenant) {
	if (tenant.window?.completedAt == null) return { waiting: tenant.waiting, missing: null };
	const missing = UNREAD_WORDS.filter(
		([kind]) => tenant.unread.includes(kind) && !tenant.notPermitted.includes(kind),
	).map(([, words]) => words);
	return missing.length === 0 ? null : { waiting: tenant.waiting, missing: missing.join(" and ") };
}

function clockTime(iso: string, tenant: ScopedTenant, at: Date): string {
	const zone = tenant.timeZone ?? "UTC";
	return `${formatInstant(iso, zone, at)} (${zone})`;
}

function oldest(tenants: readonly ScopedTenant[]): Date | null {
	return tenants.reduce<Date | null>(
		(first, { asOf }) => (asOf !== null && (first === null || asOf < first) ? asOf : first),
		null,
	);
}
