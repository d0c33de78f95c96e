import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { AppError } from "@/lib/errors";
import { providers } from "@/lib/providers/registry";
import { type ReservationList, reservationFilter, reservationList, reservationSort } from "@/lib/shared/reservations";
import { listReservations } from "./list-reservations";
import { storeUnits } from "./store-units";
import {
	createTenant,
	filterOf,
	makeActor,
	makeAssignment,
	makePerson,
	makeRecord,
	makeUnit,
	store,
} from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

/** Moves `now()` to an instant; tenants made before it still look fresh or stale by it. */
function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}

const list = (query: Record<string, string> = {}, actor = makeActor()) => listReservations(actor, filterOf(query));

async function ids(query: Record<string, string>, actor = makeActor()): Promise<string[]> {
	return (await list(query, actor)).items.map((item) => item.remoteId);
}

async function refusal(query: Record<string, string>, actor = makeActor()): Promise<AppError> {
	try {
		await list(query, actor);
	} catch (error) {
		if (error instanceof AppError) return error;
		throw error;
	}
	throw new Error("was not refused");
}

describe("date fields", () => {
	const record = (remoteId: string, arrival: string | null, departure: string | null, over = {}) =>
		makeRecord({ remoteId, arrival, departure, ...over });

	it("stay: every reservation with a night in the range; the departure day is no night", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			record("before", "2026-03-01", "2026-03-10"),
			record("across-start", "2026-03-08", "2026-03-11"),
			record("inside", "2026-03-11", "2026-03-12"),
			record("around", "2026-01-01", "2026-12-31"),
			record("last-day", "2026-03-15", "2026-03-20"),
			record("after", "2026-03-16", "2026-03-20"),
			record("day-use", "2026-03-10", "2026-03-10"),
			record("day-use-outside", "2026-03-09", "2026-03-09"),
			record("backwards", "2026-03-12", "2026-03-01"),
			record("open", "2026-03-12", null),
			record("no-arrival", null, "2026-03-14"),
			record("no-dates", null, null),
		]);
		expect((await ids({ by: "stay", from: "2026-03-10", to: "2026-03-15" })).sort()).toEqual(
			["across-start", "around", "backwards", "day-use", "inside", "last-day", "open"].sort(),
		);
		expect((await ids({ by: "stay", from: "2026-03-16" })).sort()).toEqual(["after", "around", "last-day"]);
		expect(await ids({ by: "stay", to: "2026-01-01" })).toEqual(["around"]);
	});

	it("arrival and departure: both ends belong to the range", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			record("a", "2026-03-01", "2026-03-02"),
			record("b", "2026-03-02", "2026-03-04"),
			record("c", "2026-03-03", "2026-03-04"),
		]);
		expect(await ids({ by: "arrival", from: "2026-03-01", to: "2026-03-02" })).toEqual(["a", "b"]);
		expect(await ids({ by: "departure", from: "2026-03-04", to: "2026-03-04" })).toEqual(["b", "c"]);
		expect(await ids({ by: "arrival", from: "2026-03-03" })).toEqual(["c"]);
		expect(await ids({ by: "departure", to: "2026-03-02" })).toEqual(["a"]);
	});

	it("in house: arrived, not departing, confirmed, and somebody really there; today when no day is given", async () => {
		setClock("2026-11-22T12:00:00Z");
		const tenantId = await createTenant();
		await store(tenantId, [
			record("in", "2026-11-20", "2026-11-23"),
			record("arriving", "2026-11-22", "2026-11-23"),
			record("departing", "2026-11-20", "2026-11-22"),
			record("cancelled", "2026-11-20", "2026-11-23", { status: "cancelled" }),
			record("block", "2026-11-20", "2026-11-23", { kind: "block" }),
			record("owner", "2026-11-20", "2026-11-23", { kind: "owner_stay" }),
			record("day-use", "2026-11-22", "2026-11-22"),
		]);
		expect((await ids({ by: "in_house" })).sort()).toEqual(["arriving", "in", "owner"]);
		expect(await ids({ by: "in_house", kind: "block" })).toEqual(["block"]);
		expect(await ids({ by: "in_house", from: "2026-11-24", to: "2026-11-30" })).toEqual([]);
	});

	it("booked, updated, cancelled: days of the tenant's own calendar, also when a day has 23 or 25 hours", async () => {
		const tenantId = await createTenant({ timeZone: "America/New_York" });
		await store(tenantId, [
			// 8 March 2026 has 23 hours in New York: 05:00Z to 04:00Z.
			record("spring-first", null, null, { bookedAt: "2026-03-08T05:00:00Z" }),
			record("spring-last", null, null, { bookedAt: "2026-03-09T03:59:59.999999Z" }),
			record("spring-after", null, null, { bookedAt: "2026-03-09T04:00:00Z" }),
			// 1 November 2026 has 25 hours: 04:00Z to 05:00Z.
			record("autumn-last", null, null, { bookedAt: "2026-11-02T04:59:59Z" }),
			record("touched", null, null, { updatedAt: "2026-03-08T23:00:00Z" }),
			record("called-off", null, null, { status: "cancelled", cancelledAt: "2026-03-08T23:00:00Z" }),
			record("called-off-no-date", null, null, { status: "cancelled" }),
		]);
		expect((await ids({ by: "booked", from: "2026-03-08", to: "2026-03-08" })).sort()).toEqual([
			"spring-first",
			"spring-last",
		]);
		expect(await ids({ by: "booked", from: "2026-11-01", to: "2026-11-01" })).toEqual(["autumn-last"]);
		expect(await ids({ by: "booked", to: "2026-03-07" })).toEqual([]);
		expect(await ids({ by: "updated", from: "2026-03-08", to: "2026-03-08" })).toEqual(["touched"]);
		expect(await ids({ by: "cancelled", from: "2026-03-08" })).toEqual(["called-off"]);
		expect((await ids({ by: "cancelled" })).sort()).toEqual(["called-off", "called-off-no-date"]);
	});

	it("today is each tenant's own", async () => {
		// At this moment it is 23 Nov in Kiritimati (UTC+14) and 21 Nov in Pago Pago (UTC-11).
		setClock("2026-11-22T10:30:00Z");
		for (const [name, timeZone] of [
			["line", "Pacific/Kiritimati"],
			["london", "Europe/London"],
			["samoa", "Pacific/Pago_Pago"],
			["unknown", null],
		] as const) {
			const tenantId = await createTenant({ name, timeZone });
			await store(
				tenantId,
				["20", "21", "22", "23", "24"].map((day) =>
					record(`${name}-${day}`, `2026-11-${day}`, `2026-11-${Number(day) + 1}`),
				),
			);
		}
		expect((await ids({ by: "arrival", from: "today", to: "today" })).sort()).toEqual([
			"line-23",
			"london-22",
			"samoa-21",
			"unknown-22",
		]);
		expect((await ids({ by: "arrival", from: "today+1", to: "today+1" })).sort()).toEqual([
			"line-24",
			"london-23",
			"samoa-22",
			"unknown-23",
		]);
		expect((await ids({ by: "in_house" })).sort()).toEqual(["line-23", "london-22", "samoa-21", "unknown-22"]);
	});

	it("booked today is the tenant's day as moments", async () => {
		setClock("2026-11-22T10:30:00Z");
		const tenantId = await createTenant({ timeZone: "Pacific/Tongatapu" });
		await store(tenantId, [
			record("yesterday", null, null, { bookedAt: "2026-11-22T10:59:59Z" }),
			record("midnight", null, null, { bookedAt: "2026-11-22T11:00:00Z" }),
		]);
		// In Tonga it is 23:30 on the 22nd, which began at 11:00Z on the 21st.
		expect(await ids({ by: "booked", from: "today", to: "today" })).toEqual(["yesterday"]);
	});

	it("plain dates are shown as they came, whatever the zone of server and tenant", async () => {
		const tenantId = await createTenant({ timeZone: "Pacific/Tongatapu" });
		await store(tenantId, [record("leap", "2028-02-29", "2028-03-01")]);
		expect((await list()).items).toMatchObject([{ arrival: "2028-02-29", departure: "2028-03-01", nights: 1 }]);
	});

	it("refuses ranges that are empty for everybody and dates beyond reason", async () => {
		await createTenant();
		expect(await refusal({ from: "today+6", to: "today" })).toMatchObject({
			code: "invalid_input",
			issues: [{ path: "from" }],
		});
		expect(await refusal({ from: "0001-01-01" })).toMatchObject({ issues: [{ path: "from" }] });
		expect(await refusal({ to: "9999-12-31" })).toMatchObject({ issues: [{ path: "to" }] });
		expect(await ids({ from: "today-9999", to: "today+9999" })).toEqual([]);
	});
});

