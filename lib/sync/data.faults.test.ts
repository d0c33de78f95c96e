/** Strange, large, late and changing data through the whole engine: FAULTS.md group 5. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { getHistory } from "@/lib/reservations/get-history";
import { getReservation } from "@/lib/reservations/get-reservation";
import { listReservations } from "@/lib/reservations/list-reservations";
import { schemaDrift, schemaDriftText } from "@/lib/reservations/schema-drift";
import { storePage } from "@/lib/reservations/store-page";
import { type ReservationRow, reservationFilter } from "@/lib/shared/reservations";
import type { ChangeRequest } from "@/sandbox/world/changes";
import {
	expectMirrorEqualsTruth,
	expectNoGhostRuns,
	expectRequestsWithin,
	expectToldTruth,
	forgetAllowance,
	syncUntilQuiet,
	type TruthExceptions,
	trueStays,
} from "./test-sync";

// Tenant 2 of rezStream lies in UTC+13, user 3 of OwnerRez in New Zealand; these tests run in Newfoundland.
const world = useTestWorld({ reservations: 700 });
const actor = testActor();
const PAGES = ["inventory", "window", "future", "history", "blocks", "changed"];
const FAR_EAST = { rezstream: 2, ownerrez: 3 };

type ProviderId = "rezstream" | "ownerrez";

// Thousands of records on a machine that may be busy: slow is no fault.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(forgetAllowance);
beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().settings({ ownerRateLimit: 0 });
	world.control().resetLimits();
});
afterEach(() => setClockOffset(0));

interface Mirrored {
	connectionId: string;
	tenantId: string;
	/** The tenant's id at the provider. */
	account: string;
	provider: ProviderId;
}

async function mirrored(provider: ProviderId, kinds: string[] = PAGES): Promise<Mirrored> {
	const name = world.tenantNames(provider)[FAR_EAST[provider]] ?? "";
	makeNearStays(provider, name);
	const consent = provider === "rezstream" ? { tenants: [name] } : { user: name };
	const connectionId = await world.connect(actor, provider, consent);
	await syncUntilQuiet(kinds);
	const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId, included: true } });
	world.control().clearLog();
	return { connectionId, tenantId: tenant.id, account: tenant.remoteId, provider };
}

async function run(mirror: Mirrored, kind: string, offsetMs = 0): Promise<void> {
	setClockOffset(offsetMs);
	await db().stream.updateMany({
		where: { connectionId: mirror.connectionId, kind },
		data: { nextDueAt: new Date(0) },
	});
	await syncUntilQuiet([kind]);
}

function change({ provider, account }: Mirrored, request: ChangeRequest): string {
	const [applied] = world.control().change({ provider, tenant: account, ...request });
	if (applied === undefined) throw new Error("nothing changed");
	return applied.id;
}

async function settled(mirror: Mirrored, exceptions: TruthExceptions = {}): Promise<void> {
	await expectMirrorEqualsTruth(world.sandbox(), mirror.connectionId, exceptions);
	await expectNoGhostRuns();
	await expectToldTruth(actor, mirror.connectionId, { state: "active" });
}

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000);

/** At least six stays in the next weeks. */
function makeNearStays(provider: ProviderId, tenant: string): void {
	for (let near = 0, tries = 0; near < 6 && tries < 40; tries++) {
		const [made] = world.control().change({ provider, tenant, op: "create" });
		const record = trueStays(world.sandbox(), provider, tenant).get(made?.id ?? "");
		const isStay = provider === "rezstream" ? record?.status === "Reserved" : record?.type === "booking";
		if (made === undefined || !isStay || record?.status === "pending") continue;
		const dates = [day(5 + near), day(8 + near)].map((date) => date.toISOString().slice(0, 10));
		const patch = { arrival: dates[0] ?? "", departure: dates[1] ?? "" };
		world.control().change({ provider, tenant, op: "set", id: made.id, patch });
		near++;
	}
}

