/** The day board: every number is the number of rows of the list that it leads to. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { addDays } from "@/lib/shared/dates";
import { type DayBoard, type DayNews, type DayNumbers, dayQuery } from "@/lib/shared/day-board";
import { DAY_LISTS, type DayList, dayListParams, dayNewsParams } from "@/lib/shared/day-lists";
import { getDayBoard } from "./day-board";
import { listReservations } from "./list-reservations";
import { createTenant, filterOf, makeActor, makeAssignment, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}

const NUMBER: Record<DayList, (numbers: DayNumbers) => number> = {
	arrivals: (n) => n.arrivals.total,
	departures: (n) => n.departures.total,
	inHouse: (n) => n.inHouse.total,
	stayovers: (n) => n.stayovers.total,
	arrivalsToDo: (n) => n.arrivals.toDo,
	departuresToDo: (n) => n.departures.toDo,
	inHouseToDo: (n) => n.inHouse.toDo,
	stayoversToDo: (n) => n.stayovers.toDo,
	unassigned: (n) => n.unassigned,
	openOnArrival: (n) => n.openOnArrival,
	openOnDeparture: (n) => n.openOnDeparture,
};
const LISTS = Object.keys(DAY_LISTS) as DayList[];
const NEWS: (keyof DayNews)[] = ["new", "changed", "cancelled"];

function board(query: Record<string, string> = {}, actor = makeActor()): Promise<DayBoard> {
	return getDayBoard(actor, dayQuery.parse(query));
}

async function listTotal(params: string): Promise<number> {
	const { total, items } = await listReservations(
		makeActor(),
		filterOf({ ...Object.fromEntries(new URLSearchParams(params)), limit: "200" }),
	);
	expect(items).toHaveLength(total);
	return total;
}

/** Compares each number, over all and (unless told otherwise) per tenant, with the list that it leads to. */
async function expectNumbersLeadToLists(
	query: { date?: string; tenant?: string; since?: string },
	perTenant = true,
): Promise<DayBoard> {
	const date = query.date ?? "today";
	const seen = await board(query);
	const scopes: [string, string | null, DayNumbers][] = [
		["all", query.tenant ?? null, seen.numbers],
		...(perTenant ? seen.tenants : []).map((tenant): [string, string | null, DayNumbers] => [
			tenant.name,
			tenant.id,
			tenant.numbers,
		]),
	];
	for (const [name, tenant, numbers] of scopes) {
		const counted = Object.fromEntries(LISTS.map((list) => [list, NUMBER[list](numbers)]));
		const totals = await Promise.all(LISTS.map((list) => listTotal(dayListParams(list, date, tenant))));
		const listed = Object.fromEntries(LISTS.map((list, index) => [list, totals[index]]));
		expect(counted, `${name} on ${date}`).toEqual(listed);
	}
	if (query.since !== undefined) {
		for (const news of NEWS) {
			expect(seen.news?.[news], news).toBe(await listTotal(dayNewsParams(news, query.since, query.tenant ?? null)));
		}
	}
	return seen;
}

const DAY = "2026-11-22";

