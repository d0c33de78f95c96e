/**
 * The provider interface. A provider gets a credential and a request, and gives back canonical records and an opaque
 * cursor. It stores nothing and knows no database. What differs between providers and can be data is data.
 */
import type { CanonicalPerson, CanonicalReservation, CanonicalUnit } from "./canonical";

/** What one credential holds. Never logged, never serialised but by lib/connections/credentials.ts. */
export interface TokenSet {
	method: "oauth" | "manual";
	accessToken: string;
	refreshToken: string | null;
	/** Username that goes with a manual token (OwnerRez e-mail). */
	username: string | null;
}

/** What a token endpoint gave. `refreshToken: undefined` = the answer named none: keep the old one (PROVIDERS.md 4.5). */
export interface GrantedTokens {
	accessToken: string;
	refreshToken: string | undefined;
	/** ISO instant; null when the provider names no expiry. */
	expiresAt: string | null;
	scopes: string[];
}

/** Everything a call needs besides its own arguments. */
export interface CallContext {
	tokens: TokenSet;
	/** Waits for the provider's request allowance; called before each request that leaves. May throw to stop the work. */
	beforeRequest(): Promise<void>;
	/** Told of each request that left: its status (null: no complete answer) and how long it took, in milliseconds. */
	onAnswer?(answer: { status: number | null; durationMs: number }): void;
	signal?: AbortSignal;
	now(): Date;
	/** Milliseconds one request may take, body included; default: REQUEST_DEADLINE_MS of http-client.ts. */
	deadlineMs?: number;
}

export interface RemoteTenant {
	remoteId: string;
	name: string;
	/** As the provider gives it. */
	timeZoneRaw: string | null;
	/** Resolved IANA zone, Windows ids mapped; null when it cannot be resolved. */
	timeZone: string | null;
}

export interface GrantIdentity {
	/** Stable identity of the account behind the grant: OwnerRez user id; rezStream: sorted tenant ids joined by "+". */
	accountKey: string;
	accountLabel: string;
	tenants: RemoteTenant[];
	/** Permissions as far as the provider tells; null = it does not. */
	scopes: string[] | null;
	/** More than one tenant is reachable, so that each call must name its tenant. */
	multiTenant: boolean;
}

export interface TenantContext {
	remoteId: string;
	timeZone: string | null;
	/** Whether the grant is multi-tenant (rezStream: send the tenant header). */
	multiTenant: boolean;
}

export type StreamKind = "inventory" | "window" | "future" | "history" | "blocks" | "changed" | SweepKind;

/** Whole readings that find what was deleted upstream: the near weeks often, the rest now and then. */
export type SweepKind = "sweep" | "sweep_future" | "sweep_history";

export interface StreamDefinition {
	kind: StreamKind;
	/** once: runs to its end a single time (initial population). repeat: runs again every `intervalSeconds`. */
	mode: "once" | "repeat";
	intervalSeconds: number;
	/** Lower runs first when several are due. */
	order: number;
	/** Other streams of the tenant that must have ended once before this one starts. */
	after: readonly StreamKind[];
	/**
	 * A whole reading lists every reservation whose stay touches these days (from the tenant's today, both included), so
	 * what it does not list may be gone upstream. Blocks have no address to ask for one: `entity: "block"`.
	 */
	sweeps?: { fromDay: number; toDay: number; entity?: "reservation" | "block" };
	/** The days a whole reading covers, counted as in `sweeps`. Absent: it is no reading of a stay window. */
	lists?: { fromDay: number; toDay: number };
}

export interface RejectedRecord {
	remoteId: string | null;
	/** The field that did not fit, and why, in words without personal data. */
	field: string;
	reason: string;
	/** The record as it came; sealed by the caller before it is stored. */
	raw: unknown;
}

export interface StoredRecord {
	record: CanonicalReservation;
	/** The body as it came; sealed by the caller. Secrets such as door codes are removed by the provider's mapper. */
	raw: unknown;
}

export interface Page {
	records: StoredRecord[];
	units: CanonicalUnit[];
	/** Set by `inventory`: the tenant's own name and zone as it stands now. */
	tenant: RemoteTenant | null;
	rejected: RejectedRecord[];
	/** Where to go on. After the last page of a `repeat` stream: where the next run starts. */
	cursor: string | null;
	/** True: the stream has reached its end for now. */
	done: boolean;
	/** Records the stream will give in all, when the provider tells (a `last` link, a count). */
	expected: number | null;
}

export interface StreamRequest {
	tenant: TenantContext;
	kind: StreamKind;
	cursor: string | null;
	/** The tenant's today (YYYY-MM-DD): stay windows hang on it. */
	today: string;
}

export type RevokeOutcome =
	/** The provider confirmed. */
	| { result: "revoked" }
	/** The provider says it was dead already (counts as done). */
	| { result: "already_dead" }
	/** The provider offers no revocation for this kind of token. */
	| { result: "not_supported" };

export interface AuthorizeInput {
	redirectUri: string;
	state: string;
	codeVerifier: string;
	nonce: string;
	scopes: string[];
	multiTenant: boolean;
}

export interface ExchangeInput {
	/** The whole callback URL as received, rebuilt on the configured base URL. */
	callbackUrl: URL;
	redirectUri: string;
	expectedState: string;
	codeVerifier: string;
	signal?: AbortSignal;
}

