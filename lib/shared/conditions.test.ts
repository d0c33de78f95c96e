import { describe, expect, it } from "vitest";
import {
	type ConditionGroup,
	conditionGroup,
	GROUPS,
	isInGroup,
	mainCondition,
	stateLabel,
	urgency,
} from "./condition-words";
import { conditionsOf, type Subject, staleAfterSeconds } from "./conditions";
import { type ConnectionSummary, connectionState, type SyncProgress, type TenantSummary } from "./connections";
import { formatInstant } from "./dates";
import { type Sentence, sentenceText } from "./sentence";
import { connectionConditions, tenantConditions } from "./subjects";

const AT = new Date("2026-11-24T14:08:18Z");
const iso = (minutes: number) => new Date(AT.getTime() + minutes * 60_000).toISOString();
const text = (words: Sentence) => sentenceText(words, (at) => formatInstant(at, "UTC", AT));

const FINE: Subject = {
	provider: "AnyPMS",
	state: "active",
	reason: "Healthy.",
	stateSince: iso(-3000),
	included: true,
	problem: null,
	asOf: iso(-5),
	paused: null,
	pausedAbove: false,
	backoff: null,
	waiting: null,
	nextRequestAt: iso(1),
	slowSince: null,
	poll: { seconds: 120 },
	loading: null,
	hold: null,
	cancelled: null,
	notPermitted: [],
	quarantined: 0,
	silentSince: null,
	needsPersonBy: null,
};
const BACKOFF = { since: iso(-18), until: iso(1), reason: "AnyPMS does not answer." };
const HOLD = { missing: 30, expected: 412, since: iso(-60), approvedBy: null, approvedAt: null };