/** Every kind of stay around a day, those that make no sense included. */
function aroundTheDay(prefix: string, day = DAY) {
	const [before, after] = [addDays(day, -1), addDays(day, 1)];
	const stay = (id: string, arrival: string | null, departure: string | null, over = {}, unitId: string | null = "1") =>
		makeRecord({
			remoteId: `${prefix}-${id}`,
			arrival,
			departure,
			assignments: [makeAssignment({ id: `a-${id}`, unitId, arrival, departure })],
			...over,
		});
	return [
		stay("arrives", day, addDays(day, 3)),
		stay("arrives-no-unit", day, after, {}, null),
		stay("arrives-owes", day, after, { balance: "20.00", currency: "USD" }),
		stay("arrives-both", day, after, { balance: "1", status: "pending" }, null),
		stay("arrives-credit", day, after, { balance: "-5" }),
		stay("departs", before, day),
		stay("departs-owes", addDays(day, -5), day, { balance: "0.01" }),
		stay("day-use", day, day, { balance: "3" }),
		stay("stays", before, after),
		stay("stays-no-unit", addDays(day, -400), addDays(day, 2), {}, null),
		stay("stays-pending", before, after, { status: "pending" }),
		stay("owner", before, after, { kind: "owner_stay" }),
		stay("block", day, after, { kind: "block" }),
		stay("hold", day, after, { kind: "quote_hold" }),
		stay("cancelled", day, after, { status: "cancelled", balance: "9" }),
		stay("yesterday", addDays(day, -3), before),
		stay("tomorrow", after, addDays(day, 2)),
		stay("backwards", addDays(day, 5), day, { balance: "2" }),
		stay("arrival-unknown", null, day, { balance: "2" }),
		stay("departure-unknown", day, null),
		stay("dates-unknown", null, null),
	];
}

describe("numbers and lists", () => {
	it("agree for every number, whatever the stays look like, over tenants of both providers", async () => {
		setClock(`${DAY}T12:00:00Z`);
		const first = await createTenant({ name: "A", provider: "rezstream" });
		const second = await createTenant({ name: "B", provider: "ownerrez" });
		await createTenant({ name: "C has nothing" });
		await store(first, aroundTheDay("a"));
		await store(second, aroundTheDay("b"));
		await db().reservation.updateMany({ where: { remoteId: "b-arrives" }, data: { goneBefore: new Date() } });
		const { numbers, tenants } = await expectNumbersLeadToLists({ date: DAY });
		expect(tenants.map(({ name }) => name)).toEqual(["A", "B", "C has nothing"]);
		expect(tenants[0]?.numbers).toMatchObject({
			arrivals: { total: 7, toDo: 4 },
			departures: { total: 5, toDo: 4 },
			inHouse: { toDo: 2 },
			stayovers: { total: 3, toDo: 1 },
			unassigned: 2,
			openOnArrival: 3,
			openOnDeparture: 4,
		});
		expect(tenants[1]?.numbers.arrivals.total).toBe(6);
		expect(tenants[2]?.numbers.arrivals).toEqual({ total: 0, toDo: 0, units: 0, guests: 0 });
		expect(numbers.arrivals.total).toBe(13);
		await expectNumbersLeadToLists({ date: DAY, tenant: second }, false);
		await expectNumbersLeadToLists({ date: DAY, tenant: `${first},${second}` }, false);
	});

	it("read the day in each tenant's own calendar, at UTC+13 and at UTC−10 alike", async () => {
		// 22 November, half past ten in the evening in London: already the 23rd at UTC+13.
		setClock("2026-11-22T22:30:00Z");
		const auckland = await createTenant({ name: "Auckland", timeZone: "Pacific/Auckland" });
		const honolulu = await createTenant({ name: "Honolulu", timeZone: "Pacific/Honolulu" });
		const nowhere = await createTenant({ name: "Nowhere", timeZone: null });
		await store(auckland, [...aroundTheDay("x", "2026-11-22"), ...aroundTheDay("y", "2026-11-23").slice(0, 2)]);
		await store(honolulu, aroundTheDay("h", "2026-11-22"));
		await store(nowhere, aroundTheDay("n", "2026-11-22").slice(0, 1));
		const { tenants } = await expectNumbersLeadToLists({});
		expect(tenants.map(({ name, date }) => [name, date])).toEqual([
			["Auckland", "2026-11-23"],
			["Honolulu", "2026-11-22"],
			["Nowhere", "2026-11-22"],
		]);
		// Arrives on the 23rd: two made for it, and one that is "tomorrow" of the 22nd.
		expect(tenants.map(({ numbers }) => numbers.arrivals.total)).toEqual([3, 7, 1]);
		await expectNumbersLeadToLists({ date: "today+1" }, false);
		await expectNumbersLeadToLists({ date: "2026-11-22" }, false);
	});

	it.each([
		["the hour that is missing", "2027-03-28T00:30:00Z", "2027-03-28"],
		["the hour that comes twice", "2026-10-25T00:30:00Z", "2026-10-25"],
		["the evening before", "2026-10-24T22:30:00Z", "2026-10-25"],
	])("agree on a day of the clock change: %s", async (_, instant, day) => {
		setClock(instant);
		const berlin = await createTenant({ name: "Berlin", timeZone: "Europe/Berlin" });
		await store(berlin, aroundTheDay("d", day));
		const { tenants } = await expectNumbersLeadToLists({});
		expect(tenants[0]?.date).toBe(day);
		expect(tenants[0]?.numbers.arrivals.total).toBe(7);
		await expectNumbersLeadToLists({ date: "today-1" }, false);
		await expectNumbersLeadToLists({ date: "today+1" }, false);
	});

	it("count assignments and people of what they count", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			makeRecord({
				remoteId: "group",
				arrival: DAY,
				departure: addDays(DAY, 2),
				assignments: Array.from({ length: 80 }, (_, unit) => makeAssignment({ id: `a${unit}`, unitId: `${unit}` })),
			}),
			...aroundTheDay("a").slice(0, 1),
		]);
		const { numbers } = await board({ date: DAY });
		expect(numbers.arrivals).toMatchObject({ total: 2, units: 81 });
		expect(numbers.departures).toEqual({ total: 0, toDo: 0, units: 0, guests: 0 });
	});
});

