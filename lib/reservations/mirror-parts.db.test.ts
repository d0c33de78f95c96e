import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import type { CanonicalUnit } from "@/lib/providers/canonical";
import type { StreamKind } from "@/lib/providers/provider";
import { unitFilter } from "@/lib/shared/reservations";
import { listReservations } from "./list-reservations";
import { listUnits } from "./list-units";
import { listQuarantined, quarantine, quarantineIdentity } from "./quarantine";
import { pickContacts, storeContact } from "./store-contact";
import { retireUnits, storeUnits } from "./store-units";
import { createTenant, filterOf, makeActor, makePerson, makeRecord, makeUnit, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

const search = async (q: string) =>
	(await listReservations(makeActor(), filterOf({ q }))).items.map((item) => item.remoteId);

describe("contacts", () => {
	const bookedBy = (remoteId: string, personId: string, over = {}) =>
		makeRecord({
			remoteId,
			people: [makePerson({ id: personId, firstName: "Guest", isPrimary: true })],
			contactsSeparate: true,
			...over,
		});
	const storeOne = (tenantId: string, personId: string, email: string | null, fetchedAt?: Date) =>
		db().$transaction((tx) =>
			storeContact(tx, tenantId, personId, email === null ? null : makePerson({ id: personId, email }), fetchedAt),
		);

	it("make every reservation of the person findable, those stored before and after, in this tenant only", async () => {
		const [one, two] = [await createTenant(), await createTenant()];
		await store(one, [bookedBy("before", "p1"), bookedBy("someone-else", "p2")]);
		await store(two, [bookedBy("other-tenant", "p1")]);
		await storeOne(one, "p1", "ann@example.com");
		await store(one, [bookedBy("after", "p1")]);
		expect((await search("ann@example.com")).sort()).toEqual(["after", "before"]);
		await storeOne(one, "p1", "marianne@example.com");
		// Nothing is called so any more, and the domain alone is no resemblance.
		expect(await search("annika@example.com")).toEqual([]);
		expect(await search("ann@example.com")).toEqual([]);
		expect((await search("mariane@other.example")).sort()).toEqual(["after", "before"]);
		await storeOne(one, "p1", "new@example.com");
		expect(await search("new@example.com")).toHaveLength(2);
		await storeOne(one, "p1", null);
		expect(await search("new@example.com")).toEqual([]);
	});

	it("give a guest name to reservations that have none", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a", people: [makePerson({ id: "p" })], contactsSeparate: true })]);
		await db().$transaction((tx) =>
			storeContact(tx, tenantId, "p", makePerson({ id: "p", firstName: "Ann", lastName: "Lee" })),
		);
		expect((await listReservations(makeActor(), filterOf())).items).toMatchObject([{ guestName: "Ann Lee" }]);
	});

	it("are picked by need: in house and next arrivals first, then the latest past; blocks and known ones not", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			bookedBy("far", "far", { arrival: "2027-01-01", departure: "2027-01-03" }),
			bookedBy("soon", "soon", { arrival: "2026-11-25", departure: "2026-11-26" }),
			bookedBy("here", "here", { arrival: "2026-11-10", departure: "2026-11-23" }),
			bookedBy("past", "past", { arrival: "2026-11-01", departure: "2026-11-05" }),
			bookedBy("long-past", "long-past", { arrival: "2025-11-01", departure: "2025-11-05" }),
			bookedBy("undated", "undated", { arrival: null, departure: null }),
			bookedBy("block", "block", { kind: "block" }),
			bookedBy("known", "known"),
			makeRecord({ remoteId: "with", people: [makePerson({ id: "with" })] }),
		]);
		await storeOne(tenantId, "known", "k@example.com");
		expect(await pickContacts(tenantId, 10, "2026-11-22")).toEqual([
			"here",
			"soon",
			"far",
			"past",
			"long-past",
			"undated",
		]);
		expect(await pickContacts(tenantId, 2, "2026-11-22")).toEqual(["here", "soon"]);
	});

	it("come back when they are 30 days old, also those that were not there", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [bookedBy("a", "p1"), bookedBy("b", "p2")]);
		await storeOne(tenantId, "p1", null, new Date(now().getTime() - 31 * 86_400_000));
		await storeOne(tenantId, "p2", null, new Date(now().getTime() - 29 * 86_400_000));
		expect(await pickContacts(tenantId, 10, "2026-11-22")).toEqual(["p1"]);
	});
});

