import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { addDays, todayIn } from "@/lib/shared/dates";
import {
	approveOwnerrez,
	approveRezstream,
	createOwnerrezToken,
	createRezstreamManualToken,
} from "@/sandbox/drive-consent";
import { type Sandbox, startSandbox } from "@/sandbox/sandbox";
import {
	type ContractFault,
	type ContractSubject,
	contextFor,
	describeContract,
	failure,
	grantThrough,
	idsOf,
	readStream,
	tokenSet,
} from "./contract";
import { ownerrez } from "./ownerrez";
import type { StreamKind, TokenSet } from "./provider";
import { rezstream } from "./rezstream";
import { forgetDiscovery } from "./rezstream/oauth";

const REDIRECT = {
	rezstream: "http://localhost:3000/oauth/rezstream/callback",
	ownerrez: "http://localhost:3000/oauth/ownerrez/callback",
};

let sandbox: Sandbox;
let rez: ContractSubject;
let owner: ContractSubject;

beforeAll(async () => {
	sandbox = await startSandbox({
		reservations: 4500,
		rezstreamTenants: 2,
		ownerrezUsers: 3,
		redirectUris: { rezstream: [REDIRECT.rezstream], ownerrez: REDIRECT.ownerrez },
	});
	sandbox.control.settings({ ownerRateLimit: 0 });
	const { urls, clients, apiVersion } = sandbox;
	Object.assign(process.env, {
		ALLOW_INSECURE_PROVIDERS: "1",
		REZSTREAM_ISSUER: urls.rezAccount,
		REZSTREAM_API_URL: urls.rezApi,
		REZSTREAM_API_VERSION: apiVersion,
		REZSTREAM_CLIENT_ID: clients.rezstream.id,
		REZSTREAM_CLIENT_SECRET: clients.rezstream.secret,
		OWNERREZ_APP_URL: urls.ownerWeb,
		OWNERREZ_API_URL: urls.ownerApi,
		OWNERREZ_CLIENT_ID: clients.ownerrez.id,
		OWNERREZ_CLIENT_SECRET: clients.ownerrez.secret,
		OWNERREZ_APP_NAME: clients.ownerrez.appName,
	});
	forgetEnvironment();
	rez = rezstreamSubject();
	owner = ownerrezSubject();
}, 60_000);

afterAll(async () => {
	await sandbox.close();
	forgetEnvironment();
});

describeContract("rezStream", () => rez);
describeContract("OwnerRez", () => owner);

function setSecret(variable: string, real: string) {
	return (secret: string | null) => {
		process.env[variable] = secret ?? real;
		forgetEnvironment();
	};
}

/** What the sandbox has seen, but for the pages that the consent helpers walk. */
function requestCounter(servers: string[]) {
	let last = 0;
	return () => {
		const entries = sandbox.control.log(last);
		last = entries.at(-1)?.seq ?? last;
		return entries.filter(({ server }) => servers.includes(server));
	};
}

function accountOf(provider: "rezstream" | "ownerrez", index = 0) {
	const account = sandbox.control.world().accounts.filter((one) => one.provider === provider)[index];
	if (account === undefined) throw new Error("the world has no such account");
	return account;
}

/** The sandbox's truth inside a stay window, both ends included. */
function stays(provider: "rezstream" | "ownerrez", tenant: string, from: string, to: string) {
	return sandbox.control.truth({ provider, tenant }).records.filter(({ arrival, departure }) => {
		return String(arrival) <= to && String(departure) >= from;
	});
}

const DAYS: Partial<Record<StreamKind, [number, number]>> = {
	window: [-7, 60],
	future: [61, 730],
	history: [-730, -8],
	sweep: [-7, 60],
	sweep_future: [61, 730],
	sweep_history: [-730, -8],
};

type Truth = ReturnType<ContractSubject["truth"]>;

