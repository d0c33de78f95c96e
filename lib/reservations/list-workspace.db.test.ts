/** Filters of the daily work: what is to be done, what is news, what does not fit, what we marked ourselves. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { listReservations } from "./list-reservations";
import { hasOutdatedRows, reprojectBatch } from "./reproject";
import { createTenant, filterOf, makeActor, makeAssignment, makePerson, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}

async function ids(query: Record<string, string>): Promise<string[]> {
	const { items, total } = await listReservations(makeActor(), filterOf(query));
	expect(total).toBe(items.length);
	return items.map((item) => item.remoteId).sort();
}

const stay = (remoteId: string, unitId: string | null, arrival: string, departure: string, over = {}) =>
	makeRecord({
		remoteId,
		arrival,
		departure,
		assignments: [makeAssignment({ id: `a-${remoteId}`, unitId, arrival, departure })],
		...over,
	});

describe("what is to be done", () => {
	it("leaves of the arrivals those without a unit or with an open balance", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			stay("settled", "1", "2026-11-22", "2026-11-24", { balance: "0.00" }),
			stay("credit", "1", "2026-11-22", "2026-11-24", { balance: "-5.00" }),
			stay("owes", "2", "2026-11-22", "2026-11-24", { balance: "0.01" }),
			stay("waits", null, "2026-11-22", "2026-11-24"),
		]);
		const day = { by: "arrival", from: "2026-11-22", to: "2026-11-22" };
		expect(await ids({ ...day, todo: "arrival" })).toEqual(["owes", "waits"]);
		expect(await ids({ ...day, todo: "departure" })).toEqual(["owes"]);
		expect(await ids({ ...day, balance: "open" })).toEqual(["owes"]);
	});

	it("counts as staying over who neither arrives nor departs on the day", async () => {
		setClock("2026-11-22T12:00:00Z");
		const tenant = await createTenant();
		await store(tenant, [
			stay("arrives", "1", "2026-11-22", "2026-11-24"),
			stay("stays", "2", "2026-11-21", "2026-11-23"),
			stay("departs", "3", "2026-11-20", "2026-11-22"),
			stay("cancelled", "4", "2026-11-21", "2026-11-23", { status: "cancelled" }),
		]);
		expect(await ids({ by: "stayover" })).toEqual(["stays"]);
		expect(await ids({ by: "in_house" })).toEqual(["arrives", "stays"]);
	});
});

describe("news since a moment", () => {
	it("tells new, changed, cancelled and gone apart, and takes no old booking of a first reading for news", async () => {
		const tenant = await createTenant();
		const before = new Date("2026-11-20T00:00:00Z");
		const after = new Date("2026-11-22T00:00:00Z");
		const since = "2026-11-21T00:00:00Z";
		await store(
			tenant,
			["changes", "cancels", "vanishes", "rests"].map((id) => stay(id, "1", "2026-12-01", "2026-12-02")),
			before,
		);
		await store(
			tenant,
			[
				stay("changes", "2", "2026-12-01", "2026-12-03"),
				stay("cancels", "1", "2026-12-01", "2026-12-02", { status: "cancelled" }),
				stay("fresh", "1", "2026-12-05", "2026-12-06", { bookedAt: "2026-11-21T08:00:00Z" }),
				stay("old", "1", "2026-12-07", "2026-12-08", { bookedAt: "2026-03-01T08:00:00Z" }),
			],
			after,
		);
		await db().reservation.updateMany({ where: { remoteId: "vanishes" }, data: { goneBefore: after } });
		expect(await ids({ since, news: "new" })).toEqual(["fresh"]);
		expect(await ids({ since, news: "changed" })).toEqual(["changes"]);
		expect(await ids({ since, news: "cancelled" })).toEqual(["cancels", "vanishes"]);
		expect(await ids({ since })).toEqual(["cancels", "changes", "fresh", "vanishes"]);
	});
});

describe("conflicts", () => {
	it("finds two in one unit in one night, and not a change of guests on one day", async () => {
		setClock("2026-11-22T12:00:00Z");
		const tenant = await createTenant();
		const other = await createTenant();
		await store(tenant, [
			stay("a", "1", "2026-11-25", "2026-11-28"),
			stay("b", "1", "2026-11-27", "2026-11-29"),
			stay("next", "1", "2026-11-29", "2026-11-30"),
			stay("hold", "1", "2026-11-25", "2026-11-28", { kind: "quote_hold" }),
			stay("past1", "2", "2026-11-01", "2026-11-05"),
			stay("past2", "2", "2026-11-01", "2026-11-05"),
			stay("over", "3", "2026-11-25", "2026-11-28"),
			stay("cancelled", "3", "2026-11-25", "2026-11-28", { status: "cancelled" }),
		]);
		await store(other, [stay("elsewhere", "1", "2026-11-25", "2026-11-28")]);
		expect(await ids({ conflict: "unit_overlap" })).toEqual(["a", "b"]);
	});

	it("finds open money after departure by each tenant's own day", async () => {
		setClock("2026-11-21T12:30:00Z");
		const auckland = await createTenant({ timeZone: "Pacific/Auckland" });
		const denver = await createTenant({ timeZone: "America/Denver" });
		for (const [tenant, name] of [
			[auckland, "east"],
			[denver, "west"],
		] as const) {
			await store(tenant, [stay(name, "1", "2026-11-18", "2026-11-21", { balance: "20.00" })]);
		}
		expect(await ids({ conflict: "balance_after_departure" })).toEqual(["east"]);
	});

	it("finds those inside a record, and any of all kinds", async () => {
		setClock("2026-11-22T12:00:00Z");
		const tenant = await createTenant();
		const people = [makePerson({ id: "ann" }), makePerson({ id: "bob" })];
		const two = [
			makeAssignment({ id: "a", unitId: "1", personIds: ["ann"] }),
			makeAssignment({ id: "b", unitId: "2", personIds: ["bob"] }),
		];
		await store(tenant, [
			makeRecord({ remoteId: "whole", people, assignments: two }),
			makeRecord({
				remoteId: "broken",
				people,
				assignments: two.slice(0, 1).concat(makeAssignment({ id: "b", unitId: "2" })),
			}),
			stay("owes", "9", "2026-11-01", "2026-11-03", { balance: "1" }),
		]);
		expect(await ids({ conflict: "person_without_unit,invoice_without_payer" })).toEqual(["broken"]);
		expect(await ids({ conflict: "any" })).toEqual(["broken", "owes"]);
	});

	it("are written for rows of an older projection, batch by batch", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			makeRecord({
				remoteId: "broken",
				people: [makePerson({ id: "ann" })],
				assignments: [makeAssignment({ id: "a" }), makeAssignment({ id: "b" })],
			}),
		]);
		await db().reservation.updateMany({ data: { conflicts: [], projection: 0 } });
		expect(await ids({ conflict: "unit_without_person" })).toEqual([]);
		expect(await hasOutdatedRows()).toBe(true);
		expect(await reprojectBatch()).toBe(1);
		expect(await ids({ conflict: "unit_without_person" })).toEqual(["broken"]);
		expect(await reprojectBatch()).toBe(0);
		expect(await hasOutdatedRows()).toBe(false);
	});
});

describe("what we marked ourselves", () => {
	it("filters by tag, flag and notes", async () => {
		const tenant = await createTenant();
		await store(
			tenant,
			["tagged", "flagged", "noted", "plain"].map((id) => stay(id, "1", "2026-12-01", "2026-12-02")),
		);
		const rows = new Map((await db().reservation.findMany()).map((row) => [row.remoteId, row.id]));
		const at = new Date();
		const tag = await db().tag.create({
			data: { id: newId("tag"), name: "VIP", folded: "vip", createdBy: "opr", createdAt: at },
		});
		const idOf = (name: string) => rows.get(name) ?? "";
		await db().reservationTag.create({
			data: { reservationId: idOf("tagged"), tagId: tag.id, addedBy: "o", addedAt: at },
		});
		await db().reservationFlag.create({ data: { reservationId: idOf("flagged"), setBy: "o", setAt: at } });
		await db().reservationNote.create({
			data: {
				id: newId("nte"),
				reservationId: idOf("noted"),
				body: "x",
				authorId: "o",
				authorLabel: "o",
				createdAt: at,
			},
		});
		expect(await ids({ tag: tag.id })).toEqual(["tagged"]);
		expect(await ids({ flagged: "yes" })).toEqual(["flagged"]);
		expect(await ids({ noted: "yes" })).toEqual(["noted"]);
	});
});

describe("words that are misspelt", () => {
	it("finds what resembles them only when nothing matches exactly, and says so", async () => {
		const tenant = await createTenant();
		const guest = (remoteId: string, firstName: string, lastName: string) =>
			makeRecord({ remoteId, people: [makePerson({ id: remoteId, isPrimary: true, firstName, lastName })] });
		await store(tenant, [
			guest("1", "Katarzyna", "Lindqvist"),
			guest("2", "John", "Smith"),
			guest("3", "Ann", "Lindgren"),
		]);
		const found = async (q: string) => {
			const list = await listReservations(makeActor(), filterOf({ q }));
			return { ids: list.items.map((item) => item.remoteId), similar: list.similar, total: list.total };
		};
		expect(await found("lindqvist")).toEqual({ ids: ["1"], similar: false, total: 1 });
		expect(await found("lindkvist")).toEqual({ ids: ["1"], similar: true, total: 1 });
		expect(await found("katarzina lindqvist")).toEqual({ ids: ["1"], similar: true, total: 1 });
		expect(await found("zzzzqqqq")).toEqual({ ids: [], similar: false, total: 0 });
		expect((await found("zz")).ids).toEqual([]);
	});
});
