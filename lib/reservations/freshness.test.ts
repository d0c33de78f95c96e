import { describe, expect, it } from "vitest";
import { freshnessOf } from "./freshness";
import type { ScopedTenant } from "./tenant-scope";

const AT = new Date("2026-11-22T12:00:00Z");
const ago = (minutes: number) => new Date(AT.getTime() - minutes * 60_000);
const ahead = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);

const BACKOFF = { since: ago(10).toISOString(), until: ahead(9).toISOString(), reason: "AnyPMS does not answer." };

function tenant(over: Partial<ScopedTenant> = {}, connection: Partial<ScopedTenant["connection"]> = {}): ScopedTenant {
	return {
		id: over.name ?? "ten_1",
		name: "Alpine Lodge",
		provider: "any",
		providerLabel: "AnyPMS",
		timeZone: "America/Denver",
		included: true,
		problem: null,
		asOf: ago(3),
		window: { completedAt: ago(600), waiting: null, nextDueAt: null },
		paused: null,
		backoff: null,
		waiting: null,
		slowSince: null,
		pollSeconds: null,
		hold: null,
		cancelled: null,
		notPermitted: [],
		unread: [],
		nextDueAt: ahead(2),
		...over,
		connection: { id: "con_1", state: "active", reason: "Healthy.", since: ago(1440), ...connection },
	};
}

describe("one tenant", () => {
	it.each<[string, ScopedTenant, string, string | null]>([
		["updated lately", tenant(), "fresh", null],
		["updated exactly at the limit", tenant({ asOf: ago(15) }), "fresh", null],
		[
			"older than the limit",
			tenant({ asOf: ago(16) }),
			"stale",
			"Alpine Lodge: Not updated since 04:44 (America/Denver). Next update 05:02 (America/Denver).",
		],
		[
			"old and overdue",
			tenant({ asOf: ago(16), nextDueAt: ago(5) }),
			"stale",
			"Alpine Lodge: Not updated since 04:44 (America/Denver). An update is due now and runs as soon as a worker is free.",
		],
		[
			"old with nothing planned",
			tenant({ asOf: ago(16), nextDueAt: null }),
			"stale",
			"Alpine Lodge: Not updated since 04:44 (America/Denver). No update is planned; start a sync on the connection page.",
		],
		[
			"degraded",
			tenant({}, { state: "degraded", reason: "The provider answers 503." }),
			"stale",
			"Alpine Lodge: As of 04:57 (America/Denver). The provider answers 503. Since Sat 05:00 (America/Denver); next try 05:02 (America/Denver).",
		],
		[
			"in first population",
			tenant({ asOf: null, window: { completedAt: null, waiting: null, nextDueAt: null } }),
			"populating",
			"Alpine Lodge: Being read for the first time; reservations are still missing here.",
		],
		[
			"planned but not begun",
			tenant({ asOf: null, window: null }),
			"populating",
			"Alpine Lodge: Being read for the first time; reservations are still missing here.",
		],
		[
			"waiting in first population",
			tenant({
				asOf: null,
				window: { completedAt: null, waiting: "Waiting for AnyPMS's request allowance.", nextDueAt: ahead(4) },
				waiting: { reason: "Waiting for AnyPMS's request allowance.", until: ahead(4).toISOString() },
			}),
			"populating",
			"Alpine Lodge: Being read for the first time; reservations are still missing here. Waiting for AnyPMS's request allowance. Goes on 05:04 (America/Denver).",
		],
		[
			"needing a person",
			tenant({}, { state: "needs_reconnect", reason: "The token was refused. Reconnect the account." }),
			"broken",
			"Alpine Lodge: The token was refused. Reconnect the account. Nothing new arrives since Sat 05:00 (America/Denver); reservations stay readable as of 04:57 (America/Denver).",
		],
		[
			"revoked",
			tenant({ timeZone: null }, { state: "revoked" }),
			"broken",
			"Alpine Lodge: Access was revoked Sat 12:00 (UTC); this is the last known state as of 11:57 (UTC). Connect the account again to go on.",
		],
		[
			"out of the grant",
			tenant({ problem: "The grant no longer reaches this tenant." }),
			"broken",
			"Alpine Lodge: The grant no longer reaches this tenant. Reservations stay readable as of 04:57 (America/Denver).",
		],
		[
			"paused",
			tenant({ paused: { since: ago(60).toISOString(), by: "ann@example.test", above: false } }),
			"stale",
			"Alpine Lodge: Paused by ann@example.test since 04:00 (America/Denver); nothing is read. As of 04:57 (America/Denver).",
		],
		["failing once with young data", tenant({ backoff: BACKOFF }), "fresh", null],
		[
			"failing until the data is old",
			tenant({ asOf: ago(20), backoff: BACKOFF }),
			"stale",
			"Alpine Lodge: As of 04:40 (America/Denver). AnyPMS does not answer. Since 04:50 (America/Denver); next try 05:09 (America/Denver).",
		],
		["asked slowly, but up to date", tenant({ slowSince: ago(10) }), "fresh", null],
		[
			"old because the provider is slow",
			tenant({ asOf: ago(16), slowSince: ago(20) }),
			"stale",
			"Alpine Lodge: Not updated since 04:44 (America/Denver). AnyPMS answers slowly since 04:40 (America/Denver). Next update 05:02 (America/Denver).",
		],
		["old, but asked rarely", tenant({ asOf: ago(44), pollSeconds: 900 }), "fresh", null],
		[
			"missing three rounds of a rare poll",
			tenant({ asOf: ago(46), pollSeconds: 900 }),
			"stale",
			"Alpine Lodge: Not updated since 04:14 (America/Denver). Next update 05:02 (America/Denver).",
		],
		[
			"held",
			tenant({
				hold: { missing: 30, expected: 412, since: ago(60).toISOString(), approvedAt: null, approvedBy: null },
			}),
			"stale",
			"Alpine Lodge: AnyPMS no longer lists 30 of 412 reservations since 04:00 (America/Denver). Nothing was marked as gone: somebody must say whether they really are.",
		],
		[
			"partly not permitted",
			tenant({ notPermitted: ["blocks"], unread: ["blocks"] }),
			"stale",
			"Alpine Lodge: Not permitted: blocks and owner stays. AnyPMS was not asked for it or refuses it; reconnect and allow everything that Rezdeck asks for.",
		],
	])("%s", (_case, one, state, reason) => {
		expect(freshnessOf([one], AT)).toMatchObject({
			state,
			reason,
			label: state === "fresh" ? null : expect.any(String),
		});
	});
});