describe("quarantine", () => {
	const rejected = (over = {}) => ({
		remoteId: "7",
		field: "arrival",
		reason: "is not a date",
		raw: { id: 7 },
		sealed: "sealed",
		...over,
	});
	const set = (tenantId: string, stream: StreamKind, record: ReturnType<typeof rejected>, at = new Date()) =>
		db().$transaction((tx) => quarantine(tx, tenantId, stream, record, at));

	it("counts the same record up instead of keeping it twice", async () => {
		const tenantId = await createTenant();
		await set(tenantId, "window", rejected());
		await set(tenantId, "changed", rejected({ reason: "is missing" }));
		await set(tenantId, "window", rejected({ remoteId: null, raw: { odd: [1, 2] } }));
		await set(tenantId, "window", rejected({ remoteId: null, raw: { odd: [1, 2] } }));
		await set(tenantId, "window", rejected({ remoteId: null, raw: { odd: [2, 1] } }));
		const open = await listQuarantined(makeActor(), tenantId);
		expect(open.map((row) => row.seenCount).sort()).toEqual([1, 2, 2]);
		expect(open.find((row) => row.remoteId === "7")).toMatchObject({
			reason: "is missing",
			stream: "changed",
			field: "arrival",
		});
		expect(JSON.stringify(open)).not.toContain("sealed");
	});

	it("is resolved when the record maps well, and opens again when it does not", async () => {
		const tenantId = await createTenant();
		await set(tenantId, "window", rejected());
		await set(tenantId, "blocks", rejected());
		await store(tenantId, [makeRecord({ remoteId: "7" })]);
		expect((await listQuarantined(makeActor(), tenantId)).map((row) => row.stream)).toEqual(["blocks"]);
		await set(tenantId, "window", rejected());
		expect(await listQuarantined(makeActor(), tenantId)).toHaveLength(2);
		await store(tenantId, [makeRecord({ remoteId: "7" })]);
		expect(await listQuarantined(makeActor(), tenantId)).toHaveLength(1);
	});

	it("of a foreign tenant is not found", async () => {
		const [mine, foreign] = [await createTenant(), await createTenant()];
		await expect(listQuarantined(makeActor({ tenantScope: [mine] }), foreign)).rejects.toMatchObject({
			code: "not_found",
		});
	});

	it("names a record without id by its body, whatever the order of its fields", () => {
		const named = (raw: unknown) => quarantineIdentity("window", { remoteId: null, raw });
		expect(named({ a: 1, b: 2 })).toBe(named({ b: 2, a: 1 }));
		expect(named(undefined)).not.toBe(named({}));
	});
});

describe("units", () => {
	const put = (tenantId: string, ...units: CanonicalUnit[]) =>
		db().$transaction((tx) => storeUnits(tx, tenantId, units));
	const active = async (tenantId: string) =>
		(await db().unit.findMany({ where: { tenantId, active: true }, orderBy: { remoteId: "asc" } })).map(
			(unit) => unit.remoteId,
		);

	it("are renamed in place, so that what names them stays attached", async () => {
		const tenantId = await createTenant();
		await put(tenantId, makeUnit({ remoteId: "u1", name: "Old" }));
		const before = await db().unit.findFirstOrThrow();
		await put(
			tenantId,
			makeUnit({ remoteId: "u1", name: "New", propertyName: "Moved" }),
			makeUnit({ remoteId: "u2", name: "with \0 NUL" }),
		);
		expect(await db().unit.findUnique({ where: { id: before.id } })).toMatchObject({
			name: "New",
			propertyName: "Moved",
		});
	});

	it("that a whole new reading no longer lists become inactive; pages of one reading do not retire each other", async () => {
		const tenantId = await createTenant();
		const { connectionId } = await db().tenant.findUniqueOrThrow({ where: { id: tenantId } });
		const stream = await db().stream.create({
			data: { id: newId("str"), connectionId, tenantId, kind: "inventory", position: 0 },
		});
		const endReading = async () => {
			await db().$transaction((tx) => retireUnits(tx, tenantId));
			await db().stream.update({ where: { id: stream.id }, data: { lastSuccessAt: now() } });
			setClockOffset(now().getTime() - Date.now() + 60_000);
		};
		await put(tenantId, makeUnit({ remoteId: "u1" }));
		await put(tenantId, makeUnit({ remoteId: "u2" }));
		await endReading();
		expect(await active(tenantId)).toEqual(["u1", "u2"]);
		await put(tenantId, makeUnit({ remoteId: "u2" }));
		await put(tenantId, makeUnit({ remoteId: "u3" }));
		await endReading();
		expect(await active(tenantId)).toEqual(["u2", "u3"]);
		await endReading(); // listed nothing at all
		expect(await active(tenantId)).toEqual(["u2", "u3"]);
		await put(tenantId, makeUnit({ remoteId: "u1" }));
		expect(await active(tenantId)).toEqual(["u1", "u2", "u3"]);
	});

	it("are listed for the actor's tenants, searched by name and type, active ones first", async () => {
		const [mine, foreign] = [await createTenant(), await createTenant()];
		await put(
			mine,
			makeUnit({ remoteId: "1", name: "Old mill", active: false }),
			makeUnit({ remoteId: "2", name: "Birch", typeName: "Chalet", sortOrder: 2 }),
			makeUnit({ remoteId: "3", name: "100% Alder", sortOrder: 1 }),
		);
		await put(foreign, makeUnit({ remoteId: "1", name: "Foreign birch" }));
		const names = async (query: Record<string, string>, actor = makeActor({ tenantScope: [mine] })) =>
			(await listUnits(actor, unitFilter.parse(query))).items.map((unit) => unit.name);
		expect(await names({})).toEqual(["100% Alder", "Birch", "Old mill"]);
		expect(await names({ q: "BIRCH" })).toEqual(["Birch"]);
		expect(await names({ q: "chal" })).toEqual(["Birch"]);
		expect(await names({ q: "%" })).toEqual(["100% Alder"]);
		expect(await names({ limit: "1" })).toEqual(["100% Alder"]);
		await expect(names({ tenant: foreign })).rejects.toMatchObject({ code: "not_found" });
		expect(await names({ tenant: foreign }, makeActor())).toEqual(["Foreign birch"]);
	});
});