describe("news", () => {
	it("are counted only when asked for, and agree with their lists", async () => {
		setClock(`${DAY}T12:00:00Z`);
		const tenant = await createTenant();
		const before = new Date("2026-11-20T00:00:00Z");
		const since = "2026-11-21T00:00:00Z";
		const records = aroundTheDay("a");
		await store(tenant, records, before);
		await store(
			tenant,
			[
				{ ...records[0]!, departure: addDays(DAY, 4) },
				{ ...records[1]!, status: "cancelled" },
				makeRecord({ remoteId: "fresh", bookedAt: "2026-11-21T08:00:00Z" }),
			],
			new Date("2026-11-22T00:00:00Z"),
		);
		expect((await board()).news).toBeNull();
		const { news } = await expectNumbersLeadToLists({ since });
		expect(news).toEqual({ new: 1, changed: 1, cancelled: 1 });
		expect((await board({ since: `${DAY}T12:00:00Z` })).news).toEqual({ new: 0, changed: 0, cancelled: 0 });
	});
});

describe("news of a tenant that was first read after the last look", () => {
	const since = "2026-11-21T00:00:00Z";
	const FIRST_READING = new Date("2026-11-22T05:00:00Z");
	const ENDED = new Date("2026-11-22T06:00:00Z");
	const LATER = new Date("2026-11-22T10:00:00Z");
	const old = makeRecord({ remoteId: "old", bookedAt: "2026-03-01T00:00:00Z" });
	const undated = makeRecord({ remoteId: "undated" });
	const block = makeRecord({ remoteId: "block", kind: "block" });
	const firstPage = [
		old,
		undated,
		block,
		makeRecord({ remoteId: "booked since", bookedAt: "2026-11-21T08:00:00Z" }),
		makeRecord({ remoteId: "no show", bookedAt: "2024-11-01T00:00:00Z", status: "cancelled" }),
		makeRecord({ remoteId: "gave up", status: "cancelled", cancelledAt: "2026-05-01T00:00:00Z" }),
		makeRecord({ remoteId: "gave up since", status: "cancelled", cancelledAt: "2026-11-21T09:00:00Z" }),
	];

	it("are only what the provider dates after it, or what was seen to change after the first reading", async () => {
		setClock(`${DAY}T12:00:00Z`);
		const tenant = await createTenant({ name: "Late", windowCompletedAt: ENDED });
		await store(tenant, firstPage, FIRST_READING);
		const first = await expectNumbersLeadToLists({ since });
		expect(first.news).toEqual({ new: 1, changed: 0, cancelled: 1 });
		expect(first.readSince).toEqual(["Late"]);

		await store(
			tenant,
			[
				{ ...old, departure: addDays(DAY, 4) },
				{ ...undated, status: "cancelled" },
				{ ...block, departure: addDays(DAY, 4) },
				makeRecord({ remoteId: "another block", kind: "block" }),
			],
			LATER,
		);
		const later = await expectNumbersLeadToLists({ since });
		expect(later.news).toEqual({ new: 2, changed: 2, cancelled: 2 });
		const known = await expectNumbersLeadToLists({ since: "2026-11-22T08:00:00Z" });
		expect(known.news).toEqual({ new: 1, changed: 2, cancelled: 1 });
		expect(known.readSince).toEqual([]);
	});

	it("are not guessed while the first reading goes on; what is not permitted does not hold it up", async () => {
		setClock(`${DAY}T12:00:00Z`);
		const reading = await createTenant({ name: "Reading", windowCompletedAt: null });
		const partly = await createTenant({ name: "Partly", windowCompletedAt: new Date("2026-11-20T00:00:00Z") });
		const { connectionId } = await db().tenant.findUniqueOrThrow({ where: { id: partly } });
		await db().stream.create({
			data: { id: "str_blocks", connectionId, tenantId: partly, kind: "blocks", position: 40, errorKind: "forbidden" },
		});
		for (const tenant of [reading, partly]) await store(tenant, [undated], FIRST_READING);
		await store(reading, [{ ...undated, departure: addDays(DAY, 4) }], LATER);
		const seen = await expectNumbersLeadToLists({ since });
		expect(seen.tenants.map(({ name }) => name)).toEqual(["Partly", "Reading"]);
		expect(seen.news).toEqual({ new: 1, changed: 0, cancelled: 0 });
		expect(seen.readSince).toEqual(["Reading"]);
	});
});

