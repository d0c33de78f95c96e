import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { reservationDetail } from "@/lib/shared/reservations";
import { seal } from "@/lib/vault/vault";
import { getHistory } from "./get-history";
import { getRaw } from "./get-raw";
import { getReservation } from "./get-reservation";
import { RAW_PURPOSE, rawRowId, recordKey } from "./record-key";
import { storeContact } from "./store-contact";
import { storePage } from "./store-page";
import { storeUnits } from "./store-units";
import {
	createTenant,
	makeActor,
	makeAssignment,
	makeInvoice,
	makePerson,
	makeRecord,
	makeUnit,
	store,
} from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
beforeAll(() => {
	process.env.TOKEN_KEYS = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
	forgetEnvironment();
});

const onlyId = async () => (await db().reservation.findFirstOrThrow({ select: { id: true } })).id;
const detail = async (actor = makeActor()) => reservationDetail.parse(await getReservation(actor, await onlyId()));

describe("the detail", () => {
	it("leads to the record at the provider where an address is known, and nowhere once it is gone there", async () => {
		const ownerrez = await createTenant({ provider: "ownerrez" });
		await store(ownerrez, [makeRecord({ remoteId: "7100003", number: "ORB7100003" })]);
		expect(await detail()).toMatchObject({
			providerLabel: "OwnerRez",
			providerUrl: "https://app.ownerrez.com/bookings/7100003",
		});
		await db().reservation.updateMany({ data: { goneBefore: new Date() } });
		expect((await detail()).providerUrl).toBeNull();
		await truncateAll();
		const rezstream = await createTenant({ provider: "rezstream" });
		await store(rezstream, [makeRecord({ remoteId: "7100003", number: "RS-7" })]);
		expect(await detail()).toMatchObject({ providerLabel: "rezStream", providerUrl: null, number: "RS-7" });
	});

	it("links people, assignments and invoices in both directions, and keeps links that lead nowhere", async () => {
		const tenantId = await createTenant({ timeZone: "Europe/Vienna" });
		await db().$transaction((tx) =>
			storeUnits(tx, tenantId, [
				makeUnit({ remoteId: "u1", name: "Birch", typeId: "t1", typeName: "Chalet", propertyName: "Village" }),
				makeUnit({ remoteId: "u2", name: "Alder", typeId: "t2", typeName: "Hut" }),
			]),
		);
		await store(tenantId, [
			makeRecord({
				remoteId: "a",
				version: 7,
				currency: "EUR",
				total: "300.10",
				paid: "100",
				balance: "200.10",
				people: [
					makePerson({ id: "p1", firstName: "Ann" }),
					makePerson({ id: "p2", lastName: "Lee" }),
					makePerson({ id: "p3" }),
				],
				assignments: [
					makeAssignment({
						id: "a1",
						unitId: "u1",
						unitTypeId: "t2",
						arrival: "2026-11-20",
						departure: "2026-11-21",
						personIds: ["p1", "p2", "ghost"],
						invoiceIds: ["i1"],
						revenue: "90.5",
					}),
					makeAssignment({ id: "a2", unitId: "gone", unitTypeId: "t9" }),
					makeAssignment({ id: "a3", unitTypeId: "t1" }),
				],
				invoices: [
					makeInvoice({
						id: "i1",
						payerId: "p2",
						assignmentIds: ["a1", "a2"],
						total: "300.10",
						lines: [
							{
								id: "l",
								kind: "rent",
								rawKind: "Rent",
								description: null,
								amount: "300.10",
								taxable: true,
								assignmentId: "a1",
							},
						],
					}),
					makeInvoice({ id: "i2", payerId: "nobody" }),
				],
			}),
		]);
		const found = await detail();
		expect(found).toMatchObject({
			version: "7",
			tenantTimeZone: "Europe/Vienna",
			peopleCount: 3,
			assignmentCount: 3,
			unassignedCount: 1,
		});
		expect(found.people).toMatchObject([
			{ id: "p1", name: "Ann", assignmentIds: ["a1"], invoiceIds: [], contactLoaded: true },
			{ id: "p2", name: "Lee", assignmentIds: ["a1"], invoiceIds: ["i1"] },
			{ id: "p3", name: null, assignmentIds: [] },
		]);
		expect(found.assignments).toMatchObject([
			{
				id: "a1",
				nights: 1,
				unit: { name: "Birch", type: "Chalet", property: "Village" },
				unitType: "Hut",
				personIds: ["p1", "p2", "ghost"],
				invoiceIds: ["i1"],
				revenue: { amount: "90.5", currency: "EUR" },
				tax: null,
			},
			{
				id: "a2",
				nights: null,
				unit: { id: "gone", name: "Unit gone", type: null },
				unitType: "t9",
				invoiceIds: ["i1"],
			},
			{ id: "a3", unit: null, unitType: "Chalet", invoiceIds: [] },
		]);
		expect(found.invoices).toMatchObject([
			{
				id: "i1",
				payerId: "p2",
				assignmentIds: ["a1", "a2"],
				lines: [{ amount: { amount: "300.10", currency: "EUR" } }],
			},
			{ id: "i2", payerId: "nobody", total: null },
		]);
		expect(found.totals).toEqual([
			{
				currency: "EUR",
				total: { amount: "300.10", currency: "EUR" },
				paid: { amount: "100", currency: "EUR" },
				balance: { amount: "200.10", currency: "EUR" },
			},
		]);
	});

	it("of a group of 80 units and 300 people is whole", async () => {
		const tenantId = await createTenant();
		await db().$transaction((tx) =>
			storeUnits(
				tx,
				tenantId,
				Array.from({ length: 80 }, (_, i) => makeUnit({ remoteId: `u${i}`, name: `Room ${i}` })),
			),
		);
		const people = Array.from({ length: 300 }, (_, i) => makePerson({ id: `p${i}`, firstName: `Guest ${i}` }));
		const assignments = Array.from({ length: 80 }, (_, i) =>
			makeAssignment({
				id: `a${i}`,
				unitId: `u${i}`,
				personIds: people.filter((_, p) => p % 80 === i).map((p) => p.id),
				invoiceIds: [`i${i % 60}`],
			}),
		);
		const invoices = Array.from({ length: 60 }, (_, i) =>
			makeInvoice({ id: `i${i}`, payerId: `p${i}`, total: "1.00" }),
		);
		await store(tenantId, [makeRecord({ remoteId: "group", people, assignments, invoices })]);
		const found = await detail();
		expect(found.units).toHaveLength(80);
		expect(found.people.every((person) => person.assignmentIds.length === 1)).toBe(true);
		expect(found.assignments.flatMap((a) => a.personIds)).toHaveLength(300);
		expect(found.invoices.flatMap((i) => i.assignmentIds)).toHaveLength(80);
	});

	it("gives notes to operators and not to viewers", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a", notes: "gate 1234" })]);
		expect((await detail(makeActor({ role: "operator" }))).notes).toBe("gate 1234");
		const viewers = await detail(makeActor({ role: "viewer" }));
		expect(JSON.stringify(viewers)).not.toContain("gate 1234");
	});

	it("tells a contact that was not read yet from one that has nothing", async () => {
		const tenantId = await createTenant();
		const people = ["p1", "p2", "p3"].map((id) => makePerson({ id, firstName: id }));
		await store(tenantId, [makeRecord({ remoteId: "a", people, contactsSeparate: true })]);
		await db().$transaction(async (tx) => {
			await storeContact(
				tx,
				tenantId,
				"p2",
				makePerson({ id: "p2", email: "two@example.com", phones: [{ kind: "mobile", number: "+1 2" }] }),
			);
			await storeContact(tx, tenantId, "p3", null);
		});
		expect((await detail()).people).toMatchObject([
			{ id: "p1", contactLoaded: false, email: null },
			{
				id: "p2",
				contactLoaded: true,
				email: "two@example.com",
				phones: [{ kind: "mobile", number: "+1 2" }],
				firstName: "p2",
			},
			{ id: "p3", contactLoaded: true, email: null },
		]);
	});
});

