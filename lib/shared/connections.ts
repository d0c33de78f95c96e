/** Connections, tenants and runs as the API gives them, and the inputs it takes. */
import { z } from "zod";
import { sentence } from "./sentence";

export const connectionState = z.enum([
	"active",
	"degraded",
	"needs_reconnect",
	"revoking",
	"revoked",
	"revoked_local_only",
]);
export type ConnectionState = z.infer<typeof connectionState>;

/** What a person must know about a provider before connecting. All of it is data from lib/providers/<id>. */
export const providerInfo = z.object({
	id: z.string(),
	label: z.string(),
	logo: z.string(),
	/** Whether OAuth credentials are configured; `missing` names the environment variables to set. */
	oauth: z.object({ configured: z.boolean(), missing: z.array(z.string()), redirectUri: z.string() }),
	multiTenant: z.boolean(),
	scopes: z.array(z.object({ id: z.string(), label: z.string(), required: z.boolean() })),
	/** Plain sentences for the wizard. */
	reads: z.array(z.string()),
	never: z.array(z.string()),
	oauthSteps: z.array(z.string()),
	manual: z.object({
		tokenLabel: z.string(),
		tokenHint: z.string(),
		needsEmail: z.boolean(),
		steps: z.array(z.string()),
		warning: z.string().nullable(),
	}),
	portalUrl: z.string(),
	/** The vendor's own steps when we cannot revoke from here. */
	revokeSteps: z.array(z.string()),
	/** Whether the provider can be told to revoke, per method. */
	remoteRevoke: z.object({ oauth: z.boolean(), manual: z.boolean() }),
	budget: z.object({ limit: z.number(), windowSeconds: z.number(), assumed: z.boolean() }),
});
export type ProviderInfo = z.infer<typeof providerInfo>;

export const syncProgress = z.object({
	/** Records stored so far and expected in the initial population; expected null while unknown. */
	done: z.number(),
	expected: z.number().nullable(),
	/** Parts of the initial population (inventory, the next weeks, the future, history …) that have ended, and all of them. */
	partsDone: z.number(),
	partsTotal: z.number(),
	/** Share done, 0 to 1: the mean of the parts, each by its own records where their number is known. */
	share: z.number(),
	/** Records a second over the last minute; null when idle. */
	rate: z.number().nullable(),
	secondsLeft: z.number().nullable(),
	phase: z.enum(["waiting", "populating", "following", "stopped"]),
	/** Why it waits, in words, e.g. "waiting for OwnerRez' request allowance". */
	waiting: z.object({ reason: z.string(), until: z.string() }).nullable(),
});
export type SyncProgress = z.infer<typeof syncProgress>;

/** A sweep that found too much missing: nothing was marked as gone, a person must say what is true. */
export const sweepHold = z.object({
	missing: z.number(),
	expected: z.number(),
	since: z.string(),
	/** Somebody said that they are really gone; the next sweep marks them. */
	approvedBy: z.string().nullable(),
	approvedAt: z.string().nullable(),
});
export type SweepHold = z.infer<typeof sweepHold>;

/**
 * off: the provider sends none, or they are not set up here. expected: set up, none came yet. arriving: they come.
 * silent: they used to come and stopped; polls go on.
 */
export const webhookHealth = z.object({
	state: z.enum(["off", "expected", "arriving", "silent"]),
	lastAt: z.string().nullable(),
	silentSince: z.string().nullable(),
});
export type WebhookHealth = z.infer<typeof webhookHealth>;

/** What every connection and tenant tells about its syncing. */
const syncFacts = {
	/** Somebody paused it. */
	paused: z.object({ since: z.string(), by: z.string() }).nullable(),
	/** When a look for changes last ended well. */
	lastSuccessAt: z.string().nullable(),
	/** The next planned request; null: none is planned. */
	nextRequestAt: z.string().nullable(),
	/** Set while it waits out failures: since when, until when, why. */
	backoff: z.object({ since: z.string(), until: z.string(), reason: z.string() }).nullable(),
	/** Set while it waits for the request allowance, which is no failure: why, until when. */
	waiting: z.object({ reason: z.string(), until: z.string() }).nullable(),
	/** The provider answers much slower than usual since then. */
	providerSlowSince: z.string().nullable(),
};