describe("several tenants", () => {
	it("says that earlier and later stays are missing while only the window has been read", () => {
		const freshness = freshnessOf([tenant({ unread: ["history", "future", "contacts"] })], AT);
		expect(freshness.state).toBe("populating");
		expect(freshness.reason).toContain("later stays and earlier stays are still being read");
		expect(freshnessOf([tenant({ unread: ["contacts"] })], AT).state).toBe("fresh");
	});

	it("show the worst state, name it, count the others and give the oldest time", () => {
		const all = [
			tenant({ name: "Fine" }),
			tenant({ name: "Old", asOf: ago(90) }),
			tenant({ name: "Dead" }, { state: "needs_reconnect", reason: "Reconnect." }),
			tenant({ name: "New", asOf: null, window: null }),
		];
		const result = freshnessOf(all, AT);
		expect(result.state).toBe("broken");
		expect(result.reason).toMatch(/^Dead: .* 2 more tenants are affected\.$/);
		expect(result.tenants.map(({ name }) => name)).toEqual(["Dead", "New", "Old"]);
		expect(result.asOf).toBe(ago(90).toISOString());
	});

	it("name at most 20 tenants", () => {
		const many = Array.from({ length: 30 }, (_, i) => tenant({ name: `T${i}`, asOf: ago(60) }));
		expect(freshnessOf(many, AT).tenants).toHaveLength(20);
		expect(freshnessOf(many, AT).reason).toContain("29 more tenants are affected");
	});
});

it("without tenants, or with left-out ones only, says so", () => {
	expect(freshnessOf([], AT)).toMatchObject({
		state: "empty",
		asOf: null,
		reason: expect.stringContaining("Connect an account"),
	});
	expect(freshnessOf([tenant({ included: false })], AT)).toMatchObject({
		state: "empty",
		reason: expect.stringContaining("left out"),
	});
});