function rezstreamSubject(): ContractSubject {
	const account = accountOf("rezstream");
	const today = todayIn(account.iana, new Date());
	return {
		provider: rezstream,
		tenant: { remoteId: account.id, timeZone: account.iana, multiTenant: true },
		today,
		redirectUri: REDIRECT.rezstream,
		consent: async (url, decision) => {
			const tenants = sandbox.control.world().accounts.filter(({ provider }) => provider === "rezstream");
			const consent = decision === "deny" ? { deny: true } : { tenants: tenants.map(({ id }) => id) };
			return new URL(await approveRezstream(url.href, consent));
		},
		manualTokens: async () => {
			const { token } = await createRezstreamManualToken(sandbox, { tenant: account.id });
			return { method: "manual", accessToken: token, refreshToken: null, username: null };
		},
		truth: (kind) => {
			const { control } = sandbox;
			if (kind === "inventory") {
				const [inventory] = control.truth({ provider: "rezstream", tenant: account.id, entity: "inventory" }).records;
				return inventory?.units as Truth;
			}
			if (kind === "blocks") {
				const { records } = control.truth({ provider: "rezstream", tenant: account.id, entity: "blocks" });
				const [from, to] = [addDays(today, -30), addDays(today, 365)];
				return records.filter((row) => String(row.startDate) <= to && String(row.endDate) > from) as Truth;
			}
			const [from, to] = DAYS[kind] ?? [0, 0];
			return stays("rezstream", account.id, addDays(today, from), addDays(today, to)) as Truth;
		},
		longStream: "history",
		listPath: "^/reservations/byDate",
		tokenServer: "rezAccount",
		tokenPath: "^/connect/token",
		revokeServer: "rezAccount",
		revokePath: "revo",
		deadRevoke: "revoked",
		fault: (rule) => void sandbox.control.addFault({ server: "rezApi", ...rule } as never),
		clearFaults: () => {
			sandbox.control.clearFaults();
			forgetDiscovery();
		},
		requests: requestCounter(["rezAccount", "rezApi"]),
		changeOne: () => changeOf("rezstream", account.id, "update"),
		deleteOne: () => changeOf("rezstream", account.id, "delete"),
		stamp: stamper("rezstream", account.id, "updatedAt"),
		setClientSecret: setSecret("REZSTREAM_CLIENT_SECRET", sandbox.clients.rezstream.secret),
	};
}

function ownerrezSubject(): ContractSubject {
	const account = accountOf("ownerrez");
	const today = todayIn(account.iana, new Date());
	return {
		provider: ownerrez,
		tenant: { remoteId: account.id, timeZone: account.iana, multiTenant: false },
		today,
		redirectUri: REDIRECT.ownerrez,
		consent: async (url, decision) =>
			new URL(await approveOwnerrez(url.href, { user: account.id, deny: decision === "deny" })),
		manualTokens: () => personalToken(0),
		truth: (kind) => {
			if (kind === "inventory") {
				const query = { provider: "ownerrez" as const, tenant: account.id, entity: "properties" };
				return sandbox.control.truth(query).records as Truth;
			}
			const [from, to] = DAYS[kind] ?? [0, 0];
			return stays("ownerrez", account.id, addDays(today, from), addDays(today, to)) as Truth;
		},
		longStream: "history",
		listPath: "^/v2/bookings$",
		tokenServer: "ownerApi",
		tokenPath: "^/oauth/access_token$",
		revokeServer: "ownerApi",
		revokePath: "^/oauth/access_token/",
		deadRevoke: "already_dead",
		fault: (rule) => void sandbox.control.addFault({ server: "ownerApi", ...rule } as never),
		clearFaults: () => void sandbox.control.clearFaults(),
		requests: requestCounter(["ownerApi"]),
		changeOne: () => changeOf("ownerrez", account.id, "update"),
		deleteOne: () => changeOf("ownerrez", account.id, "delete"),
		stamp: stamper("ownerrez", account.id, "updated_utc"),
		setClientSecret: setSecret("OWNERREZ_CLIENT_SECRET", sandbox.clients.ownerrez.secret),
	};
}

function changeOf(provider: "rezstream" | "ownerrez", tenant: string, op: "update" | "delete"): string {
	const [change] = sandbox.control.change({ provider, tenant, op });
	if (change === undefined) throw new Error("nothing changed");
	return change.id;
}