/** Stays that the sweep's window holds, not cancelled. */
async function nearStays({ tenantId }: Mirrored, count: number) {
	const rows = await db().reservation.findMany({
		where: {
			tenantId,
			entity: "reservation",
			kind: "stay",
			status: "confirmed",
			arrival: { gt: day(2), lt: day(50) },
		},
		orderBy: { remoteId: "asc" },
		take: count,
	});
	if (rows.length < count) throw new Error(`only ${rows.length} stays near`);
	return rows;
}

const rowOf = ({ tenantId }: Mirrored, remoteId: string) =>
	db().reservation.findFirstOrThrow({ where: { tenantId, remoteId, entity: "reservation" } });

async function everyRow({ tenantId }: Mirrored): Promise<ReservationRow[]> {
	const rows: ReservationRow[] = [];
	let cursor: string | undefined;
	do {
		const page = await listReservations(
			actor,
			reservationFilter.parse({ tenant: tenantId, limit: "200", ...(cursor === undefined ? {} : { cursor }) }),
		);
		rows.push(...page.items);
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	return rows;
}

describe.each(["rezstream", "ownerrez"] as const)("data of %s", (provider) => {
	it("F-50 tells cancelled, deleted and merged apart as far as the provider does, and every old id stays readable", async () => {
		const mirror = await mirrored(provider, [...PAGES, "sweep"]);
		const [cancelled, deleted, mergedAway, mergedInto] = await nearStays(mirror, 4);
		if (!cancelled || !deleted || !mergedAway || !mergedInto) throw new Error("too few");
		change(mirror, { op: "cancel", id: cancelled.remoteId });
		change(mirror, { op: "delete", id: deleted.remoteId });
		// Neither provider has a word for merging: one record goes, the other one changes.
		change(mirror, { op: "delete", id: mergedAway.remoteId });
		change(mirror, { op: "set", id: mergedInto.remoteId, patch: { notes: "merged" } });
		await run(mirror, "changed", 60 * 60_000);
		await run(mirror, "sweep", 30 * 60 * 60_000);
		const read = async (id: string) => {
			const { status, gone, remoteId } = await getReservation(actor, id);
			return { status, gone: gone !== null, remoteId };
		};
		expect(await read(cancelled.id)).toEqual({ status: "cancelled", gone: false, remoteId: cancelled.remoteId });
		expect(await read(deleted.id)).toEqual({ status: "confirmed", gone: true, remoteId: deleted.remoteId });
		expect(await read(mergedAway.id)).toEqual({ status: "confirmed", gone: true, remoteId: mergedAway.remoteId });
		expect(await read(mergedInto.id)).toEqual({ status: "confirmed", gone: false, remoteId: mergedInto.remoteId });
		expect((await getHistory(actor, mergedInto.id)).length).toBeGreaterThan(1);
		await settled(mirror);
	});

	it("F-53 a new field and a new enum value cost nothing; the value is shown as it came", async () => {
		const mirror = await mirrored(provider);
		const [first, second] = await nearStays(mirror, 2);
		if (!first || !second) throw new Error("too few");
		change(mirror, { op: "set", id: first.remoteId, patch: { brandNewField: { deep: [1, "two"] } } });
		change(mirror, { op: "set", id: second.remoteId, patch: { status: "Half-cooked" } });
		await run(mirror, "changed", 60_000);
		expect(await getReservation(actor, second.id)).toMatchObject({ status: "unknown", rawStatus: "Half-cooked" });
		expect(await db().quarantinedRecord.count()).toBe(0);
		await settled(mirror);
	});

	it("F-53 a renamed field sets its records aside, names itself in one message, and heals when it is back", async () => {
		const mirror = await mirrored(provider);
		const stays = await nearStays(mirror, 6);
		const broken =
			provider === "rezstream"
				? { invoices: [{ id: "i", items: [{ id: "l", type: "Rent", value: 10 }] }] }
				: { charges: [{ type: "rent", value: 10 }] };
		for (const { remoteId } of stays) change(mirror, { op: "set", id: remoteId, patch: broken });
		const healthy = change(mirror, { op: "create" });
		await run(mirror, "changed", 60_000);
		const [drift, ...more] = await schemaDrift([mirror.tenantId]);
		expect(more).toEqual([]);
		expect(drift).toMatchObject({
			tenantId: mirror.tenantId,
			stream: "changed",
			field: provider === "rezstream" ? "invoices.*.items.*.amount" : "charges.*.amount",
			count: 6,
		});
		expect(drift === undefined ? "" : schemaDriftText(drift, "The provider")).toMatch(/^Schema drift: `[\w.*]+`/);
		expect(await rowOf(mirror, healthy)).toBeDefined();
		await expectToldTruth(actor, mirror.connectionId, { state: "active", quarantined: 6 });
		await settled(mirror, { except: stays.map(({ remoteId }) => remoteId) });

		const mended = provider === "rezstream" ? { invoices: null } : { charges: null };
		for (const { remoteId } of stays) change(mirror, { op: "set", id: remoteId, patch: mended });
		await run(mirror, "changed", 120_000);
		expect(await schemaDrift([mirror.tenantId])).toEqual([]);
		await settled(mirror);
	});

	it("F-54 a reservation of 5 MB costs one request and reads whole", async () => {
		const mirror = await mirrored(provider);
		await run(mirror, "changed", 10 * 60_000);
		await run(mirror, "changed", 20 * 60_000);
		const [stay] = await nearStays(mirror, 1);
		if (!stay) throw new Error("too few");
		const { arrival, departure } = trueStays(world.sandbox(), provider, mirror.account).get(stay.remoteId) ?? {};
		const people = Array.from({ length: 500 }, (_, i) => ({
			id: `person-${i}`,
			isPrimary: i === 0,
			firstName: "Ann",
			lastName: `Number ${i}`,
			email: `ann${i}@example.test`,
			address: { street: "x".repeat(7000), city: "Nukuʻalofa" },
		}));
		const group = {
			people,
			unitAssignments: Array.from({ length: 80 }, (_, i) => ({
				id: `slot-${i}`,
				arrival,
				departure,
				personIds: people.slice(i * 6, i * 6 + 6).map(({ id }) => id),
				invoiceIds: [`invoice-${i % 60}`],
			})),
			invoices: Array.from({ length: 60 }, (_, i) => ({
				id: `invoice-${i}`,
				items: Array.from({ length: 20 }, (_, line) => ({
					type: "Rent",
					description: "y".repeat(500),
					amount: line / 10,
				})),
				total: 1.1,
				paid: 0.2,
				balance: 0.9,
			})),
			notes: "n".repeat(1_000_000),
		};
		const patch = provider === "rezstream" ? group : { notes: "n".repeat(5_000_000) };
		expect(JSON.stringify(patch).length).toBeGreaterThan(5_000_000);
		change(mirror, { op: "set", id: stay.remoteId, patch: JSON.parse(JSON.stringify(patch)) });
		world.control().clearLog();
		await run(mirror, "changed", 21 * 60_000);
		expect(expectRequestsWithin(world.control(), 1)).toBe(1);
		const detail = await getReservation(actor, stay.id);
		expect(detail.notes).toHaveLength(provider === "rezstream" ? 1_000_000 : 5_000_000);
		if (provider === "rezstream") {
			expect([detail.people.length, detail.assignments.length, detail.invoices.length]).toEqual([500, 80, 60]);
			expect(detail.totals).toEqual([
				{
					currency: null,
					total: { amount: "66", currency: null },
					paid: { amount: "12", currency: null },
					balance: { amount: "54", currency: null },
				},
			]);
		}
		await settled(mirror);
		// Small again, so that later readings of the same world stay quick.
		change(mirror, { op: "set", id: stay.remoteId, patch: { notes: null, people: null, invoices: null } });
	});

	it("F-55 of one reservation twice in a page the newer version wins", async () => {
		const mirror = await mirrored(provider);
		await run(mirror, "changed", 10 * 60_000);
		await run(mirror, "changed", 20 * 60_000);
		const [stay] = await nearStays(mirror, 1);
		if (!stay) throw new Error("too few");
		change(mirror, { op: "set", id: stay.remoteId, patch: { notes: "newer" } });
		const older = {
			version: 0,
			updatedAt: "2020-01-01T00:00:00Z",
			updated_utc: "2020-01-01T00:00:00Z",
			notes: "older",
		};
		world.control().addFault({ kind: "repeat_record", pathPattern: "updated$|bookings$", body: older });
		await run(mirror, "changed", 21 * 60_000);
		expect((await getReservation(actor, stay.id)).notes).toBe("newer");
		await settled(mirror);
	});

	it("F-56 an answer that was asked for before a change and arrives after it changes nothing", async () => {
		const mirror = await mirrored(provider);
		const [stay] = await nearStays(mirror, 1);
		if (!stay) throw new Error("too few");
		const tenant = { remoteId: mirror.account, timeZone: null, multiTenant: false };
		const late = await withAccess(
			mirror.connectionId,
			{ lane: "poll", signal: new AbortController().signal },
			(access, remote) => remote.fetchOne(access, tenant, stay.remoteId),
		);
		change(mirror, { op: "set", id: stay.remoteId, patch: { notes: "newer" } });
		await run(mirror, "changed", 60_000);
		const counts = await db().$transaction((tx) =>
			storePage(tx, { tenantId: mirror.tenantId, records: [late], sealedRaws: new Map(), seenAt: new Date() }),
		);
		expect(counts).toEqual({ created: 0, updated: 0, unchanged: 0, stale: 1 });
		expect((await getReservation(actor, stay.id)).notes).toBe("newer");
		await settled(mirror);
	});

	it("F-57 dates are the same everywhere, however odd they are and wherever the reader is", async () => {
		const mirror = await mirrored(provider);
		const stays = await nearStays(mirror, 6);
		const odd: [string, string][] = [
			["2027-01-05", "2027-01-05"],
			["2027-01-09", "2027-01-06"],
			["2028-02-28", "2028-02-29"],
			["2028-02-29", "2028-03-01"],
			["2027-04-03", "2027-04-05"],
			["2027-09-25", "2027-09-27"],
		];
		for (const [i, [arrival, departure]] of odd.entries()) {
			change(mirror, { op: "set", id: stays[i]?.remoteId ?? "", patch: { arrival, departure } });
		}
		await run(mirror, "changed", 60_000);
		const rows = await everyRow(mirror);
		const listed = new Map(rows.map((row) => [row.remoteId, [row.arrival, row.departure]]));
		for (const [i, dates] of odd.entries()) expect(listed.get(stays[i]?.remoteId ?? "")).toEqual(dates);
		const truth = trueStays(world.sandbox(), provider, mirror.account);
		const wrong = [...truth.values()].filter(({ id, arrival, departure }) => {
			const [from, to] = listed.get(String(id)) ?? [];
			return from !== arrival || to !== departure;
		});
		expect(wrong).toEqual([]);
		for (const [i, [arrival, departure]] of odd.entries()) {
			expect(await getReservation(actor, stays[i]?.id ?? "")).toMatchObject({ arrival, departure });
		}
		await settled(mirror);
	});

	it("F-58 money keeps its digits, its sign and its currency", async () => {
		const mirror = await mirrored(provider);
		const [fractions, yen, dinar, credit] = await nearStays(mirror, 4);
		if (!fractions || !yen || !dinar || !credit) throw new Error("too few");
		const cases: [string, string, string, string | null, string, string][] = [
			[fractions.id, "0.1", "0.2", "EUR", "0.3", "0.3"],
			[yen.id, "12000", "34", "JPY", "12034", "12034"],
			[dinar.id, "1.234", "0.001", "KWD", "1.235", "1.235"],
			[credit.id, "10.5", "-25.75", "USD", "-15.25", "-15.25"],
		];
		const remoteIds = new Map([fractions, yen, dinar, credit].map((row) => [row.id, row.remoteId]));
		for (const [id, one, two, currency, total] of cases) {
			const [a, b] = [Number(one), Number(two)];
			const patch =
				provider === "rezstream"
					? {
							invoices: [
								{ id: "a", items: [{ type: "Rent", amount: a }], total: a, paid: 0, balance: a },
								{ id: "b", items: [{ type: "Fee", amount: b }], total: b, paid: 0, balance: b },
							],
						}
					: {
							charges: [
								{ type: "rent", amount: a },
								{ type: "surcharge", amount: b },
							],
							currency_code: currency,
							total_amount: Number(total),
							total_paid: 0,
							total_refunded: 0,
						};
			change(mirror, { op: "set", id: remoteIds.get(id) ?? "", patch });
		}
		await run(mirror, "changed", 60_000);
		const rows = new Map((await everyRow(mirror)).map((row) => [row.id, row.balance]));
		for (const [id, one, two, given, total, balance] of cases) {
			// rezStream names no currency, so none is made up.
			const currency = provider === "rezstream" ? null : given;
			const detail = await getReservation(actor, id);
			expect(detail.totals).toMatchObject([{ currency, total: { amount: total, currency } }]);
			expect(rows.get(id)).toEqual({ amount: balance, currency });
			const lines = detail.invoices.flatMap((invoice) => invoice.lines.map(({ amount }) => amount));
			expect(lines).toEqual([
				{ amount: one, currency },
				{ amount: two, currency },
			]);
		}
		await settled(mirror);
	});

	it("F-59 a renamed unit keeps its reservations and their history; an assignment without unit says so", async () => {
		const mirror = await mirrored(provider);
		const [stay] = await nearStays(mirror, 1);
		if (!stay) throw new Error("too few");
		const before = await getReservation(actor, stay.id);
		const [unit] = before.units;
		if (unit === undefined) throw new Error("the stay has no unit");
		const { remoteId } = await db().unit.findFirstOrThrow({ where: { id: unit.id } });
		change(mirror, { op: "set_unit", id: remoteId, patch: { name: "Renamed Cottage" } });
		await run(mirror, "inventory", 7 * 60 * 60_000);
		expect((await getReservation(actor, stay.id)).units).toEqual([{ id: unit.id, name: "Renamed Cottage" }]);
		if (provider === "rezstream") {
			const [inventory] = world.control().truth({ provider, tenant: mirror.account, entity: "inventory" }).records as [
				{ properties: { id: string }[] },
			];
			change(mirror, { op: "set_unit", id: remoteId, patch: { propertyId: inventory.properties.at(-1)?.id ?? "" } });
			await run(mirror, "inventory", 14 * 60 * 60_000);
			expect((await getReservation(actor, stay.id)).units[0]?.id).toBe(unit.id);
		}
		const unassigned =
			provider === "rezstream"
				? { unitAssignments: [{ id: "slot", arrival: before.arrival, departure: before.departure }] }
				: { property_id: null, property: null };
		change(mirror, { op: "set", id: stay.remoteId, patch: unassigned });
		await run(mirror, "changed", 14.1 * 60 * 60_000);
		const filter = reservationFilter.parse({ tenant: mirror.tenantId, unassigned: "yes", limit: "200" });
		expect((await listReservations(actor, filter)).items.map(({ id }) => id)).toContain(stay.id);
		// What the record was before stays attached to it.
		expect((await getHistory(actor, stay.id)).length).toBeGreaterThanOrEqual(2);
		await settled(mirror);
	});
});
