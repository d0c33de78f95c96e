import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/test-database";
import { reservationFilter } from "@/lib/shared/reservations";
import { listReservations } from "./list-reservations";
import { createTenant, filterOf, makeActor, makePerson, makeRecord, store } from "./test-data";

useTestDatabase();

const list = (query: Record<string, string>) => listReservations(makeActor(), filterOf(query));

async function ids(query: Record<string, string>): Promise<string[]> {
	return (await list(query)).items.map((item) => item.remoteId);
}

describe("search", () => {
	const guest = makePerson({
		id: "p1",
		isPrimary: true,
		firstName: "Łukasz",
		lastName: "Müller-Ødegård",
		email: "Lukasz.Mueller@Example.com",
		phones: [
			{ kind: "mobile", number: "+44 (0)20 7946 0958" },
			{ kind: "home", number: "555-010-2030" },
		],
	});
	const second = makePerson({ id: "p2", firstName: "Björk", lastName: "100%_Sure" });

	beforeAll(async () => {
		await store(await createTenant(), [
			makeRecord({
				remoteId: "hit",
				number: "ORB-1234567",
				channelCode: "HMABC9XYZ",
				title: "Wedding party",
				people: [guest, second],
			}),
			makeRecord({ remoteId: "other", people: [makePerson({ id: "p3", firstName: "Anna", lastName: "100 percent" })] }),
		]);
	});

	it.each([
		"lukasz",
		"ŁUKASZ",
		"muller",
		"Müller",
		"mu\u0308ller",
		"odegard",
		"müller łukasz",
		"  björk   lukasz ",
		"lukasz.mueller@example.com",
		"@example",
		"orb-1234567",
		"1234567",
		"hmabc",
		"wedding",
		"+442079460958",
		"2079460958",
		"+44 20 7946 0958",
		"020 7946 0958",
		"7946-0958",
		"9460958",
		"5550102030",
		"555 010 2030",
		"(555) 010-2030",
		"+1 555 010 2030",
		"001-555-010-2030",
		"(555)",
		"bjork 555-010-2030",
		"100%_sure",
		"100%",
		"_sure",
	])("finds the reservation by %j", async (q) => {
		expect(await ids({ q })).toEqual(["hit"]);
	});

	it.each([
		"lukasz anna",
		"%",
		"_",
		"l_kasz",
		"%%%",
		"\\",
		"muller%",
		"wedding_",
		"555 999 0000",
		"'; DROP TABLE reservation; --",
		"nobody",
	])("does not find it exactly by %j", async (q) => {
		const { items, similar } = await list({ q });
		const exact = similar ? [] : items.map((item) => item.remoteId);
		expect(exact.filter((id) => id === "hit")).toEqual(q === "%" || q === "_" ? ["hit"] : []);
	});

	it("says when there is nothing to look for", async () => {
		await expect(list({ q: "\u0301\u200b" })).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "q" }] });
	});

	it("answers any text without failing", async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), async (text) => {
				const parsed = reservationFilter.safeParse({ q: text });
				if (!parsed.success || text.includes("\0")) return;
				try {
					await listReservations(makeActor(), parsed.data);
				} catch (error) {
					expect(error).toMatchObject({ code: "invalid_input" });
				}
			}),
			{ numRuns: 60 },
		);
	});
});