describe("filters", () => {
	it("by status, kind, unassigned, and all of them without a filter", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			makeRecord({
				remoteId: "stay",
				assignments: [makeAssignment({ id: "1", unitId: "u1" }), makeAssignment({ id: "2" })],
			}),
			makeRecord({ remoteId: "hold", kind: "quote_hold", status: "pending" }),
			makeRecord({ remoteId: "off", status: "cancelled" }),
			makeRecord({ remoteId: "odd", kind: "unknown", status: "unknown", rawStatus: "Wobbly" }),
		]);
		expect(await ids({ status: "pending,cancelled" })).toHaveLength(2);
		expect(await ids({ kind: "quote_hold" })).toEqual(["hold"]);
		expect(await ids({ unassigned: "yes" })).toEqual(["stay"]);
		const all = await list();
		expect(all.items).toHaveLength(4);
		expect(all).toMatchObject({ total: 4, totalCapped: false, nextCursor: null });
		expect(all.items.find((item) => item.remoteId === "odd")).toMatchObject({ rawStatus: "Wobbly", kind: "unknown" });
	});

	it("what is gone upstream counts as cancelled, and nobody of it is in house", async () => {
		const tenantId = await createTenant();
		const [arrival, departure] = ["2026-11-20", "2026-11-30"];
		await store(tenantId, [
			makeRecord({ remoteId: "here", arrival, departure }),
			makeRecord({ remoteId: "gone", arrival, departure }),
		]);
		await db().reservation.updateMany({ where: { remoteId: "gone" }, data: { goneBefore: now() } });
		expect(await ids({ status: "confirmed" })).toEqual(["here"]);
		expect(await ids({ status: "cancelled" })).toEqual(["gone"]);
		expect(await ids({ by: "in_house", from: "2026-11-22", to: "2026-11-22" })).toEqual(["here"]);
		expect(await ids({})).toHaveLength(2);
	});

	it("by provider", async () => {
		const known = providers().map((provider) => provider.id);
		for (const provider of known) await store(await createTenant({ provider }), [makeRecord({ remoteId: provider })]);
		for (const provider of known) expect(await ids({ provider })).toEqual([provider]);
		expect(await refusal({ provider: "fax" })).toMatchObject({ code: "invalid_input", issues: [{ path: "provider" }] });
	});

	it("by unit, ours or one that the inventory does not list; an unknown one is not found", async () => {
		const [one, two] = [await createTenant(), await createTenant()];
		await db().$transaction((tx) => storeUnits(tx, one, [makeUnit({ remoteId: "u1", name: "Birch" })]));
		const inUnit = (remoteId: string, unitId: string) =>
			makeRecord({ remoteId, assignments: [makeAssignment({ id: "1", unitId })] });
		await store(one, [inUnit("a", "u1"), inUnit("b", "u2")]);
		await store(two, [inUnit("c", "u1")]);
		const unit = await db().unit.findFirstOrThrow();
		expect(await ids({ unit: unit.id })).toEqual(["a"]);
		expect(await ids({ unit: "u2" })).toEqual(["b"]);
		expect(await refusal({ unit: "unt_none" })).toMatchObject({ code: "not_found" });
		expect(await refusal({ unit: unit.id }, makeActor({ tenantScope: [two] }))).toMatchObject({ code: "not_found" });
	});

	it("gives distinct units in the provider's order, and names units that are not listed by their own id", async () => {
		const tenantId = await createTenant();
		await db().$transaction((tx) =>
			storeUnits(tx, tenantId, [
				makeUnit({ remoteId: "u1", name: "Birch" }),
				makeUnit({ remoteId: "u2", name: "Alder" }),
			]),
		);
		const assigned = ["u1", "u2", "gone", "u1", null].map((unitId, index) =>
			makeAssignment({ id: `${index}`, unitId }),
		);
		await store(tenantId, [makeRecord({ remoteId: "a", assignments: assigned }), makeRecord({ remoteId: "b" })]);
		const [a, b] = (await list({ sort: "arrival" })).items.sort((x, y) => x.remoteId.localeCompare(y.remoteId));
		expect(a?.units.map((unit) => unit.name)).toEqual(["Birch", "Alder", "Unit gone"]);
		expect(a).toMatchObject({ assignmentCount: 5, unassignedCount: 1 });
		expect(b?.units).toEqual([]);
	});

	it("money is exact, and its currency may be unknown", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			makeRecord({ remoteId: "kwd", balance: "0.300", currency: "KWD", arrival: "2026-01-01" }),
			makeRecord({ remoteId: "minus", balance: "-12345678901234567890.1234", arrival: "2026-01-02" }),
		]);
		expect((await list()).items.map((item) => item.balance)).toEqual([
			{ amount: "0.300", currency: "KWD" },
			{ amount: "-12345678901234567890.1234", currency: null },
		]);
	});
});

