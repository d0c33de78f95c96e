/**
 * What every provider must do, whatever it talks to: the table that lib/providers/contract.test.ts runs for each of them
 * against the sandbox. A new provider gives a `ContractSubject` and passes, or is not done.
 */
import "server-only";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { ProviderError, type ProviderErrorKind } from "@/lib/errors";
import { canonicalReservation } from "./canonical";
import type {
	CallContext,
	GrantedTokens,
	Page,
	Provider,
	StoredRecord,
	StreamKind,
	TenantContext,
	TokenSet,
} from "./provider";

/** A fault of the played provider, as its control takes it. */
export interface ContractFault {
	kind: string;
	/** Which of its servers; the data API when absent. */
	server?: string;
	pathPattern?: string;
	times?: number;
	skip?: number;
	status?: number;
	retryAfter?: string | number;
	delayMs?: number;
	host?: string;
	body?: unknown;
	headers?: Record<string, string>;
}

/** One provider, played: how to get credentials, what is true there, and a hand to break it with. */
export interface ContractSubject {
	provider: Provider;
	tenant: TenantContext;
	today: string;
	redirectUri: string;
	/** Walks the consent page and gives the URL the browser is sent back to. */
	consent(authorizeUrl: URL, decision: "allow" | "deny"): Promise<URL>;
	manualTokens(): Promise<TokenSet>;
	/** Records a stream must give; the member that every truth has is `id`. */
	truth(kind: StreamKind): { id: unknown }[];
	/** A stream that spans several pages. */
	longStream: StreamKind;
	/** Path of reservation lists on the data API. */
	listPath: string;
	tokenServer: string;
	tokenPath: string;
	revokeServer: string;
	revokePath: string;
	/** Outcome of revoking a token that is dead already. */
	deadRevoke: "revoked" | "already_dead";
	fault(rule: ContractFault): void;
	clearFaults(): void;
	/** Requests the played provider has seen, on all its servers, since the last call. */
	requests(): { server: string; method: string; path: string }[];
	/** Changes one record and gives its id. */
	changeOne(): string;
	/** Gives `count` records one update time, and their ids. */
	stamp(count: number, at: Date): string[];
	deleteOne(): string;
	/** Breaks the client secret until called with null again. */
	setClientSecret(secret: string | null): void;
}

/** What goes wrong, how, and the kind of error it must become. */
type FaultCase = [what: string, rule: ContractFault, kind: ProviderErrorKind];

const VERIFIER = "contract-verifier-contract-verifier-contract-verifier";

export function contextFor(tokens: TokenSet, extra: Partial<CallContext> = {}): CallContext {
	return { tokens, beforeRequest: async () => {}, now: () => new Date(), ...extra };
}

export function tokenSet(granted: GrantedTokens): TokenSet {
	const { accessToken, refreshToken } = granted;
	return { method: "oauth", accessToken, refreshToken: refreshToken ?? null, username: null };
}

/** Start to token answer, as the product does it. */
export async function grantThrough(subject: ContractSubject): Promise<GrantedTokens> {
	return await subject.provider.exchange(await callbackFor(subject, "allow"));
}

async function callbackFor(subject: ContractSubject, decision: "allow" | "deny") {
	const { provider, redirectUri } = subject;
	const state = `state-${Math.random().toString(36).slice(2)}-${Date.now()}`;
	const url = await provider.authorizeUrl({
		redirectUri,
		state,
		codeVerifier: VERIFIER,
		nonce: "nonce",
		scopes: provider.defaultScopes(),
		multiTenant: subject.tenant.multiTenant,
	});
	const callbackUrl = await subject.consent(url, decision);
	return { callbackUrl, redirectUri, expectedState: state, codeVerifier: VERIFIER };
}

/** Every page of a stream from a cursor on. */
export async function readStream(
	subject: ContractSubject,
	context: CallContext,
	kind: StreamKind,
	from: string | null,
): Promise<Page[]> {
	const pages: Page[] = [];
	let cursor = from;
	for (let i = 0; i < 500; i++) {
		const { provider, tenant, today } = subject;
		const page = await provider.fetchPage(context, { tenant, kind, cursor, today });
		pages.push(page);
		if (page.done) return pages;
		cursor = page.cursor;
	}
	throw new Error(`${kind} does not end`);
}