export const tenantSummary = z.object({
	id: z.string(),
	provider: z.string(),
	remoteId: z.string(),
	name: z.string(),
	/** IANA zone; null when the provider's text could not be resolved (then `timeZoneRaw` holds it). */
	timeZone: z.string().nullable(),
	timeZoneRaw: z.string().nullable(),
	connectionId: z.string(),
	/** Left-out tenants are known but not synced. */
	included: z.boolean(),
	/** Set when the grant no longer reaches this tenant. */
	problem: z.string().nullable(),
	/** The state of its connection: what a tenant's own state begins with. */
	connection: z.object({ state: connectionState, reason: z.string(), since: z.string() }),
	reservations: z.number(),
	units: z.number(),
	quarantined: z.number(),
	/** When the mirror last agreed with the provider; null before the first page. */
	asOf: z.string().nullable(),
	progress: syncProgress,
	...syncFacts,
	/** It was paused itself; false with `paused` set: its connection was. */
	pausedHere: z.boolean(),
	/** How often changes are asked for at the moment; null before the first poll. */
	pollSeconds: z.number().nullable(),
	/** Observed changes an hour; null while unknown. */
	changesPerHour: z.number().nullable(),
	hold: sweepHold.nullable(),
	/** Somebody cancelled its first reading: who, and how it goes on. */
	cancelled: z.string().nullable(),
	webhooks: webhookHealth,
	/** Streams that the granted permissions do not cover. */
	notPermitted: z.array(z.string()),
});
export type TenantSummary = z.infer<typeof tenantSummary>;

export type TenantList = { items: TenantSummary[] };

export const credentialSummary = z.object({
	/** Keyed fingerprint: tells two tokens apart, confirms nothing to somebody who has the database. */
	fingerprint: z.string(),
	/** Last 4 characters of a manual token, when it has 32 or more. */
	lastFour: z.string().nullable(),
	savedBy: z.string().nullable(),
	savedAt: z.string(),
	lastUsedAt: z.string().nullable(),
	/** Access token expiry; null = the provider names none. */
	expiresAt: z.string().nullable(),
	refreshes: z.boolean(),
	refreshFailingSince: z.string().nullable(),
	/** "Expires in 6 days, will renew by itself." / "Needs a person by …" / null: the provider names no end. */
	outlook: z.string().nullable(),
});

export const connectionSummary = z.object({
	id: z.string(),
	provider: z.string(),
	method: z.enum(["oauth", "manual"]),
	state: connectionState,
	/** One sentence: why it is in this state, and what to do when something is to be done. */
	reason: z.string(),
	since: z.string(),
	account: z.string(),
	tenantIds: z.array(z.string()),
	tenantNames: z.array(z.string()),
	/** When the provider last accepted the token. */
	provenAt: z.string().nullable(),
	lastRunAt: z.string().nullable(),
	createdAt: z.string(),
	progress: syncProgress,
	...syncFacts,
	quarantined: z.number(),
	/** The token ends then, and only a person can renew it; null: it renews itself or names no end. */
	needsPersonBy: z.string().nullable(),
});
export type ConnectionSummary = z.infer<typeof connectionSummary>;

export const revocationStep = z.object({
	key: z.enum(["jobs_stopped", "refresh_token", "access_token", "proof", "secret_destroyed", "data_deleted"]),
	label: z.string(),
	state: z.enum(["pending", "running", "done", "failed", "skipped"]),
	at: z.string().nullable(),
	/** What really happened, in words. */
	detail: z.string().nullable(),
});

export const revocation = z.object({
	requestedAt: z.string(),
	requestedBy: z.string(),
	attempts: z.number(),
	nextTryAt: z.string().nullable(),
	finishedAt: z.string().nullable(),
	/** pending: still trying. proven: told and proven dead. accepted: told, proof not possible. local_only: only removed here. still_alive: told, but the old token still works. */
	outcome: z.enum(["pending", "proven", "accepted", "local_only", "still_alive"]),
	deleteData: z.boolean(),
	steps: z.array(revocationStep),
});
export type Revocation = z.infer<typeof revocation>;

export const connectionDetail = connectionSummary.extend({
	requestedScopes: z.array(z.string()),
	grantedScopes: z.array(z.string()),
	credential: credentialSummary.nullable(),
	tenants: z.array(tenantSummary),
	revocation: revocation.nullable(),
});
export type ConnectionDetail = z.infer<typeof connectionDetail>;

