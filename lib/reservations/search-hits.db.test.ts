/** The search over units and the palette's search: what is found, why, and by whom. */
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { listReservations } from "./list-reservations";
import { searchReservations } from "./search";
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

let pines = "";
let harbour = "";
beforeAll(async () => {
	await truncateAll();
	pines = await createTenant({ name: "Whispering Pines" });
	harbour = await createTenant({ name: "Harbour Lofts" });
	const inUnit = (remoteId: string, unitId: string, lastName: string) =>
		makeRecord({
			remoteId,
			assignments: [makeAssignment({ id: `a${remoteId}`, unitId })],
			people: [
				makePerson({
					id: `p${remoteId}`,
					isPrimary: true,
					firstName: "Ann",
					lastName,
					email: `${lastName.toLowerCase()}@example.com`,
					phones: [{ kind: "mobile", number: `+1 555 010 20${unitId}${unitId}` }],
				}),
			],
		});
	for (const tenant of [pines, harbour]) {
		await db().$transaction((tx) =>
			storeUnits(tx, tenant, [
				makeUnit({ remoteId: "4", name: tenant === pines ? "Chalet Rosé 4" : "Loft 4" }),
				makeUnit({ remoteId: "5", name: tenant === pines ? "Chalet Rosé 5" : "100%_Loft" }),
			]),
		);
	}
	await store(pines, [inUnit("11", "4", "Smith"), inUnit("12", "5", "Jones")]);
	await store(harbour, [inUnit("21", "4", "Rose"), inUnit("22", "5", "Brown")]);
});

async function found(q: string, actor = makeActor()) {
	const { items } = await listReservations(actor, filterOf({ q }));
	return items.map((item) => [item.remoteId, item.hit?.field ?? null]).sort();
}

describe("words that name a unit", () => {
	it("find the reservations in it, beside those whose own text holds them", async () => {
		expect(await found("rose")).toEqual([
			["11", "unit"],
			["12", "unit"],
			["21", "guest"],
		]);
	});

	it("are read together when together they name one", async () => {
		expect(await found("chalet rosé 4")).toEqual([["11", "unit"]]);
	});

	it("go with words about the guest", async () => {
		expect(await found("jones chalet")).toEqual([["12", "guest"]]);
		expect(await found("smith loft")).toEqual([]);
	});

	it("take LIKE's own signs literally", async () => {
		expect(await found("100%_loft")).toEqual([["22", "unit"]]);
		expect(await found("%_chalet")).toEqual([]);
	});

	it("find nothing of a tenant that the operator may not see", async () => {
		expect(await found("chalet", makeActor({ tenantScope: [harbour] }))).toEqual([]);
	});
});

describe("why a row was found", () => {
	it("is told for a search only, and not for what merely resembles", async () => {
		expect(await found("555 010 2044")).toEqual([
			["11", "phone"],
			["21", "phone"],
		]);
		expect(await found("brown@example")).toEqual([["22", "email"]]);
		const plain = await listReservations(makeActor(), filterOf());
		expect(plain.items.every((item) => item.hit === undefined)).toBe(true);
		const alike = await listReservations(makeActor(), filterOf({ q: "smiht" }));
		expect(alike.items.every((item) => item.hit === null)).toBe(true);
	});
});

describe("the palette's search", () => {
	it("gives reservations and tenants, misspelt ones too", async () => {
		const { tenants, reservations } = await searchReservations(makeActor(), "pines");
		expect(tenants.map((tenant) => tenant.id)).toEqual([pines]);
		expect(reservations).toEqual([]);
		expect((await searchReservations(makeActor(), "wispering pine")).tenants.map(({ id }) => id)).toEqual([pines]);
		expect((await searchReservations(makeActor(), "jones")).reservations).toMatchObject([
			{ remoteId: "12", tenantName: "Whispering Pines", hit: { field: "guest" } },
		]);
	});

	it("gives one person of the whole name before a later group that holds its words apart", async () => {
		const person = (id: string, firstName: string, lastName: string) => makePerson({ id, firstName, lastName });
		await store(await createTenant(), [
			makeRecord({ remoteId: "one", arrival: "2026-01-05", people: [person("c1", "Chiara", "Robotti")] }),
			makeRecord({
				remoteId: "apart",
				arrival: "2026-03-05",
				departure: "2026-03-09",
				people: [person("c2", "Chiara", "Rossi"), person("c3", "Amy", "Robson")],
			}),
		]);
		const { reservations } = await searchReservations(makeActor(), "chiara rob");
		expect(reservations.map(({ remoteId }) => remoteId)).toEqual(["one", "apart"]);
	});

	it("keeps to the tenants that the operator may see", async () => {
		const actor = makeActor({ tenantScope: [harbour] });
		expect(await searchReservations(actor, "pines")).toMatchObject({ tenants: [], reservations: [] });
		expect(await searchReservations(actor, "jones")).toMatchObject({ total: 0 });
	});

	it("finds nothing, without failing, where there is nothing to look for", async () => {
		expect(await searchReservations(makeActor(), "\u0301")).toMatchObject({ reservations: [], tenants: [], total: 0 });
	});
});
