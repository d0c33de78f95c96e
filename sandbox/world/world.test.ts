import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AppliedChange, applyChange } from "./changes";
import { textToDay, textToTicks, ticksToText } from "./dates";
import { Dec, jsonText } from "./json-text";
import { ownerrezBooking } from "./ownerrez-record";
import { indexOfGuid, recordGuid } from "./random";
import { rezstreamRecord } from "./rezstream-record";
import { Flag, Kind, Status } from "./table";
import { World, type WorldOptions } from "./world";

const options: WorldOptions = {
	seed: 1,
	anchorMs: Date.UTC(2026, 10, 20),
	reservations: 20_000,
	rezstreamTenants: 4,
	ownerrezUsers: 4,
	canaryPii: false,
};
const world = new World(options);

function quantiles(values: number[]): number[] {
	const sorted = values.sort((a, b) => a - b);
	return [0.05, 0.25, 0.5, 0.75, 0.95].map((at) => sorted[Math.floor(at * sorted.length)] as number);
}

/** Guest bookings of all accounts. */
function* bookings() {
	for (const account of world.accounts()) {
		for (let i = 0; i < account.table.count; i++) {
			if (account.table.at(account.table.kind, i) === Kind.booking) yield { account, table: account.table, i };
		}
	}
}

const all = [...bookings()];
const share = (wanted: (one: (typeof all)[number]) => boolean) => all.filter(wanted).length / all.length;

/** Living stays that share a night in one unit, deliberate overbookings aside. */
function clashes(of: World): number {
	let found = 0;
	for (const account of of.accounts()) {
		const { table } = account;
		const taken = new Set<number>();
		for (let i = 0; i < table.count; i++) {
			const isOut = table.isDeleted(i) || table.at(table.status, i) === Status.cancelled;
			if (isOut || (table.at(table.flags, i) & Flag.overbooked) !== 0) continue;
			for (const { unit, offset, nights } of table.slots(i)) {
				const start = table.at(table.arrival, i) + offset;
				for (let day = start; unit >= 0 && day < start + nights; day++) {
					const night = unit * 100_000 + day;
					if (taken.has(night)) found++;
					taken.add(night);
				}
			}
		}
	}
	return found;
}

function fingerprintOf(of: World): string {
	const digest = createHash("sha256");
	for (const tenant of of.tenants) {
		for (let i = 0; i < tenant.table.count; i++) digest.update(jsonText(rezstreamRecord(tenant, i)));
	}
	for (const user of of.users)
		for (let i = 0; i < user.table.count; i++) digest.update(jsonText(ownerrezBooking(user, i)));
	return digest.digest("hex");
}