export function idsOf(pages: Page[]): string[] {
	return pages.flatMap(({ records, units }) => [
		...records.map(({ record }) => record.remoteId),
		...units.map(({ remoteId }) => remoteId),
	]);
}

/** Runs a call that must fail, and checks that neither the error nor its causes hold a secret. */
export async function failure(call: Promise<unknown>, secrets: (string | null)[]): Promise<ProviderError> {
	const error = await call.then(
		() => {
			throw new Error("the call did not fail");
		},
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof ProviderError)) throw error;
	for (let at: unknown = error; at instanceof Error; at = at.cause) {
		const text = `${at.message} ${at.stack ?? ""} ${JSON.stringify({ ...at })}`;
		for (const secret of secrets) if (secret !== null && secret !== "") expect(text).not.toContain(secret);
	}
	return error;
}

/** The whole table for one provider. `subjectOf` is called when the tests run. */
export function describeContract(name: string, subjectOf: () => ContractSubject): void {
	describe(`${name} keeps the provider contract`, () => {
		let tokens: TokenSet;
		beforeAll(async () => {
			tokens = tokenSet(await grantThrough(subjectOf()));
		});
		afterEach(() => subjectOf().clearFaults());

		describeConnecting(subjectOf);
		describeRefresh(subjectOf);
		describeRevocation(subjectOf);
		describeReading(subjectOf, () => tokens);
		describeFailures(subjectOf, () => tokens);
		describeHostileAnswers(subjectOf, () => tokens);
	});
}