describe("one condition in words", () => {
	it.each<[Partial<Subject>, string, ConditionGroup, string]>([
		[{}, "Up to date", "fine", "As of 14:03. Next look for changes 14:09."],
		[
			{ slowSince: iso(-18) },
			"Slow",
			"disturbed",
			"As of 14:03. AnyPMS answers slowly since 13:50; next request 14:09.",
		],
		[
			{ backoff: BACKOFF },
			"Disturbed",
			"disturbed",
			"As of 14:03. AnyPMS does not answer. Since 13:50; next try 14:09.",
		],
		[
			{ backoff: { ...BACKOFF, reason: "It is down. (503)" }, waiting: { reason: "It is down.", until: iso(1) } },
			"Disturbed",
			"disturbed",
			"As of 14:03. It is down. (503). Since 13:50; next try 14:09.",
		],
		[
			{ state: "degraded", reason: "AnyPMS answers 503.", asOf: null, nextRequestAt: null },
			"Disturbed",
			"disturbed",
			"AnyPMS answers 503. Since Sun 12:08.",
		],
		[
			{ paused: { since: iso(-300), by: "ann@example.test" } },
			"Paused",
			"paused",
			"Paused by ann@example.test since 09:08; nothing is read. As of 14:03.",
		],
		[
			{ paused: { since: iso(-300), by: "ann@example.test" }, pausedAbove: true, asOf: null },
			"Paused",
			"paused",
			"Paused by ann@example.test with its whole connection since 09:08; nothing is read.",
		],
		[
			{ state: "needs_reconnect", reason: "AnyPMS refused this token." },
			"Needs a person",
			"person",
			"AnyPMS refused this token. Nothing new arrives since Sun 12:08; reservations stay readable as of 14:03.",
		],
		[
			{ problem: "The grant no longer reaches it." },
			"Not reached",
			"person",
			"The grant no longer reaches it. Reservations stay readable as of 14:03.",
		],
		[
			{ hold: HOLD },
			"Needs an answer",
			"person",
			"AnyPMS no longer lists 30 of 412 reservations since 13:08. Nothing was marked as gone: somebody must say whether they really are.",
		],
		[
			{ notPermitted: ["blocks", "history"] },
			"Partly not permitted",
			"person",
			"Not permitted: blocks and owner stays, earlier stays. AnyPMS was not asked for it or refuses it; reconnect and allow everything that Rezdeck asks for.",
		],
		[
			{ asOf: null, loading: { waiting: null, missing: null } },
			"Loading",
			"loading",
			"Being read for the first time; reservations are still missing here.",
		],
		[
			{ loading: { waiting: { reason: "Waiting for the allowance", until: iso(1) }, missing: "later stays" } },
			"Loading",
			"loading",
			"Stays around today are all here; later stays are still being read for the first time. Waiting for the allowance. Goes on 14:09.",
		],
		[
			{ cancelled: "Cancelled by ann.", loading: { waiting: null, missing: null } },
			"Cancelled",
			"paused",
			"Not everything has been read. Cancelled by ann.",
		],
		[
			{ asOf: iso(-60), nextRequestAt: iso(-1) },
			"Not up to date",
			"disturbed",
			"Not updated since 13:08. An update is due now and runs as soon as a worker is free.",
		],
		[
			{ asOf: null, nextRequestAt: null },
			"Not up to date",
			"disturbed",
			"Never read yet. No update is planned; start a sync on the connection page.",
		],
		[
			{ asOf: iso(-60), waiting: { reason: "Waiting for AnyPMS's request allowance.", until: iso(1) } },
			"Not up to date",
			"disturbed",
			"Not updated since 13:08. Waiting for AnyPMS's request allowance. Goes on 14:09.",
		],
		[
			{ state: "revoked" },
			"Revoked",
			"over",
			"Access was revoked Sun 12:08; this is the last known state as of 14:03. Connect the account again to go on.",
		],
		[
			{ state: "revoked_local_only", reason: "The provider could not be told." },
			"Removed here only",
			"over",
			"The provider could not be told. Since Sun 12:08 nothing is read any more.",
		],
		[
			{ state: "revoking" },
			"Revoking",
			"over",
			"Access has been in revocation since Sun 12:08; nothing is read any more.",
		],
		[
			{ included: false },
			"Left out",
			"over",
			"Rezdeck knows it but reads nothing of it. Include it to fetch its reservations.",
		],
	])("%j", (change, label, group, sentence) => {
		const conditions = conditionsOf({ ...FINE, ...change }, AT);
		const main = mainCondition(conditions);
		expect({ label: main.label, group: main.group, sentence: text(main.sentence) }).toEqual({ label, group, sentence });
	});

	it.each<[Partial<Subject>, string]>([
		[{ quarantined: 1 }, "1 record set aside, because Rezdeck could not read it; missing from every list."],
		[{ silentSince: iso(-60), poll: { seconds: 60 } }, "Webhooks silent since 13:08; polls go on every 1 min."],
		[{ waiting: { reason: "Waiting for the allowance.", until: iso(1) } }, "Waiting for the allowance. Goes on 14:09."],
		[
			{ needsPersonBy: iso(3 * 1440) },
			"The token ends Fri 14:08 and cannot renew itself. Reconnect the account before.",
		],
		[{ needsPersonBy: iso(-60) }, "The token ended 13:08 and cannot renew itself. Reconnect the account."],
		[
			{ hold: { ...HOLD, approvedBy: "ann@example.test", approvedAt: iso(-2) } },
			"AnyPMS no longer lists 30 of 412 reservations since 13:08. ann@example.test said 14:06 that they are really gone; the next search for deletions marks them.",
		],
	])("%j is told beside a state that stays up to date", (change, sentence) => {
		const conditions = conditionsOf({ ...FINE, ...change }, AT);
		expect(mainCondition(conditions).label).toBe("Up to date");
		expect(conditions.filter(({ isNote }) => isNote).map((note) => text(note.sentence))).toEqual([sentence]);
	});

	it("says nothing of a token that ends in more than two weeks", () => {
		expect(conditionsOf({ ...FINE, needsPersonBy: iso(15 * 1440) }, AT)).toHaveLength(1);
	});
});