describe("the shape of the world", () => {
	it("holds exactly the wanted number of rows over all accounts", () => {
		expect(world.accounts().reduce((sum, { table }) => sum + table.count, 0)).toBe(20_000);
		expect(world.tenants).toHaveLength(4);
		expect(world.users).toHaveLength(4);
	});

	it("follows the lead times and nights of real bookings", () => {
		const leads = quantiles(
			all.map(({ account, table, i }) => table.at(table.arrival, i) - account.roughDay(table.at(table.bookedMs, i))),
		);
		for (const [i, wanted] of [1, 29, 74, 142, 277].entries())
			expect(Math.abs((leads[i] as number) - wanted)).toBeLessThanOrEqual(wanted * 0.06 + 1);
		expect(quantiles(all.map(({ table, i }) => table.at(table.nights, i)))).toEqual([1, 2, 3, 5, 9]);
	});

	it("follows channels, cancellations, changes and unit moves", () => {
		const channel = (n: number) => share(({ table, i }) => table.at(table.channel, i) === n);
		for (const [n, wanted] of [0.4, 0.26, 0.21, 0.09, 0.03].entries())
			expect(Math.abs(channel(n) - wanted)).toBeLessThan(0.015);
		expect(Math.abs(share(({ table, i }) => table.at(table.status, i) === Status.cancelled) - 0.37)).toBeLessThan(0.02);
		expect(Math.abs(share(({ table, i }) => table.at(table.changes, i) > 0) - 0.15)).toBeLessThan(0.01);
		expect(Math.abs(share(({ table, i }) => (table.at(table.flags, i) & Flag.otherUnit) !== 0) - 0.14)).toBeLessThan(
			0.015,
		);
	});

	it("follows parties", () => {
		const user = world.users[0] as (typeof world.users)[number];
		const stays = Array.from({ length: user.table.count }, (_, i) => ownerrezBooking(user, i)).filter(
			({ type }) => type === "booking",
		);
		const part = (wanted: (row: (typeof stays)[number]) => boolean) => stays.filter(wanted).length / stays.length;
		expect(Math.abs(part(({ adults }) => adults === 2) - 0.82)).toBeLessThan(0.03);
		expect(Math.abs(part(({ adults }) => adults === 1) - 0.15)).toBeLessThan(0.03);
		expect(Math.abs(part(({ children }) => Number(children) > 0) - 0.07)).toBeLessThan(0.025);
	});

	it("books nothing in the future, and stays from two years back to one year ahead", () => {
		expect(all.every(({ table, i }) => table.at(table.bookedMs, i) < options.anchorMs)).toBe(true);
		const anchorDay = options.anchorMs / 86_400_000;
		const days = all.map(({ table, i }) => table.at(table.arrival, i) - anchorDay);
		expect(Math.min(...days)).toBeGreaterThan(-735);
		expect(Math.min(...days)).toBeLessThan(-650);
		expect(Math.max(...days)).toBeGreaterThan(250);
		expect(Math.max(...days)).toBeLessThan(400);
	});

	it("never puts two living stays into one unit, but for a few deliberate ones", () => {
		expect(clashes(world)).toBe(0);
		expect(all.some(({ table, i }) => (table.at(table.flags, i) & Flag.overbooked) !== 0)).toBe(true);
	});

	it("moves without new clashes, and replays to the same state", () => {
		const small = { ...options, reservations: 800 };
		const [moved, replayed] = [new World(small), new World(small)];
		const applied: AppliedChange[] = [];
		for (let i = 1; i <= 600; i++) applied.push(applyChange(moved, {}, options.anchorMs + i * 60_000, i));
		expect(new Set(applied.map(({ op }) => op)).size).toBeGreaterThan(4);
		expect(clashes(moved)).toBe(0);
		for (const change of applied) applyChange(replayed, change, change.at, change.number);
		expect(fingerprintOf(replayed)).toBe(fingerprintOf(moved));
	});

	it("has the variety the facts list", () => {
		const kinds = new Set(
			world.users.flatMap((user) => Array.from({ length: user.table.count }, (_, i) => ownerrezBooking(user, i).type)),
		);
		expect([...kinds].sort()).toEqual(["block", "booking", "linked_availability", "owner", "quote_hold"]);
		const currencies = new Set(world.users.flatMap((user) => user.properties.map(({ currency }) => currency)));
		for (const currency of ["USD", "GBP", "SAR", "JPY", "KWD"]) expect(currencies).toContain(currency);
		const text = world.tenants
			.slice(1, 3)
			.flatMap((tenant) => Array.from({ length: tenant.table.count }, (_, i) => jsonText(rezstreamRecord(tenant, i))))
			.join("\n");
		const wanted = ["<script>", "=cmd|", "\u202E", "\\u0007", "👨‍👩‍👧‍👦", '"status":"Reserved"', '"status":"NoShow"'];
		expect(wanted.filter((piece) => !text.includes(piece))).toEqual([]);
		expect(["\\u0000", "CANARYPII_"].filter((piece) => text.includes(piece))).toEqual([]);
		expect(
			[/"balance":-\d/, /"amount":\d+\.\d{4}/, /"status":"Tentative"/].filter((piece) => !piece.test(text)),
		).toEqual([]);
	});

	it("is the same for the same seed and date, and another for another seed", () => {
		const small = { ...options, reservations: 400 };
		const textOf = (one: World) =>
			[
				...one.tenants.map((t) => jsonText(rezstreamRecord(t, 20))),
				...one.users.map((u) => jsonText(ownerrezBooking(u, 20))),
			].join();
		expect(textOf(new World(small))).toBe(textOf(new World(small)));
		expect(textOf(new World({ ...small, seed: 2 }))).not.toBe(textOf(new World(small)));
	});

	it("marks what guests say when asked to", () => {
		const marked = new World({ ...options, reservations: 400, canaryPii: true });
		const tenant = marked.tenants[0] as (typeof marked.tenants)[number];
		expect(jsonText(rezstreamRecord(tenant, 3))).toContain("CANARYPII_");
	});

	it("fits any number of stays by adding units", () => {
		const dense = new World({ ...options, reservations: 30_000, rezstreamTenants: 1, ownerrezUsers: 1 });
		const [tenant, user] = dense.accounts();
		expect((tenant?.table.count ?? 0) + (user?.table.count ?? 0)).toBe(30_000);
		expect(tenant?.unitCount).toBeGreaterThan(120);
	});
});