/** Gives records one update time; each call takes other ones. */
function stamper(provider: "rezstream" | "ownerrez", tenant: string, member: string): ContractSubject["stamp"] {
	let taken = 0;
	return (count, at) => {
		const ids = sandbox.control
			.truth({ provider, tenant })
			.records.slice(taken, taken + count)
			.map(({ id }) => String(id));
		if (ids.length < count) throw new Error("the world is too small");
		taken += count;
		const patch = { [member]: `${at.toISOString().slice(0, 19)}Z` };
		for (const id of ids) sandbox.control.change({ provider, tenant, op: "set", id, patch });
		return ids;
	};
}

async function personalToken(index: number): Promise<TokenSet> {
	const { email, token } = await createOwnerrezToken(sandbox, { user: accountOf("ownerrez", index).id });
	return { method: "manual", accessToken: token, refreshToken: null, username: email };
}

describe("rezStream's own rules", () => {
	let tokens: TokenSet;
	beforeAll(async () => {
		tokens = tokenSet(await grantThrough(rez));
	});
	afterEach(() => {
		rez.clearFaults();
		sandbox.control.settings({
			rezstreamListSummaries: false,
			rezstreamUpdatedAlwaysNext: false,
			discoveryWithoutRevocation: false,
		});
	});
	const firstPage = (tenant = rez.tenant, kind: StreamKind = "window") =>
		rezstream.fetchPage(contextFor(tokens), { tenant, kind, cursor: null, today: rez.today });

	test("every API call carries the version, every tenant call of a multi-tenant grant its tenant", async () => {
		sandbox.control.clearLog();
		await rezstream.identify(contextFor(tokens));
		await readStream(rez, contextFor(tokens), "window", null);
		const calls = sandbox.control.log().filter(({ server }) => server === "rezApi");
		expect(calls.length).toBeGreaterThan(1);
		for (const call of calls) {
			expect(call.version).toBe(sandbox.apiVersion);
			expect(call.tenant).toBe(call.path === "/auth/tokendetails" ? undefined : rez.tenant.remoteId);
		}
	});

	test("the authorize request asks for a challenge, offline access and several tenants", async () => {
		const input = { redirectUri: rez.redirectUri, state: "s".repeat(43), codeVerifier: "v".repeat(43), nonce: "n" };
		const url = await rezstream.authorizeUrl({ ...input, scopes: rezstream.defaultScopes(), multiTenant: true });
		const query = Object.fromEntries(url.searchParams);
		expect(query).toMatchObject({ code_challenge_method: "S256", multiTenant: "true", response_type: "code" });
		expect(query.scope?.split(" ")).toContain("offline_access");
		expect(url.href).not.toContain("v".repeat(43));
		const single = await rezstream.authorizeUrl({ ...input, scopes: ["offline_access"], multiTenant: false });
		expect(single.searchParams.has("multiTenant")).toBe(false);
	});

	test("a 401 for want of a tenant header is repaired by sending it, not taken for a dead token (F-41)", async () => {
		const page = await firstPage({ ...rez.tenant, multiTenant: false });
		expect(page.records.length).toBeGreaterThan(0);
	});

	test("a 401 although the tenant was named, with a live token, is ambiguous", async () => {
		rez.fault({ kind: "status", status: 401, pathPattern: "^/reservations" });
		expect((await failure(firstPage(), [tokens.accessToken])).kind).toBe("ambiguous_tenant");
	});

	test("a 401 whose token details cannot be had stays undecided", async () => {
		rez.fault({ kind: "status", status: 401, pathPattern: "^/reservations" });
		rez.fault({ kind: "status", status: 503, pathPattern: "^/auth/tokendetails" });
		expect((await failure(firstPage(), [tokens.accessToken])).kind).toBe("unavailable");
	});

	test("a tenant that left the grant is lost, not the token (F-42)", async () => {
		const granted = tokenSet(await grantThrough(rez));
		const other = accountOf("rezstream", 1);
		rez.fault({ kind: "status", status: 401, pathPattern: "^/inventory" });
		rez.fault({ kind: "replace_body", pathPattern: "^/auth/tokendetails", body: { tenants: [{ id: other.id }] } });
		const request = { tenant: rez.tenant, kind: "inventory" as const, cursor: null, today: rez.today };
		const error = await failure(rezstream.fetchPage(contextFor(granted), request), [granted.accessToken]);
		expect(error).toMatchObject({ kind: "tenant_lost" });
	});

	test("rows that are summaries are filled from their details", async () => {
		const whole = await firstPage();
		sandbox.control.settings({ rezstreamListSummaries: true });
		const filled = await firstPage();
		expect(filled.records.map(({ record }) => record)).toEqual(whole.records.map(({ record }) => record));
		expect(filled.records.some(({ record }) => record.people.length > 0)).toBe(true);
	});

	test("a feed that always names a next page still ends", async () => {
		sandbox.control.settings({ rezstreamUpdatedAlwaysNext: true });
		changeOf("rezstream", rez.tenant.remoteId, "update");
		const pages = await readStream(rez, contextFor(tokens), "changed", rezstream.firstCursor("changed", new Date()));
		expect(pages.at(-1)).toMatchObject({ done: true, records: [] });
		expect(JSON.parse(pages.at(-1)?.cursor ?? "{}").run).toBeNull();
	});

	test("the 80-unit group comes whole", async () => {
		const bigGroupId = accountOf("rezstream").bigGroupId ?? accountOf("rezstream", 1).bigGroupId ?? "";
		const owningTenant = [0, 1].map((i) => accountOf("rezstream", i)).find((one) => one.bigGroupId === bigGroupId);
		const tenant = { remoteId: owningTenant?.id ?? "", timeZone: null, multiTenant: true };
		const { record } = await rezstream.fetchOne(contextFor(tokens), tenant, bigGroupId);
		expect(record.assignments).toHaveLength(80);
		expect(record.people).toHaveLength(300);
		const linked = new Set(record.assignments.flatMap(({ personIds }) => personIds));
		expect(record.people.every(({ id }) => linked.has(id))).toBe(true);
		for (const invoice of record.invoices) {
			for (const id of invoice.assignmentIds) {
				expect(record.assignments.find((one) => one.id === id)?.invoiceIds).toContain(invoice.id);
			}
		}
	});

	const DISCOVERY: [string, ContractFault["body"], string][] = [
		["another issuer", { issuer: "https://evil.example" }, "rejected"],
		["a token endpoint elsewhere", { token_endpoint: "https://evil.example/token" }, "foreign_link"],
		["a revocation endpoint elsewhere", { revocation_endpoint: "https://evil.example/revoke" }, "foreign_link"],
	];
	test.each(DISCOVERY)("discovery that names $0 is refused (S-08)", async (_, body, kind) => {
		forgetDiscovery();
		rez.fault({ kind: "merge_body", server: "rezAccount", pathPattern: "openid-configuration", body });
		const call = rezstream.revoke(contextFor(tokens), "access");
		expect((await failure(call, [tokens.accessToken])).kind).toBe(kind);
	});

	test("discovery is read once an hour, and again after a failure", async () => {
		forgetDiscovery();
		const reads = () => sandbox.control.log().filter(({ path }) => path.endsWith("openid-configuration")).length;
		sandbox.control.clearLog();
		await grantThrough(rez);
		await grantThrough(rez);
		expect(reads()).toBe(1);
		sandbox.control.addFault({
			kind: "status",
			status: 503,
			server: "rezAccount",
			pathPattern: "^/connect/token",
			times: 1,
		});
		await failure(grantThrough(rez), []);
		await grantThrough(rez);
		expect(reads()).toBe(2);
	});

	test("without a revocation endpoint revoking is not supported", async () => {
		sandbox.control.settings({ discoveryWithoutRevocation: true });
		forgetDiscovery();
		expect(await rezstream.revoke(contextFor(tokens), "access")).toEqual({ result: "not_supported" });
	});

	test("a token type the server does not revoke is not supported, not an error (S-39)", async () => {
		const body = { error: "unsupported_token_type" };
		rez.fault({ kind: "replace_body", status: 400, body, server: "rezAccount", pathPattern: "revo" });
		expect(await rezstream.revoke(contextFor(tokens), "refresh")).toEqual({ result: "not_supported" });
	});

	test("client credentials go into the form, or into Basic where discovery offers nothing else", async () => {
		const sent = async () => {
			sandbox.control.clearLog();
			await grantThrough(rez).catch(() => {});
			const entry = sandbox.control.log().find(({ path }) => path === "/connect/token");
			return { form: entry?.form?.some(([name]) => name === "client_secret"), basic: entry?.headers.authorization };
		};
		expect(await sent()).toEqual({ form: true, basic: undefined });
		forgetDiscovery();
		const body = { token_endpoint_auth_methods_supported: ["client_secret_basic"] };
		rez.fault({ kind: "merge_body", server: "rezAccount", pathPattern: "openid-configuration", body });
		expect(await sent()).toMatchObject({ form: false, basic: expect.stringMatching(/^Basic /) });
	});
});