describe("whose numbers", () => {
	it("are only of tenants that the reader may see; others are unknown", async () => {
		const mine = await createTenant({ name: "Mine" });
		const other = await createTenant({ name: "Other" });
		await store(mine, aroundTheDay("m"));
		await store(other, aroundTheDay("o"));
		const actor = makeActor({ role: "viewer", tenantScope: [mine] });
		const seen = await board({ date: DAY, since: "2020-01-01T00:00:00Z" }, actor);
		expect(seen.tenants.map(({ name }) => name)).toEqual(["Mine"]);
		expect(seen.numbers.arrivals.total).toBe(7);
		const all = await board({ date: DAY, since: "2020-01-01T00:00:00Z" });
		expect(seen.news?.new).toBe((all.news?.new ?? 0) / 2);
		await expect(board({ tenant: other }, actor)).rejects.toMatchObject({ code: "not_found" });
		await expect(board({ tenant: "ten_unknown" }, actor)).rejects.toMatchObject({ code: "not_found" });
	});

	it("leave out tenants that are left out, and say so when nothing is left", async () => {
		const tenant = await createTenant({ name: "Out", included: false });
		await store(tenant, aroundTheDay("o"));
		const seen = await board({ date: DAY, since: "2020-01-01T00:00:00Z" });
		expect(seen).toMatchObject({ tenants: [], news: { new: 0, changed: 0, cancelled: 0 } });
		expect(seen.numbers.arrivals.total).toBe(0);
		expect(seen.freshness.state).toBe("empty");
	});

	it("refuse days that no list knows", () => {
		for (const date of ["0000-01-01", "1899-12-31", "3000-01-01", "2026-02-30", "tomorrow", "today+99999"]) {
			expect(dayQuery.safeParse({ date }).success, date).toBe(false);
		}
		expect(dayQuery.parse({}).date).toBe("today");
	});
});