describe("ids", () => {
	it("unknown, malformed, foreign and left-out ones are not found, all alike", async () => {
		const [mine, foreign] = [await createTenant(), await createTenant()];
		await store(foreign, [makeRecord({ remoteId: "a" })]);
		const foreignId = await onlyId();
		const actor = makeActor({ tenantScope: [mine] });
		for (const read of [getReservation, getHistory, getRaw]) {
			const answers = [];
			for (const id of [foreignId, "res_unknown", "'; --", "x".repeat(5000), ""]) {
				answers.push(
					await read(actor, id).then(
						() => "found",
						({ code, message, userMessage }) => ({ code, message, userMessage }),
					),
				);
			}
			expect(answers[0]).toMatchObject({ code: "not_found" });
			expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		}
		await db().tenant.updateMany({ data: { included: false } });
		await expect(getReservation(makeActor(), foreignId)).rejects.toMatchObject({ code: "not_found" });
	});
});

describe("the raw record", () => {
	const raw = { id: 7, door: "\u0000", nested: { amount: 1.1 } };

	async function storeSealed(): Promise<string> {
		const tenantId = await createTenant();
		const record = makeRecord({ remoteId: "7" });
		const sealed = await seal(RAW_PURPOSE, rawRowId(tenantId, record), JSON.stringify(raw));
		await db().$transaction((tx) =>
			storePage(tx, {
				tenantId,
				records: [{ record, raw }],
				sealedRaws: new Map([[recordKey(record), sealed]]),
				seenAt: new Date(),
			}),
		);
		return onlyId();
	}

	it("comes back as it was, and each look is in the audit trail", async () => {
		const id = await storeSealed();
		const actor = makeActor({ role: "admin", id: "opr_9", label: "nine@example.com" });
		expect((await getRaw(actor, id)).body).toEqual(raw);
		expect(await db().auditEvent.findMany()).toMatchObject([
			{ action: "reservation.raw_viewed", actorId: "opr_9", targetId: id, outcome: "ok" },
		]);
	});

	it.each(["operator", "viewer"] as const)("is refused to a %s", async (role) => {
		const id = await storeSealed();
		await expect(getRaw(makeActor({ role }), id)).rejects.toMatchObject({ code: "forbidden" });
	});

	it("does not open for another record", async () => {
		const id = await storeSealed();
		await db().reservation.update({
			where: { id },
			data: { canonical: { ...makeRecord({ remoteId: "8" }) } as object },
		});
		await expect(getRaw(makeActor(), id)).rejects.toThrow("sealed for another place");
	});

	it("that was never stored is not found", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a" })]);
		await db().reservationRaw.deleteMany();
		await expect(getRaw(makeActor(), await onlyId())).rejects.toMatchObject({ code: "not_found" });
	});
});