describe("OwnerRez' own rules", () => {
	let tokens: TokenSet;
	beforeAll(async () => {
		tokens = tokenSet(await grantThrough(owner));
	});
	afterEach(() => {
		owner.clearFaults();
		sandbox.control.settings({ ownerTokenPolicy: "standard" });
		sandbox.control.resetLimits();
	});
	const firstPage = () =>
		ownerrez.fetchPage(contextFor(tokens), { tenant: owner.tenant, kind: "window", cursor: null, today: owner.today });

	test("every call names the app and its client id, the token endpoint's and a personal token's too", async () => {
		sandbox.control.clearLog();
		const context = contextFor(tokenSet(await grantThrough(owner)));
		await firstPage();
		await ownerrez.identify(contextFor(await personalToken(0)));
		await ownerrez.revoke(context, "access");
		const calls = sandbox.control.log().filter(({ server }) => server === "ownerApi");
		expect(calls.length).toBeGreaterThanOrEqual(4);
		const { id, appName } = sandbox.clients.ownerrez;
		for (const call of calls) expect(call.userAgent).toBe(`${appName}/1.0 (${id})`);
	});

	test("door codes are never asked for and never kept", async () => {
		sandbox.control.clearLog();
		const body = { door_codes: [{ code: "CANARY_DOOR_1234" }] };
		owner.fault({ kind: "malformed_record", pathPattern: owner.listPath, body });
		const page = await firstPage();
		expect(JSON.stringify(page)).not.toContain("CANARY_DOOR");
		owner.fault({ kind: "malformed_record", pathPattern: "^/v2/bookings/", body });
		const one = await ownerrez.fetchOne(contextFor(tokens), owner.tenant, idsOf([page])[0] ?? "");
		expect(JSON.stringify(one)).not.toContain("CANARY_DOOR");
		expect(JSON.stringify(sandbox.control.log())).not.toContain("include_door_codes");
	});

	test.each([
		["a dead token", 401, "invalid_token", {}, "unauthorized"],
		["an expired token", 401, "auth_required", { "www-authenticate": 'Bearer error="token_expired"' }, "unauthorized"],
		["a body without code", 401, undefined, {}, "unauthorized"],
		["a missing user agent", 401, "user_agent_required", {}, "rejected"],
		["a bad Basic header", 401, "invalid_request", {}, "rejected"],
		["a blocked address", 403, "ip_blocked", {}, "forbidden"],
		["a locked account", 403, "account_locked", {}, "forbidden"],
		["a code that is no code", 403, "<script>", {}, "forbidden"],
		["a missing feature", 402, "messaging_not_enabled", {}, "rejected"],
	] as const)("$0 is told by its code", async (_, status, code, headers, kind) => {
		const body = { code, messages: ["CANARY_MESSAGE"], status_code: status };
		owner.fault({ kind: "status", status, body, headers, pathPattern: owner.listPath });
		const error = await failure(firstPage(), ["CANARY_MESSAGE", tokens.accessToken]);
		expect(error).toMatchObject({ kind, status, detail: code === undefined || code === "<script>" ? null : code });
	});

	test("an app whose tokens never expire gives no expiry and no refresh", async () => {
		sandbox.control.settings({ ownerTokenPolicy: "none" });
		const granted = await grantThrough(owner);
		expect(granted).toMatchObject({ refreshToken: undefined, expiresAt: null });
		expect(ownerrez.refresh(contextFor(tokenSet(granted)))).toBeNull();
	});

	test("a personal token with another account's e-mail is refused", async () => {
		const wrong = { ...(await personalToken(0)), username: "nobody@example.com" };
		const error = await failure(ownerrez.identify(contextFor(wrong)), [wrong.accessToken, "nobody@example.com"]);
		expect(["rejected", "unauthorized"]).toContain(error.kind);
	});

	test("the third account by personal token is refused by OwnerRez, and is no dead token", async () => {
		sandbox.control.resetLimits();
		await ownerrez.identify(contextFor(await personalToken(0)));
		await ownerrez.identify(contextFor(await personalToken(1)));
		const error = await failure(ownerrez.identify(contextFor(await personalToken(2))), []);
		expect(error.kind).toBe("forbidden");
		expect(ownerrez.manualAccountsPerDay).toBe(2);
	});

	test("a guest's contact data is read on its own", async () => {
		const { records } = await firstPage();
		const guest = records.find(({ record }) => record.people.length > 0)?.record.people[0];
		if (guest === undefined || ownerrez.fetchContact === undefined) throw new Error("no guest to ask for");
		const contact = await ownerrez.fetchContact(contextFor(tokens), owner.tenant, guest.id);
		expect(contact).toMatchObject({ id: guest.id, firstName: guest.firstName, lastName: guest.lastName });
		const { records: guests } = sandbox.control.truth({
			provider: "ownerrez",
			tenant: owner.tenant.remoteId,
			entity: "guests",
		});
		const truth = guests.find(({ id }) => String(id) === guest.id) as { phones: { number: string }[] } | undefined;
		expect(contact.phones.map(({ number }) => number)).toEqual(truth?.phones.map(({ number }) => number));
		const gone = ownerrez.fetchContact(contextFor(tokens), owner.tenant, "1");
		expect((await failure(gone, [])).kind).toBe("not_found");
	});

	test("properties without a zone in the list get it from their detail", async () => {
		const [page] = await readStream(owner, contextFor(tokens), "inventory", null);
		expect(page?.units.every(({ timeZoneRaw }) => timeZoneRaw !== null)).toBe(true);
	});

	test("after a long change feed the next run begins before that one did: its closing pass (F-26)", async () => {
		const first = ownerrez.firstCursor("changed", new Date(Date.now() - 3 * 365 * 86_400_000));
		const startedAt = Date.now();
		const once = await readStream(owner, contextFor(tokens), "changed", first);
		const truth = sandbox.control.truth({ provider: "ownerrez", tenant: owner.tenant.remoteId }).records;
		expect(new Set(idsOf(once))).toEqual(new Set(truth.map(({ id }) => String(id))));
		sandbox.control.clearLog();
		const closing = await readStream(owner, contextFor(tokens), "changed", once.at(-1)?.cursor ?? null);
		expect(closing.length).toBeLessThan(once.length);
		const [asked] = sandbox.control.log();
		const since = new URLSearchParams(asked?.query).get("since_utc") ?? "";
		expect(Date.parse(since)).toBeLessThan(startedAt);
	});
});

test("plain http is refused without leave, and off this machine even with it (S-80)", async () => {
	const context = contextFor({
		method: "manual",
		accessToken: "pt_12345678",
		refreshToken: null,
		username: "a@b.example",
	});
	const real = process.env.OWNERREZ_API_URL;
	try {
		process.env.ALLOW_INSECURE_PROVIDERS = "0";
		forgetEnvironment();
		expect((await failure(ownerrez.identify(context), ["pt_12345678"])).kind).toBe("rejected");
		process.env.ALLOW_INSECURE_PROVIDERS = "1";
		process.env.OWNERREZ_API_URL = "http://127.0.0.1.evil.example";
		forgetEnvironment();
		expect((await failure(ownerrez.identify(context), ["pt_12345678"])).kind).toBe("rejected");
	} finally {
		process.env.ALLOW_INSECURE_PROVIDERS = "1";
		process.env.OWNERREZ_API_URL = real;
		forgetEnvironment();
	}
});