describe("who sees what", () => {
	it("shows only the actor's tenants, in items, total and freshness", async () => {
		const [mine, foreign] = [
			await createTenant({ name: "Mine" }),
			await createTenant({ name: "Foreign", state: "needs_reconnect" }),
		];
		await store(mine, [makeRecord({ remoteId: "mine" })]);
		await store(foreign, [makeRecord({ remoteId: "foreign", number: "canary" })]);
		const actor = makeActor({ role: "viewer", tenantScope: [mine] });
		const result = await list({}, actor);
		expect(result).toMatchObject({ total: 1, freshness: { state: "fresh", tenants: [] } });
		expect(result.items.map((item) => item.remoteId)).toEqual(["mine"]);
		expect(await ids({ q: "canary" }, actor)).toEqual([]);
		expect(JSON.stringify(result)).not.toContain("Foreign");
	});

	it("answers a foreign tenant, a mix with one and an unknown one all alike", async () => {
		const [mine, foreign] = [await createTenant(), await createTenant()];
		const actor = makeActor({ tenantScope: [mine] });
		const answers = [];
		for (const tenant of [foreign, `${mine},${foreign}`, "ten_unknown"]) {
			const { code, message, userMessage } = await refusal({ tenant }, actor);
			answers.push({ code, message, userMessage });
		}
		expect(answers[0]).toMatchObject({ code: "not_found" });
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await refusal({ tenant: "ten_unknown" })).toMatchObject({ code: "not_found" });
	});

	it("an actor without tenants sees an empty list that says so", async () => {
		await store(await createTenant(), [makeRecord({ remoteId: "a" })]);
		expect(await list({}, makeActor({ tenantScope: [] }))).toMatchObject({
			items: [],
			total: 0,
			freshness: { state: "empty" },
		});
	});

	it("hides left-out tenants, and says so when asked for one", async () => {
		const tenantId = await createTenant({ name: "Quiet Inn", included: false });
		await store(tenantId, [makeRecord({ remoteId: "a" })]);
		expect(await ids({})).toEqual([]);
		const asked = await list({ tenant: tenantId });
		expect(asked.items).toEqual([]);
		expect(asked.freshness.reason).toContain("Quiet Inn is left out");
	});
});