describe("the history", () => {
	const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));

	it("lists what changed, newest first, down to when the record was first seen", async () => {
		const tenantId = await createTenant();
		await db().$transaction((tx) => storeUnits(tx, tenantId, [makeUnit({ remoteId: "u1", name: "Birch" })]));
		await store(
			tenantId,
			[makeRecord({ remoteId: "a", version: 1, assignments: [makeAssignment({ id: "1" })] })],
			at(0),
		);
		await store(
			tenantId,
			[makeRecord({ remoteId: "a", version: 2, assignments: [makeAssignment({ id: "1", unitId: "u1" })] })],
			at(5),
		);
		await store(
			tenantId,
			[
				makeRecord({
					remoteId: "a",
					version: 3,
					arrival: "2026-11-19",
					updatedAt: "2026-11-22T10:08:00Z",
					assignments: [makeAssignment({ id: "1", unitId: "u1" })],
				}),
			],
			at(9),
		);
		expect(await getHistory(makeActor(), await onlyId())).toEqual([
			{
				seenAt: at(9).toISOString(),
				updatedAt: "2026-11-22T10:08:00Z",
				version: "3",
				kind: "changed",
				changes: [{ field: "Arrival", before: "2026-11-20", after: "2026-11-19" }],
			},
			{
				seenAt: at(5).toISOString(),
				updatedAt: null,
				version: "2",
				kind: "changed",
				changes: [{ field: "Unit assignment 1 · unit", before: "no unit yet", after: "Birch" }],
			},
			{ seenAt: at(0).toISOString(), updatedAt: null, version: "1", kind: "first", changes: [] },
		]);
	});

	it("keeps changes of notes from viewers", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a", version: 1, notes: "gate 1" })]);
		await store(tenantId, [makeRecord({ remoteId: "a", version: 2, notes: "gate 2", title: "new" })]);
		expect(JSON.stringify(await getHistory(makeActor(), await onlyId()))).toContain("gate 1");
		const viewers = await getHistory(makeActor({ role: "viewer" }), await onlyId());
		expect(viewers[0]?.changes).toEqual([{ field: "Title", before: null, after: "new" }]);
	});
});