export const runState = z.enum(["running", "waiting", "succeeded", "failed", "cancelled"]);
export const runSummary = z.object({
	id: z.string(),
	connectionId: z.string(),
	tenantId: z.string().nullable(),
	tenantName: z.string().nullable(),
	stream: z.string(),
	state: runState,
	startedAt: z.string(),
	heartbeatAt: z.string(),
	finishedAt: z.string().nullable(),
	requests: z.number(),
	pages: z.number(),
	created: z.number(),
	updated: z.number(),
	unchanged: z.number(),
	quarantined: z.number(),
	/** In words, with the next step; null when all went well. */
	message: z.string().nullable(),
	/** Records a second; null when it made none or took no time. */
	rate: z.number().nullable(),
	/** It runs or waits, and somebody may stop it. */
	cancellable: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const budgetGauge = z.object({
	provider: z.string(),
	/** Requests that left within the window, in all and by lane. */
	used: z.number(),
	byLane: z.object({ person: z.number(), poll: z.number(), fill: z.number(), idle: z.number() }),
	limit: z.number(),
	/** Kept for people's clicks. */
	reserved: z.number(),
	windowSeconds: z.number(),
	/** published: the vendor says so. assumed: our careful guess. learned: found out from its answers; `reason` says how. */
	source: z.enum(["published", "assumed", "learned"]),
	reason: z.string().nullable(),
	/** Requests waiting for the allowance now: people, and streams. */
	waitingPeople: z.number(),
	waitingStreams: z.number(),
	/** The provider said "too many"; nobody asks before. */
	pausedUntil: z.string().nullable(),
	/** How many more tenants could be followed at `intervalSeconds`; null before there is enough to tell. */
	forecast: z.object({ moreTenants: z.number(), intervalSeconds: z.number() }).nullable(),
	/** How it answers now: smoothed milliseconds, slow since, failing since, next try when it is not asked at all. */
	latencyMs: z.number().nullable(),
	slowSince: z.string().nullable(),
	failingSince: z.string().nullable(),
	closedUntil: z.string().nullable(),
});
export type BudgetGauge = z.infer<typeof budgetGauge>;

export const tone = z.enum(["ok", "due", "warn", "bad", "info", "quiet"]);

/** The states that a connection or a tenant can be in; several at a time. Words for each: sync-words.ts. */
export const conditionKind = z.enum([
	"revoked",
	"revoked_local_only",
	"revoking",
	"left_out",
	"needs_reconnect",
	"not_reached",
	"held",
	"paused",
	"cancelled",
	"disturbed",
	"loading",
	"behind",
	"not_permitted",
	"slow",
	"expiring",
	"set_aside",
	"webhooks_silent",
	"waiting",
	"fine",
]);
export type ConditionKind = z.infer<typeof conditionKind>;

/** What a person can do about a condition, and where. `resume`: end the pause. */
export const conditionAction = z.object({
	label: z.string(),
	to: z.enum(["reconnect", "connection", "tenant", "revocation", "resume"]),
});

/** Something that is not as it should be: one condition of one connection or tenant. */
export const issue = z.object({
	kind: conditionKind,
	label: z.string(),
	tone,
	provider: z.string(),
	/** Account of the connection, or name of the tenant. */
	name: z.string(),
	connectionId: z.string(),
	/** Null: it is about the whole connection. */
	tenantId: z.string().nullable(),
	/** The tenants that it concerns. */
	tenantIds: z.array(z.string()),
	since: z.string().nullable(),
	sentence,
	action: conditionAction,
});
export type Issue = z.infer<typeof issue>;

export const overview = z.object({
	demo: z.boolean(),
	connections: z.object({ total: z.number(), healthy: z.number(), needPerson: z.number() }),
	tenants: z.number(),
	reservations: z.number(),
	quarantined: z.number(),
	asOf: z.string().nullable(),
	budgets: z.array(budgetGauge),
	/** Everything that is not as it should be, most urgent first. */
	issues: z.array(issue),
});
export type Overview = z.infer<typeof overview>;

// Inputs: strict, so that an unknown field is refused and not ignored.

export const connectManualInput = z.strictObject({
	provider: z.string().min(1).max(40),
	token: z.string().trim().min(8, "too short for a token").max(4096, "too long for a token"),
	email: z.email("not an e-mail address").max(320).optional(),
});
export type ConnectManualInput = z.infer<typeof connectManualInput>;

export const reconnectManualInput = connectManualInput.omit({ provider: true });

export const revokeInput = z.strictObject({
	/** Delete the mirrored reservations too. A second, separate choice. */
	deleteData: z.boolean().default(false),
	/** Forget the secret here although the provider could not be told. */
	force: z.boolean().default(false),
});
export type RevokeInput = z.infer<typeof revokeInput>;

export const tenantInput = z.strictObject({ included: z.boolean() });
/** Pause or go on: of a connection, or of one tenant. */
export const pauseInput = z.strictObject({ paused: z.boolean() });
/** The answer to a held sweep: really gone, or read again. */
export const holdInput = z.strictObject({ gone: z.boolean() });
export const quarantineInput = z.strictObject({ action: z.enum(["retry", "ignore", "unignore"]) });
export const syncInput = z.strictObject({ tenantId: z.string().max(60).optional() });
export const connectionQuery = z.strictObject({
	provider: z.string().max(40).optional(),
	state: connectionState.optional(),
});
export const runQuery = z.strictObject({
	connection: z.string().max(60).optional(),
	tenant: z.string().max(60).optional(),
	/** Only runs that ended, or are, like this. */
	state: runState.optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().max(500).optional(),
});