describe("several conditions", () => {
	const kinds = (change: Partial<Subject>) => conditionsOf({ ...FINE, ...change }, AT).map(({ kind }) => kind);

	it("tells what ended and nothing else", () => {
		expect(kinds({ state: "revoked", quarantined: 3, backoff: BACKOFF, hold: HOLD })).toEqual(["revoked"]);
		expect(kinds({ included: false, quarantined: 3 })).toEqual(["left_out"]);
	});

	it("does not call disturbed, slow, loading or behind what nobody reads", () => {
		const paused = { since: iso(-5), by: "ann" };
		const trouble = {
			backoff: BACKOFF,
			slowSince: iso(-9),
			asOf: iso(-900),
			loading: { waiting: null, missing: null },
		};
		expect(kinds({ ...trouble, paused })).toEqual(["paused"]);
		expect(kinds({ ...trouble, backoff: null, loading: null, state: "needs_reconnect", slowSince: null })).toEqual([
			"needs_reconnect",
		]);
	});

	it("gives one reason for not being asked, not two", () => {
		expect(kinds({ backoff: BACKOFF, waiting: { reason: "It is down.", until: iso(1) } })).toEqual(["disturbed"]);
	});

	it("gives one reason for being behind, not two", () => {
		expect(kinds({ asOf: iso(-60), slowSince: iso(-30) })).toEqual(["behind"]);
		expect(text(mainCondition(conditionsOf({ ...FINE, asOf: iso(-60), slowSince: iso(-30) }, AT)).sentence)).toContain(
			"AnyPMS answers slowly since 13:38.",
		);
	});

	it("finds under “needs a person” also what a person must do beside a healthy state", () => {
		const conditions = conditionsOf({ ...FINE, needsPersonBy: iso(60) }, AT);
		expect(isInGroup(conditions, "person")).toBe(true);
		expect(isInGroup(conditions, "fine")).toBe(false);
	});

	it("never leaves a tenant without a state, whatever comes together", () => {
		const values: Partial<Subject>[] = [
			{ backoff: BACKOFF },
			{ paused: { since: iso(-5), by: "ann" } },
			{ hold: HOLD },
			{ notPermitted: ["blocks"] },
			{ slowSince: iso(-5) },
			{ problem: "Gone." },
			{ loading: { waiting: null, missing: null } },
			{ quarantined: 2 },
			{ waiting: { reason: "Waits.", until: iso(1) } },
		];
		for (const state of connectionState.options) {
			for (const a of values) {
				for (const b of values) {
					const conditions = conditionsOf({ ...FINE, ...a, ...b, state }, AT);
					expect(conditions.some(({ isNote }) => !isNote)).toBe(true);
					expect(new Set(conditions.map(({ kind }) => kind)).size).toBe(conditions.length);
				}
			}
		}
	});
});

describe("the limit of being up to date", () => {
	it.each([
		[null, 900],
		[60, 900],
		[300, 900],
		[900, 2700],
	])("asked every %s s it is %d s", (poll, limit) => {
		expect(staleAfterSeconds(poll)).toBe(limit);
		const age = (seconds: number) => ({ ...FINE, poll: { seconds: poll }, asOf: iso(-seconds / 60) });
		expect(mainCondition(conditionsOf(age(limit), AT)).kind).toBe("fine");
		expect(mainCondition(conditionsOf(age(limit + 1), AT)).kind).toBe("behind");
	});
});