function describeConnecting(subjectOf: () => ContractSubject): void {
	test("a grant reaches the tenant it was given for", async () => {
		const subject = subjectOf();
		const granted = await grantThrough(subject);
		const identity = await subject.provider.identify(contextFor(tokenSet(granted)));
		expect(identity.tenants.map(({ remoteId }) => remoteId)).toContain(subject.tenant.remoteId);
		expect(identity.multiTenant).toBe(subject.tenant.multiTenant);
		expect(identity.accountKey).not.toBe("");
		expect(identity.accountLabel).not.toBe("");
	});

	test("a manual token reaches its tenant and can be neither refreshed nor revoked here", async () => {
		const { provider, manualTokens } = subjectOf();
		const context = contextFor(await manualTokens());
		const identity = await provider.identify(context);
		expect(identity.tenants).toHaveLength(1);
		expect(provider.refresh(context)).toBeNull();
		expect(await provider.revoke(context, "access")).toEqual({ result: "not_supported" });
		expect(await provider.revoke(context, "refresh")).toEqual({ result: "not_supported" });
		expect(provider.capabilities.remoteRevoke.manual).toBe(false);
	});

	test("a code works once", async () => {
		const subject = subjectOf();
		const input = await callbackFor(subject, "allow");
		await subject.provider.exchange(input);
		const error = await failure(subject.provider.exchange(input), [input.callbackUrl.searchParams.get("code")]);
		expect(error.kind).toBe("grant_invalid");
	});

	test.each([
		["an altered state", (url: URL) => url.searchParams.set("state", "another")],
		["no state", (url: URL) => url.searchParams.delete("state")],
		["another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
	])("a callback with %s never reaches the token endpoint", async (_, alter) => {
		const subject = subjectOf();
		const input = await callbackFor(subject, "allow");
		alter(input.callbackUrl);
		subject.requests();
		const error = await failure(subject.provider.exchange(input), [input.callbackUrl.searchParams.get("code")]);
		expect(["rejected", "unexpected_shape"]).toContain(error.kind);
		expect(subject.requests().filter(({ method }) => method === "POST")).toEqual([]);
	});

	test("denied consent is rejected by name", async () => {
		const subject = subjectOf();
		const error = await failure(subject.provider.exchange(await callbackFor(subject, "deny")), []);
		expect(error).toMatchObject({ kind: "rejected", detail: "access_denied" });
	});

	test("a wrong client secret is rejected, and is no dead grant", async () => {
		const subject = subjectOf();
		const input = await callbackFor(subject, "allow");
		subject.setClientSecret("WRONG_SECRET_WRONG");
		try {
			const error = await failure(subject.provider.exchange(input), ["WRONG_SECRET_WRONG"]);
			expect(error.kind).toBe("rejected");
		} finally {
			subject.setClientSecret(null);
		}
	});

	const AT_TOKEN_ENDPOINT: FaultCase[] = [
		["503", { kind: "status", status: 503 }, "unavailable"],
		["429", { kind: "rate_limited", retryAfter: 9 }, "rate_limited"],
		["HTML with 200", { kind: "html" }, "unexpected_shape"],
		["a dropped answer", { kind: "drop_token_response" }, "unavailable"],
		["a body cut off", { kind: "truncate" }, "unavailable"],
		["a redirect", { kind: "redirect", status: 307 }, "rejected"],
		["a token of another type", { kind: "merge_body", body: { token_type: "mac" } }, "unexpected_shape"],
		["a token with a line break", { kind: "merge_body", body: { access_token: "CANARY\r\nx: y" } }, "unexpected_shape"],
		["a life of a thousand years", { kind: "merge_body", body: { expires_in: 3e10 } }, "unexpected_shape"],
		["a negative life", { kind: "merge_body", body: { expires_in: -1 } }, "unexpected_shape"],
		["an answer over 64 KB", { kind: "merge_body", body: { padding: "x".repeat(70_000) } }, "unexpected_shape"],
		["an empty answer", { kind: "replace_body", body: "" }, "unexpected_shape"],
		["an error we do not know", { kind: "replace_body", status: 400, body: { error: "<b>x</b>" } }, "rejected"],
	];

	test.each(AT_TOKEN_ENDPOINT)("the token endpoint answers $0", async (_, rule, kind) => {
		const subject = subjectOf();
		const input = await callbackFor(subject, "allow");
		const foreign = await listen();
		subject.fault({ ...rule, host: foreign.origin, server: subject.tokenServer, pathPattern: subject.tokenPath });
		const error = await failure(subject.provider.exchange(input), [
			input.callbackUrl.searchParams.get("code"),
			VERIFIER,
			"CANARY",
			"<b>",
		]);
		expect(error.kind).toBe(kind);
		expect(await foreign.close()).toBe(0);
	});
}

function describeRefresh(subjectOf: () => ContractSubject): void {
	test("a refresh gives a token that works, and a spent refresh token is a dead grant", async () => {
		const subject = subjectOf();
		const old = tokenSet(await grantThrough(subject));
		let asked = 0;
		const granted = await subject.provider.refresh(contextFor(old, { beforeRequest: async () => void asked++ }));
		if (granted === null) throw new Error("no refresh");
		expect(asked).toBeGreaterThanOrEqual(1);
		expect(granted.accessToken).not.toBe(old.accessToken);
		expect(granted.refreshToken).not.toBe(old.refreshToken);
		expect(Date.parse(granted.expiresAt ?? "")).toBeGreaterThan(Date.now() + 60_000);
		await subject.provider.identify(contextFor(tokenSet(granted)));
		const spent = subject.provider.refresh(contextFor(old));
		const error = await failure(spent ?? Promise.resolve(), [old.accessToken, old.refreshToken]);
		expect(error.kind).toBe("grant_invalid");
	});

	test("a refresh without a new refresh token leaves it undefined: the old one stays", async () => {
		const subject = subjectOf();
		const old = tokenSet(await grantThrough(subject));
		const body = {
			access_token: "CANARY_AT_replaced_token",
			token_type: "Bearer",
			expires_in: 60,
			refresh_token: null,
		};
		subject.fault({ kind: "replace_body", body, server: subject.tokenServer, pathPattern: subject.tokenPath });
		const granted = await subject.provider.refresh(contextFor(old));
		expect(granted).toMatchObject({ accessToken: body.access_token, refreshToken: undefined, scopes: [] });
	});

	test("a grant without a refresh token cannot be refreshed", () => {
		const tokens: TokenSet = { method: "oauth", accessToken: "at_12345678", refreshToken: null, username: null };
		expect(subjectOf().provider.refresh(contextFor(tokens))).toBeNull();
	});
}

function describeRevocation(subjectOf: () => ContractSubject): void {
	test("revoking kills the token; again it is dead already", async () => {
		const subject = subjectOf();
		const context = contextFor(tokenSet(await grantThrough(subject)));
		await subject.provider.revoke(context, "refresh");
		expect(await subject.provider.revoke(context, "access")).toEqual({ result: "revoked" });
		const error = await failure(subject.provider.identify(context), [context.tokens.accessToken]);
		expect(error.kind).toBe("unauthorized");
		expect(await subject.provider.revoke(context, "access")).toEqual({ result: subject.deadRevoke });
	});

	const FAULTS: FaultCase[] = [
		["503", { kind: "status", status: 503 }, "unavailable"],
		["a 500 that echoes what was sent", { kind: "echo_authorization" }, "unavailable"],
		["400", { kind: "status", status: 400, body: { error: "invalid_request" } }, "rejected"],
		["a redirect", { kind: "redirect" }, "rejected"],
		["no connection", { kind: "drop_connection" }, "unavailable"],
		["a long silence", { kind: "delay", delayMs: 1500 }, "timeout"],
	];

	test.each(FAULTS)(
		"revocation meets $0: an error, never a claim of success, and no token in it",
		async (_, rule, kind) => {
			const subject = subjectOf();
			const tokens = tokenSet(await grantThrough(subject));
			// Discovery, where there is one, is read before the fault begins.
			subject.fault({ ...rule, server: subject.revokeServer, pathPattern: subject.revokePath });
			const context = contextFor(tokens, { deadlineMs: 400 });
			const error = await failure(subject.provider.revoke(context, "access"), [
				tokens.accessToken,
				tokens.refreshToken,
			]);
			expect(error.kind).toBe(kind);
			subject.clearFaults();
			await subject.provider.identify(contextFor(tokens));
		},
	);
}

function describeReading(subjectOf: () => ContractSubject, tokensOf: () => TokenSet): void {
	test("every stream, read to its end, is the truth", async () => {
		const subject = subjectOf();
		for (const { kind } of subject.provider.streams) {
			if (kind === "changed") continue;
			let asked = 0;
			subject.requests();
			const context = contextFor(tokensOf(), { beforeRequest: async () => void asked++ });
			const pages = await readStream(subject, context, kind, subject.provider.firstCursor(kind, new Date()));
			const truth = subject.truth(kind);
			expect(new Set(idsOf(pages)), kind).toEqual(new Set(truth.map(({ id }) => String(id))));
			expect(pages.flatMap(({ rejected }) => rejected)).toEqual([]);
			expect(asked).toBe(subject.requests().length);
			for (const page of pages) expect(page.records.length).toBeLessThanOrEqual(100);
			expect(pages.at(-1)?.expected ?? truth.length, kind).toBe(truth.length);
			sameAsTruth(pages, truth);
			// Both ends live in this process: let them close idle connections that aged while it compared.
			await sleep(10);
		}
	}, 180_000);

	test("the inventory names the tenant and its zone", async () => {
		const subject = subjectOf();
		const pages = await readStream(subject, contextFor(tokensOf()), "inventory", null);
		expect(pages.at(-1)?.tenant).toMatchObject({
			remoteId: subject.tenant.remoteId,
			timeZone: subject.tenant.timeZone,
		});
	});

	test("a stream resumes from any of its cursors", async () => {
		const subject = subjectOf();
		const context = contextFor(tokensOf());
		const pages = await readStream(subject, context, subject.longStream, null);
		expect(pages.length).toBeGreaterThan(3);
		for (const i of new Set([0, Math.floor(pages.length / 2), pages.length - 2])) {
			const cursor = pages[i]?.cursor ?? null;
			const { provider, tenant, today, longStream: kind } = subject;
			const resumed = await provider.fetchPage(context, { tenant, kind, cursor, today });
			expect(idsOf([resumed])).toEqual(idsOf(pages.slice(i + 1, i + 2)));
		}
	});

	test("changes are found, once settled a quiet poll costs one request", async () => {
		const subject = subjectOf();
		const context = contextFor(tokensOf());
		const first = await readStream(subject, context, "changed", subject.provider.firstCursor("changed", new Date()));
		const id = subject.changeOne();
		// The mark never moves past now less its margin, so the change is found now and once more later.
		const second = await readStream(subject, context, "changed", first.at(-1)?.cursor ?? null);
		expect(idsOf(second)).toContain(id);
		subject.requests();
		const third = await readStream(subject, context, "changed", second.at(-1)?.cursor ?? null);
		expect(subject.requests()).toHaveLength(1);
		expect(third.at(-1)?.done).toBe(true);
	});

	test("many records with one update time are all found (F-24)", async () => {
		const subject = subjectOf();
		const ids = subject.stamp(210, new Date(Date.now() - 120_000));
		const first = subject.provider.firstCursor("changed", new Date());
		const pages = await readStream(subject, contextFor(tokensOf()), "changed", first);
		expect(pages.length).toBeGreaterThanOrEqual(3);
		expect(idsOf(pages)).toEqual(expect.arrayContaining(ids));
	});

	test("a record stamped far ahead is mirrored and hides no later change (F-28)", async () => {
		const subject = subjectOf();
		const context = contextFor(tokensOf());
		const [ahead = ""] = subject.stamp(1, new Date("2099-01-01T00:00:00Z"));
		const first = await readStream(subject, context, "changed", subject.provider.firstCursor("changed", new Date()));
		expect(idsOf(first)).toContain(ahead);
		const changed = subject.changeOne();
		expect(idsOf(await readStream(subject, context, "changed", first.at(-1)?.cursor ?? null))).toContain(changed);
	});

	test("an update that becomes visible below the mark is found by looking back (F-27)", async () => {
		const subject = subjectOf();
		const context = contextFor(tokensOf());
		subject.stamp(1, new Date(Date.now() - 10_000));
		const first = await readStream(subject, context, "changed", subject.provider.firstCursor("changed", new Date()));
		const [late = ""] = subject.stamp(1, new Date(Date.now() - 90_000));
		expect(idsOf(await readStream(subject, context, "changed", first.at(-1)?.cursor ?? null))).toContain(late);
	});

	test("one record can be read alone; one that is gone is not found", async () => {
		const subject = subjectOf();
		const { provider, tenant } = subject;
		const context = contextFor(tokensOf());
		const truth = subject.truth(subject.longStream);
		const one = await provider.fetchOne(context, tenant, String(truth[0]?.id));
		sameAsTruth([{ records: [one] }], truth);
		const gone = subject.deleteOne();
		for (const id of [gone, "999999999", "../auth/tokendetails", "a b?c#d"]) {
			expect((await failure(provider.fetchOne(context, tenant, id), [])).kind).toBe("not_found");
		}
	});

	test("a call stops when its work is stopped, before the request leaves", async () => {
		const subject = subjectOf();
		const { provider, tenant, today } = subject;
		subject.requests();
		const stop = new Error("revoked meanwhile");
		const refused = contextFor(tokensOf(), { beforeRequest: () => Promise.reject(stop) });
		const request = { tenant, kind: "window" as const, cursor: null, today };
		await expect(provider.fetchPage(refused, request)).rejects.toBe(stop);
		const aborted = contextFor(tokensOf(), { signal: AbortSignal.abort(stop) });
		await expect(provider.fetchPage(aborted, request)).rejects.toBe(stop);
		await expect(provider.refresh(contextFor({ ...tokensOf() }, { signal: AbortSignal.abort(stop) }))).rejects.toBe(
			stop,
		);
		expect(subject.requests()).toEqual([]);
	});
}

/** Truth is a list of bodies as the API serves them; what was stored must hold each member of them. */
function sameAsTruth(pages: { records: StoredRecord[] }[], truth: { id: unknown }[]): void {
	const byId = new Map(truth.map((body) => [String(body.id), body]));
	for (const { record, raw } of pages.flatMap(({ records }) => records)) {
		const body = byId.get(record.remoteId) ?? { id: "(not in the truth)" };
		const stored = raw as Record<string, unknown>;
		// Asserting each of thousands of records would take minutes; only a difference is put to `expect`.
		const same = Object.entries(body).every(([name, value]) => isDeepStrictEqual(stored[name], value));
		if (!same) expect(raw).toMatchObject(body);
		expect(canonicalReservation.safeParse(record).error).toBeUndefined();
	}
}

function describeFailures(subjectOf: () => ContractSubject, tokensOf: () => TokenSet): void {
	const first = (deadlineMs?: number) => {
		const { provider, tenant, today } = subjectOf();
		const context = contextFor(tokensOf(), deadlineMs === undefined ? {} : { deadlineMs });
		return provider.fetchPage(context, { tenant, kind: "window", cursor: null, today });
	};
	const failed = async (rule: ContractFault, deadlineMs?: number) => {
		const subject = subjectOf();
		subject.fault({ ...rule, pathPattern: subject.listPath });
		return await failure(first(deadlineMs), [tokensOf().accessToken, tokensOf().refreshToken]);
	};

	test.each([
		[400, "rejected"],
		[403, "forbidden"],
		[404, "not_found"],
		[418, "rejected"],
		[500, "unavailable"],
		[502, "unavailable"],
		[503, "unavailable"],
	] as const)("status %i is %s", async (status, kind) => {
		expect(await failed({ kind: "status", status })).toMatchObject({ kind, status });
	});

	test("a dead token is unauthorized", async () => {
		const subject = subjectOf();
		const { provider, tenant, today } = subject;
		const context = contextFor(tokenSet(await grantThrough(subject)));
		expect((await provider.revoke(context, "access")).result).toBe("revoked");
		const call = provider.fetchPage(context, { tenant, kind: "window", cursor: null, today });
		expect((await failure(call, [context.tokens.accessToken])).kind).toBe("unauthorized");
	});

	test.each(["no\r\nx-evil: 1", "caf\u00e9 \u2028", ""])(
		"a text that is no token (%j) is unauthorized",
		async (text) => {
			const { provider } = subjectOf();
			const context = contextFor({ method: "oauth", accessToken: text, refreshToken: null, username: null });
			expect((await failure(provider.identify(context), [text.trim()])).kind).toBe("unauthorized");
		},
	);

	test("429 says when to come back, if it says so sensibly", async () => {
		const soon = new Date(Date.now() + 20_000).toUTCString();
		const within = async (retryAfter: string | number | undefined) => {
			const error = await failed({
				kind: "rate_limited",
				times: 1,
				...(retryAfter === undefined ? {} : { retryAfter }),
			});
			expect(error).toMatchObject({ kind: "rate_limited", status: 429 });
			return error.retryAt === null ? null : Math.round((error.retryAt.getTime() - Date.now()) / 1000);
		};
		expect(await within(7)).toBeOneOf([6, 7]);
		expect(await within(soon)).toBeOneOf([18, 19, 20]);
		expect(await within("86400")).toBeOneOf([3599, 3600]);
		for (const nonsense of [undefined, "-5", "abc"]) expect(await within(nonsense)).toBeNull();
	});

	test.each([
		["HTML with 200", { kind: "html" }, "unexpected_shape"],
		["an empty 200", { kind: "replace_body", body: "" }, "unexpected_shape"],
		["JSON of another shape", { kind: "replace_body", body: { surprise: true } }, "unexpected_shape"],
		["null", { kind: "replace_body", body: "null" }, "unexpected_shape"],
		["broken JSON", { kind: "replace_body", body: '[{"id":1},' }, "unexpected_shape"],
		["a tower of brackets", { kind: "replace_body", body: "[".repeat(20_000) }, "unexpected_shape"],
		["more than the limit", { kind: "replace_body", body: `["${"x".repeat(21 * 1024 * 1024)}"]` }, "unexpected_shape"],
		["a body cut off", { kind: "truncate" }, "unavailable"],
		["no connection", { kind: "drop_connection" }, "unavailable"],
		["a 500 that echoes the token", { kind: "echo_authorization" }, "unavailable"],
	] as FaultCase[])("$0 is $2", async (_, rule, kind) => {
		expect((await failed(rule)).kind).toBe(kind);
	});

	test.each([
		["a long silence", { kind: "delay", delayMs: 1500 }],
		["a byte now and then", { kind: "slow_body", delayMs: 50 }],
	])("$0 runs into the deadline", async (_, rule) => {
		expect((await failed(rule, 300)).kind).toBe("timeout");
	});

	test("a redirect is not followed", async () => {
		const foreign = await listen();
		expect(await failed({ kind: "redirect", host: foreign.origin })).toMatchObject({ kind: "rejected", status: 302 });
		expect(await foreign.close()).toBe(0);
	});

	test("an unreadable cursor is an error, not a fresh start", async () => {
		const { provider, tenant, today } = subjectOf();
		for (const cursor of ["", "{}", '{"v":9}', "null"]) {
			const call = provider.fetchPage(contextFor(tokensOf()), { tenant, kind: "window", cursor, today });
			expect(await failure(call, [])).toMatchObject({ kind: "unexpected_shape", field: "cursor" });
		}
	});

	test("a cursor that names another host is not followed", async () => {
		const { provider, tenant, today, longStream: kind } = subjectOf();
		const foreign = await listen();
		const { cursor } = await provider.fetchPage(contextFor(tokensOf()), { tenant, kind, cursor: null, today });
		const altered = JSON.stringify({ ...JSON.parse(cursor ?? ""), next: `${foreign.origin}/x` });
		const call = provider.fetchPage(contextFor(tokensOf()), { tenant, kind, cursor: altered, today });
		expect((await failure(call, [])).kind).toBe("foreign_link");
		expect(await foreign.close()).toBe(0);
	});
}

function describeHostileAnswers(subjectOf: () => ContractSubject, tokensOf: () => TokenSet): void {
	const page = (cursor: string | null = null) => {
		const { provider, tenant, today, longStream: kind } = subjectOf();
		return provider.fetchPage(contextFor(tokensOf()), { tenant, kind, cursor, today });
	};

	test("a malformed record is set aside with its field; the rest of the page goes on", async () => {
		const subject = subjectOf();
		const whole = await page();
		subject.fault({ kind: "malformed_record", pathPattern: subject.listPath });
		const spoiled = await page();
		expect(spoiled.records).toHaveLength(whole.records.length - 1);
		expect(spoiled.rejected).toHaveLength(1);
		expect(spoiled.rejected[0]).toMatchObject({ remoteId: idsOf([whole])[0], field: "arrival" });
		expect(spoiled.cursor).toBe(whole.cursor);
	});

	test("unknown members pass and are kept in the raw record", async () => {
		const subject = subjectOf();
		const body = { surprise: { deep: [1, "two"] }, __proto__: { polluted: true } };
		subject.fault({ kind: "malformed_record", pathPattern: subject.listPath, body });
		const { records, rejected } = await page();
		expect(rejected).toEqual([]);
		expect(records[0]?.raw).toMatchObject({ surprise: body.surprise });
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	test("an unknown status is shown as it is", async () => {
		const subject = subjectOf();
		subject.fault({ kind: "malformed_record", pathPattern: subject.listPath, body: { status: "Half-cooked" } });
		expect((await page()).records[0]?.record).toMatchObject({ status: "unknown", rawStatus: "Half-cooked" });
	});

	test("a next link to another host is not followed", async () => {
		const subject = subjectOf();
		const foreign = await listen();
		subject.fault({ kind: "foreign_next_link", pathPattern: subject.listPath, host: foreign.origin });
		expect((await failure(page(), [tokensOf().accessToken])).kind).toBe("foreign_link");
		expect(await foreign.close()).toBe(0);
	});

	test("a next link to itself ends with an error, not a loop", async () => {
		const subject = subjectOf();
		const before = await page();
		subject.fault({ kind: "self_next_link", pathPattern: subject.listPath });
		expect(await failure(page(before.cursor), [])).toMatchObject({
			kind: "unexpected_shape",
			detail: "next link repeats",
		});
	});

	test("an empty list is an empty page, and nothing is made up", async () => {
		const subject = subjectOf();
		subject.fault({ kind: "empty_list", pathPattern: subject.listPath });
		expect(await page()).toMatchObject({ records: [], rejected: [], done: true });
	});
}

/** A server that must never be reached; `close` tells how many requests came. */
async function listen(): Promise<{ origin: string; close(): Promise<number> }> {
	let hits = 0;
	const server: Server = createServer((_, response) => {
		hits++;
		response.end("{}");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			await new Promise((resolve) => server.close(resolve));
			return hits;
		},
	};
}