describe("paging", () => {
	async function readAll(query: Record<string, string>): Promise<ReservationList["items"]> {
		const items: ReservationList["items"] = [];
		let cursor: string | null = null;
		for (let pages = 0; pages < 100; pages++) {
			const page: ReservationList = await list({ ...query, ...(cursor === null ? {} : { cursor }) });
			items.push(...page.items);
			cursor = page.nextCursor;
			if (cursor === null) return items;
		}
		throw new Error("never ended");
	}

	it("gives every row exactly once for every sort, with ties and missing values, which come last", async () => {
		const [one, two] = [await createTenant(), await createTenant({ timeZone: "Pacific/Tongatapu" })];
		const names = ["Émile", "emil", "Zoë", "Ødegård", "  ", null, null, "Anna", "anna", "\u4e2d\u6587"];
		const records = Array.from({ length: 61 }, (_, i) => {
			const day = String((i % 5) + 1).padStart(2, "0");
			const instant = i % 6 === 0 ? null : `2026-05-${day}T00:00:00.00000${i % 3}Z`;
			const firstName = names[i % names.length] ?? null;
			return makeRecord({
				remoteId: `r${i}`,
				arrival: i % 7 === 0 ? null : `2026-05-${day}`,
				departure: i % 4 === 0 ? null : `2026-06-${day}`,
				bookedAt: instant,
				updatedAt: instant,
				people: firstName === null ? [] : [makePerson({ id: "p", firstName })],
			});
		});
		await store(one, records.slice(0, 30));
		await store(two, records.slice(30));
		const keys = {
			arrival: "arrival",
			departure: "departure",
			booked: "bookedAt",
			updated: "updatedAt",
			guest: "guestName",
		} as const;
		for (const sort of reservationSort.options) {
			for (const limit of ["7", "61", "200"]) {
				const items = await readAll({ sort, limit });
				expect(items.map((item) => item.remoteId).sort(), `${sort} by ${limit}`).toEqual(
					records.map((r) => r.remoteId).sort(),
				);
				const key = keys[sort.replace("-", "") as keyof typeof keys];
				const values = items.map((item) => item[key]);
				const firstMissing = values.indexOf(null);
				expect(
					values.slice(firstMissing).every((value) => value === null),
					`${sort}: missing last`,
				).toBe(true);
				if (key !== "guestName") {
					const given = values.slice(0, firstMissing) as string[];
					expect(given).toEqual(
						[...given].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith("-") ? -1 : 1)),
					);
				}
			}
		}
		const guests = (await readAll({ sort: "guest", limit: "200" })).flatMap((item) => item.guestName ?? []);
		expect([...new Set(guests)].map((name) => name.toLowerCase())).toEqual(
			["anna", "anna", "emil", "émile", "ødegård", "zoë", "中文"].filter((n, i, a) => n !== a[i - 1] || n === "anna"),
		);
	}, 60_000);

	it("goes on after the last row although rows before it changed", async () => {
		const tenantId = await createTenant();
		await store(
			tenantId,
			["01", "02", "03", "04"].map((day) => makeRecord({ remoteId: day, arrival: `2026-05-${day}`, version: 1 })),
		);
		const first = await list({ limit: "2" });
		await store(tenantId, [
			makeRecord({ remoteId: "00", arrival: "2026-04-30" }),
			makeRecord({ remoteId: "01", arrival: "2026-04-01", version: 2 }),
		]);
		expect(await ids({ limit: "2", cursor: first.nextCursor! })).toEqual(["03", "04"]);
	});

	it("refuses cursors that are broken, altered or of another sort, naming the field", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a" }), makeRecord({ remoteId: "b" })]);
		const { nextCursor } = await list({ limit: "1" });
		const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
		const broken = [
			"x",
			"%%%",
			nextCursor!.slice(0, -4),
			made({ s: "arrival", v: "2026-02-30", id: "res_1" }),
			made({ s: "arrival", v: "'; DROP TABLE reservation", id: "res_1" }),
			made({ s: "arrival", v: 7, id: "res_1" }),
			made({ s: "arrival", v: null, id: "" }),
			made({ s: "arrival", v: null, id: "res_1", extra: 1 }),
			made({ s: "arrival", v: null, id: "a\0b" }),
			made([]),
			made(null),
		];
		for (const cursor of broken) {
			expect(await refusal({ cursor }), cursor).toMatchObject({ code: "invalid_input", issues: [{ path: "cursor" }] });
		}
		expect(await refusal({ cursor: nextCursor!, sort: "-arrival" })).toMatchObject({ issues: [{ path: "cursor" }] });
		for (const v of ["2026-05-01", "2026-13-01T00:00:00.000000Z", "0000-01-01T00:00:00.000000Z"]) {
			expect(await refusal({ sort: "booked", cursor: made({ s: "booked", v, id: "res_1" }) })).toMatchObject({
				code: "invalid_input",
			});
		}
	});

	it("no text as cursor leads to anything but a page or invalid_input", async () => {
		await createTenant();
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					s: fc.constantFrom(...reservationSort.options),
					v: fc.oneof(fc.string(), fc.constant(null)),
					id: fc.string(),
				}),
				async (content) => {
					const cursor = Buffer.from(JSON.stringify(content)).toString("base64url");
					try {
						await list({ sort: content.s, cursor });
					} catch (error) {
						expect(error).toMatchObject({ code: "invalid_input" });
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("bounds what one request may ask for", () => {
		for (const query of [
			{ limit: "201" },
			{ limit: "0" },
			{ limit: "1e9" },
			{ sort: "balance" },
			{ status: "gone" },
			{ by: "night" },
			{ from: "2026-02-30" },
			{ from: "2026-03-02", to: "2026-03-01" },
			{ colour: "red" },
			{ q: "" },
			{ q: "x".repeat(201) },
		]) {
			expect(reservationFilter.safeParse(query).success, JSON.stringify(query)).toBe(false);
		}
	});
});

describe("freshness", () => {
	it("gives every row its tenant's as-of time, and the list the oldest", async () => {
		setClock("2026-11-22T12:00:00Z");
		const early = await createTenant({ name: "Early", asOf: new Date("2026-11-22T11:00:00Z") });
		const late = await createTenant({ name: "Late", asOf: new Date("2026-11-22T11:59:00Z") });
		await store(early, [makeRecord({ remoteId: "e" })]);
		await store(late, [makeRecord({ remoteId: "l" })]);
		const result = reservationList.parse(await list());
		expect(Object.fromEntries(result.items.map((item) => [item.remoteId, item.asOf]))).toEqual({
			e: "2026-11-22T11:00:00.000Z",
			l: "2026-11-22T11:59:00.000Z",
		});
		expect(result.freshness).toMatchObject({ state: "stale", asOf: "2026-11-22T11:00:00.000Z" });
		expect(result.freshness.tenants.map((tenant) => tenant.name)).toEqual(["Early"]);
	});
});