describe("tenants and connections use the same words", () => {
	const progress: SyncProgress = {
		done: 0,
		expected: null,
		partsDone: 1,
		partsTotal: 1,
		share: 1,
		rate: null,
		secondsLeft: null,
		phase: "following",
		waiting: null,
	};
	const facts = {
		provider: "any",
		paused: null,
		lastSuccessAt: iso(-5),
		nextRequestAt: iso(1),
		backoff: null,
		waiting: null,
		providerSlowSince: null,
		progress,
		quarantined: 0,
	};
	const tenant = (change: Partial<TenantSummary> = {}): TenantSummary => ({
		...facts,
		id: "ten_1",
		remoteId: "1",
		name: "Lodge",
		timeZone: "UTC",
		timeZoneRaw: "UTC",
		connectionId: "con_1",
		connection: { state: "active", reason: "Healthy.", since: iso(-3000) },
		included: true,
		problem: null,
		reservations: 1,
		units: 1,
		asOf: iso(-5),
		pausedHere: false,
		pollSeconds: 120,
		changesPerHour: 4,
		hold: null,
		cancelled: null,
		webhooks: { state: "off", lastAt: null, silentSince: null },
		notPermitted: [],
		...change,
	});
	const connection = (change: Partial<ConnectionSummary> = {}): ConnectionSummary => ({
		...facts,
		id: "con_1",
		method: "oauth",
		state: "active",
		reason: "Healthy.",
		since: iso(-3000),
		account: "Lodge",
		tenantIds: ["ten_1"],
		tenantNames: ["Lodge"],
		provenAt: iso(-10),
		lastRunAt: null,
		createdAt: iso(-5000),
		needsPersonBy: null,
		...change,
	});
	const main = {
		tenant: (change: Partial<TenantSummary>) => mainCondition(tenantConditions(tenant(change), "AnyPMS", AT)),
		connection: (change: Partial<ConnectionSummary>) =>
			mainCondition(connectionConditions(connection(change), "AnyPMS", AT)),
	};

	it.each(["degraded", "needs_reconnect", "revoking", "revoked", "revoked_local_only"] as const)("%s", (state) => {
		const reason = "AnyPMS answers 503.";
		const since = iso(-100);
		const ofTenant = main.tenant({ connection: { state, reason, since } });
		const ofConnection = main.connection({ state, reason, since });
		expect(ofTenant.label).toBe(ofConnection.label);
		expect(ofTenant.sentence).toEqual(ofConnection.sentence);
		expect(stateLabel(state).label).toBe(ofTenant.label);
	});

	it("back-off and pause", () => {
		expect(main.tenant({ backoff: BACKOFF }).sentence).toEqual(main.connection({ backoff: BACKOFF }).sentence);
		const paused = { since: iso(-5), by: "ann" };
		expect(main.tenant({ paused, pausedHere: true }).sentence).toEqual(main.connection({ paused }).sentence);
	});

	it("a connection whose tenants still load is healthy, and is found under loading", () => {
		const conditions = connectionConditions(
			connection({ progress: { ...progress, phase: "populating" } }),
			"AnyPMS",
			AT,
		);
		expect(mainCondition(conditions).label).toBe("Healthy");
		expect(isInGroup(conditions, "loading")).toBe(true);
		expect(isInGroup(conditions, "fine")).toBe(false);
	});

	it("a healthy connection says when it was proven and when it is asked next", () => {
		expect(text(main.connection({}).sentence)).toBe("Proven 13:58. Next request 14:09.");
		expect(text(main.connection({ provenAt: null }).sentence)).toBe("Not proven yet.");
	});
});

it("puts what a person must do before what heals by itself", () => {
	const rank = (change: Partial<Subject>) => urgency(mainCondition(conditionsOf({ ...FINE, ...change }, AT)));
	const order = [
		rank({ state: "needs_reconnect" }),
		rank({ hold: HOLD }),
		rank({ backoff: BACKOFF }),
		rank({ paused: { since: iso(-1), by: "ann" } }),
		rank({ asOf: null, loading: { waiting: null, missing: null } }),
		rank({}),
		rank({ included: false }),
	];
	expect(order).toEqual([...order].sort((a, b) => a - b));
});

it("names every group once", () => {
	expect(GROUPS.map(({ id }) => id).sort()).toEqual([...conditionGroup.options].sort());
	expect(new Set(GROUPS.map(({ label }) => label)).size).toBe(GROUPS.length);
});