export interface ProviderBudget {
	/** At most `limit` requests in any `windowSeconds`, for all connections of this installation together. */
	limit: number;
	windowSeconds: number;
	/** Requests kept for people's clicks. */
	reserved: number;
	/** True: our own careful guess, the vendor publishes none. */
	assumed: boolean;
}

/**
 * What a webhook hints at. record: one reservation changed or came to be. deleted: one reservation may be gone.
 * contact: a person's data changed. inventory: units changed. revoked: the grant may have been taken back.
 * test: somebody tries the connection. other: nothing we follow.
 */
export type WebhookMeaning = "record" | "deleted" | "contact" | "inventory" | "revoked" | "test" | "other";

/** What a webhook delivery says, as far as we trust it: that something may have changed. Never its body. */
export interface WebhookHint {
	/** The provider's event id as text; null when it gave none. */
	eventId: string | null;
	/** Remote id of the tenant it is about; null when it names none. */
	account: string | null;
	/** The provider's own word, for the log of deliveries. */
	action: string;
	entityType: string | null;
	entityId: string | null;
}

export interface ProviderWebhooks {
	/** Environment variables missing for receiving them; empty = ready. */
	missingConfiguration(): string[];
	/** The user name that deliveries bring, to be entered at the provider; null while there is none. The password is never shown. */
	userName(): string | null;
	/** Whether the delivery proves that it comes from the provider, in constant time. False for an empty configuration. */
	verify(headers: Headers): boolean;
	/** Reads a verified delivery. Throws ProviderError unexpected_shape when it is none. */
	parse(body: string): WebhookHint;
	/** What a delivery with these words hints at. */
	meaning(action: string, entityType: string | null): WebhookMeaning;
	/** What to do at the provider so that deliveries come, in plain sentences; `url` is where they must go. */
	steps(url: string): string[];
}

export interface ProviderGuide {
	reads: string[];
	never: string[];
	oauthSteps: string[];
	manual: { tokenLabel: string; tokenHint: string; needsEmail: boolean; steps: string[]; warning: string | null };
	portalUrl: string;
	revokeSteps: string[];
}

export interface Provider {
	readonly id: string;
	readonly label: string;
	readonly capabilities: {
		multiTenant: boolean;
		webhooks: boolean;
		/** Revocation through the API, per method. For OAuth "discovery" means: known only after asking. */
		remoteRevoke: { oauth: boolean; manual: boolean };
	};
	readonly budget: ProviderBudget;
	readonly streams: readonly StreamDefinition[];
	readonly guide: ProviderGuide;
	readonly scopes: readonly { id: string; label: string; required: boolean }[];
	/** Accounts that manual tokens of this installation may reach within 24 h; null = no such rule. */
	readonly manualAccountsPerDay: number | null;
	/** How long the access token may still live when we refresh ahead, in milliseconds. */
	readonly refreshMarginMs: number;

	/** Environment variables missing for OAuth; empty = ready. */
	missingConfiguration(): string[];
	/** Origins that our forms redirect to (CSP form-action). */
	authorizationOrigins(): string[];
	/** Scopes asked for by default. */
	defaultScopes(): string[];

	authorizeUrl(input: AuthorizeInput): Promise<URL>;
	/** Errors: grant_invalid (bad or used code), rejected (bad client, redirect mismatch), unavailable, timeout, unexpected_shape. */
	exchange(input: ExchangeInput): Promise<GrantedTokens>;
	/** Null: this token set cannot be refreshed. Errors: grant_invalid when the refresh token is dead. */
	refresh(context: CallContext): Promise<GrantedTokens> | null;
	/** Revokes one token. Errors: unavailable, timeout, rejected. */
	revoke(context: CallContext, which: "refresh" | "access"): Promise<RevokeOutcome>;
	/** Proves a token alive and says what it reaches. Errors: unauthorized, forbidden, … */
	identify(context: CallContext): Promise<GrantIdentity>;
	fetchPage(context: CallContext, request: StreamRequest): Promise<Page>;
	/** One reservation; not_found when it is gone. */
	fetchOne(context: CallContext, tenant: TenantContext, remoteId: string): Promise<StoredRecord>;
	/** Reads a body that came earlier and was set aside. Asks nobody: today's reading of yesterday's answer. */
	readRaw(
		entity: CanonicalReservation["entity"],
		raw: unknown,
	): { record: CanonicalReservation; rejected: null } | { record: null; rejected: RejectedRecord };
	/** One person's contact data; absent when contacts come with the reservation. */
	fetchContact?(context: CallContext, tenant: TenantContext, personId: string): Promise<CanonicalPerson>;
	/** Absent: the provider sends none (capabilities.webhooks is false then). */
	readonly webhooks?: ProviderWebhooks;
	/**
	 * Where a person opens the record in the provider's own pages, on the configured web address. Null for a record
	 * without a page and for an id that cannot be one; absent: no such address is known.
	 */
	recordUrl?(entity: CanonicalReservation["entity"], remoteId: string): string | null;
	/** The first cursor of a stream: `connectedAt` bounds what `changed` must cover. */
	firstCursor(kind: StreamKind, connectedAt: Date): string | null;
}