describe("the extremes", () => {
	const extreme = new World({ ...options, reservations: 800, extremes: true });

	it("come as one more account of each vendor and leave the others as they are", () => {
		const without = new World({ ...options, reservations: 800 });
		expect(extreme.tenants).toHaveLength(5);
		expect(extreme.users).toHaveLength(5);
		extreme.tenants.pop();
		extreme.users.pop();
		expect(fingerprintOf(extreme)).toBe(fingerprintOf(without));
	});

	it("hold 2,000 units, stays of 400 nights, a group of 300 in 80 units with 60 invoices, and endless names", () => {
		const { tenants, users } = new World({ ...options, reservations: 800, extremes: true });
		const [tenant, user] = [tenants[4], users[4]];
		if (tenant === undefined || user === undefined) throw new Error("no extremes");
		expect([tenant.unitCount, user.unitCount]).toEqual([2000, 2000]);
		for (const account of [tenant, user])
			expect(account.table.at(account.table.nights, account.table.count - 1)).toBe(400);
		const stay = rezstreamRecord(tenant, tenant.table.count - 1) as { arrival: string; departure: string };
		expect(textToDay(stay.departure) - textToDay(stay.arrival)).toBe(400);
		const group = rezstreamRecord(tenant, tenant.bigGroup) as Record<
			"people" | "unitAssignments" | "invoices",
			unknown[]
		>;
		expect([group.people.length, group.unitAssignments.length, group.invoices.length]).toEqual([300, 80, 60]);
		const texts = [
			Array.from({ length: tenant.table.count }, (_, i) => jsonText(rezstreamRecord(tenant, i))),
			Array.from({ length: user.table.count }, (_, i) => jsonText(ownerrezBooking(user, i, { guest: true }))),
		];
		for (const text of texts.map((rows) => rows.join("\n"))) {
			for (const piece of ["<script>", "=cmd|", "\u202E", "\\u0007", "Endless ".repeat(12_500)]) {
				expect(text.includes(piece), piece.slice(0, 20)).toBe(true);
			}
		}
	});
});

describe("the small parts", () => {
	it("finds the index inside a GUID, and no other", () => {
		for (const index of [0, 1, 77, 999_999]) expect(indexOfGuid(123, 1, recordGuid(123, 1, index))).toBe(index);
		expect(indexOfGuid(124, 1, recordGuid(123, 1, 5))).toBe(-1);
		expect(indexOfGuid(123, 1, "not-a-guid")).toBe(-1);
	});

	it("keeps stamps exact to seven digits", () => {
		for (const text of [
			"2026-03-04T14:44:54.03Z",
			"2026-03-04T14:44:54.043Z",
			"2026-03-04T14:44:54.7507775Z",
			"2026-03-04T14:44:54Z",
		]) {
			expect(ticksToText(textToTicks(text))).toBe(text);
		}
		expect(textToTicks("2026-03-04T16:44:54+02:00")).toBe(textToTicks("2026-03-04T14:44:54Z"));
		expect(textToTicks("yesterday")).toBeNaN();
		expect(textToDay("2026-02-29")).toBeNaN();
		expect(textToDay("2028-02-29")).not.toBeNaN();
	});

	it("writes decimals with their digits", () => {
		expect(jsonText([new Dec(125_000, 2), new Dec(-5, 4), new Dec(30_000, 0), new Dec(1_234_567, 4)])).toBe(
			"[12.50,-0.0005,3,123.4567]",
		);
	});
});
