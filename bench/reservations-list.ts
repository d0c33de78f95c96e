/**
 * How fast the reservation list answers, against the floor of a round trip to the same database.
 *
 *   DATABASE_URL=postgresql://… npx tsx --conditions=react-server bench/reservations-list.ts [rows=100000] [tenants=50] [rounds=40]
 *
 * Fills an empty database of its own through storePage (and says how fast that went), or measures the one that an
 * earlier run filled; more than 100,000 rows are made as copies of those in units of their own. Refuses a database that
 * holds anything else.
 */
import os from "node:os";
import { closeDatabase, db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { migrateDatabase } from "@/lib/db/migrate";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { listReservations } from "@/lib/reservations/list-reservations";
import { storeUnits } from "@/lib/reservations/store-units";
import {
	createTenant,
	filterOf,
	makeActor,
	makeAssignment,
	makePerson,
	makeRecord,
	makeUnit,
	store,
} from "@/lib/reservations/test-data";
import { addDays, todayIn } from "@/lib/shared/dates";

const [rows = 100_000, tenants = 50, rounds = 40] = process.argv.slice(2).map(Number);
const PAGE = 100;
/** So many go the way of real ones; ten times as many would take half an hour. */
const STORED_MAX = 100_000;
const COPY_MAX_MS = 3_600_000;
const UNITS = 40;
const TODAY = todayIn("UTC", new Date());
const ZONES = ["UTC", "America/Denver", "Europe/Vienna", "Pacific/Auckland"];
const NAMES = ["Anna", "Björn", "Chen", "Dolores", "Émile", "Fatima", "Georg", "Hana", "Ines", "Jun", "Kofi", "Łukasz"];
const FAMILIES = [
	"Adler",
	"Brandt",
	"Castro",
	"Dupont",
	"Evans",
	"Fischer",
	"García",
	"Huber",
	"Ito",
	"Jensen",
	"Kovač",
];

await main();

async function main(): Promise<void> {
	const url = process.env.DATABASE_URL;
	if (url === undefined) throw new Error("Set DATABASE_URL to an empty database that this program may fill.");
	await migrateDatabase(url);
	await fill();
	await copy();
	await db().$executeRaw`ANALYZE`;
	const [version] = await db().$queryRaw<{ version: string }[]>`SELECT version()`;
	const [size] = await db().$queryRaw<{ bytes: bigint }[]>`SELECT pg_total_relation_size('reservation') AS bytes`;
	console.log(
		`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
	);
	console.log(version?.version);
	console.log(
		`${await db().reservation.count()} reservations in ${await db().tenant.count()} tenants, ${Math.round(Number(size?.bytes) / 1e6)} MB with indexes`,
	);
	await measureAll();
	await closeDatabase();
}

/** The first tenant holds a third of everything; the others share the rest. */
async function fill(): Promise<void> {
	const found = await db().reservation.count();
	if (found > 0) {
		if ((await db().tenant.count({ where: { provider: "bench" } })) === 0) {
			throw new Error("This database holds other data. Name an empty one.");
		}
		return;
	}
	const started = performance.now();
	const stored = Math.min(rows, STORED_MAX);
	for (let tenant = 0; tenant < tenants; tenant++) {
		const share = tenant === 0 ? Math.ceil(stored / 3) : Math.ceil((stored - stored / 3) / (tenants - 1));
		const id = await createTenant({
			provider: "bench",
			name: `Tenant ${tenant}`,
			timeZone: ZONES[tenant % 4] ?? "UTC",
		});
		const units = Array.from({ length: UNITS }, (_, i) => makeUnit({ remoteId: `u${i}`, name: `Cabin ${i}` }));
		await db().$transaction((tx) => storeUnits(tx, id, units));
		for (let first = 0; first < share; first += PAGE) {
			const page = Array.from({ length: Math.min(PAGE, share - first) }, (_, i) => record(tenant, first + i));
			await store(id, page);
		}
	}
	const seconds = (performance.now() - started) / 1000;
	console.log(
		`stored ${stored} records in ${seconds.toFixed(1)} s: ${Math.round(stored / seconds)} a second in pages of ${PAGE}`,
	);
}

/** Each copy of everything stays in units of its own, some weeks away from the original. */
async function copy(): Promise<void> {
	const times = Math.ceil(rows / STORED_MAX) - 1;
	const here = await db().reservation.count();
	if (times < 1 || here >= rows) return;
	const started = performance.now();
	const copies = Prisma.sql`generate_series(1, ${times}::int) AS n`;
	const moved = Prisma.sql`(n * 37 % 97 - 48)`;
	const columns = Prisma.raw(
		`kind, status, raw_status, guest_name, guest_sort, title, channel, people_count, assignment_count, unassigned_count,
		currency, balance, booked_at, cancelled_at, remote_updated_at, remote_version, person_ids, search_text, content_hash,
		canonical, gone_after, gone_before, first_seen_at, changed_at, conflicts, projection`,
	);
	await db().$transaction(
		async (tx) => {
			await tx.$executeRaw`
				INSERT INTO reservation (id, tenant_id, entity, remote_id, number, arrival, departure, ${columns})
				SELECT id || '-' || n, tenant_id, entity, remote_id || '-' || n, number || '-' || n, arrival + ${moved},
					departure + ${moved}, ${columns} FROM reservation, ${copies}`;
			await tx.$executeRaw`
				INSERT INTO unit_assignment (reservation_id, remote_id, position, tenant_id, unit_remote_id, arrival, departure)
				SELECT reservation_id || '-' || n, remote_id, position, tenant_id, unit_remote_id || '-' || n, arrival + ${moved},
					departure + ${moved} FROM unit_assignment, ${copies}`;
			await tx.$executeRaw`
				INSERT INTO unit SELECT copied.* FROM unit, ${copies}, jsonb_populate_record(unit, jsonb_build_object(
					'id', id || '-' || n, 'remote_id', remote_id || '-' || n, 'name', name || '-' || n)) AS copied`;
		},
		{ timeout: COPY_MAX_MS },
	);
	console.log(`copied them ${times} times in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Two years back to one ahead; one in 500 is a group of 20 units and 60 people. */
function record(tenant: number, index: number): CanonicalReservation {
	const roll = (salt: number) => ((index * 2_654_435_761 + tenant * 40_503 + salt * 97_531) >>> 7) % 100_000;
	const arrival = addDays(TODAY, (roll(1) % 1096) - 731);
	const departure = addDays(arrival, 1 + (roll(2) % 9));
	const isGroup = index % 500 === 7;
	const people = Array.from({ length: isGroup ? 60 : 1 + (roll(3) % 2) }, (_, i) =>
		makePerson({
			id: `p${index}-${i}`,
			isPrimary: i === 0,
			firstName: NAMES[(roll(4) + i) % NAMES.length] ?? null,
			lastName: `${FAMILIES[(roll(5) + i) % FAMILIES.length]} ${tenant}-${index}`,
			email: `guest${tenant}.${index}.${i}@example.com`,
			phones: [
				{ kind: "mobile", number: `+1 555 ${String(1_000_000 + ((tenant * 99_991 + index * 31 + i) % 8_999_999))}` },
			],
		}),
	);
	const assignments = Array.from({ length: isGroup ? 20 : 1 }, (_, i) =>
		makeAssignment({
			id: `a${i}`,
			unitId: roll(6) % 40 === 0 ? null : `u${(roll(7) + i) % UNITS}`,
			arrival,
			departure,
		}),
	);
	const booked = addDays(arrival, -(roll(8) % 280));
	const cancelled = roll(9) % 100 < 37;
	return makeRecord({
		remoteId: `${index}`,
		number: `ORB${tenant}${index}`,
		kind: roll(10) % 20 === 0 ? "block" : "stay",
		status: cancelled ? "cancelled" : "confirmed",
		arrival,
		departure,
		bookedAt: `${booked}T12:00:00Z`,
		updatedAt: `${booked}T13:00:00.1234567Z`,
		cancelledAt: cancelled ? `${booked}T14:00:00Z` : null,
		version: 1,
		balance: "100.00",
		currency: "USD",
		people,
		assignments,
	});
}

async function measureAll(): Promise<void> {
	const big = await db().tenant.findFirstOrThrow({ where: { name: "Tenant 0" } });
	const unit = await db().unit.findFirstOrThrow({ where: { tenantId: big.id, remoteId: "u7" } });
	const week = { from: "today", to: "today+6" };
	const window = { from: "today-7", to: "today+60" };
	const cases: [string, Record<string, string>][] = [
		["all tenants, no filter", {}],
		["all tenants, staying in the next 7 days", { by: "stay", ...week }],
		["all tenants, the operators' window", { by: "stay", ...window }],
		["all tenants, arriving today", { by: "arrival", from: "today", to: "today" }],
		["all tenants, in house", { by: "in_house" }],
		["all tenants, newest bookings", { sort: "-booked" }],
		["all tenants, latest changes, confirmed", { sort: "-updated", status: "confirmed" }],
		["all tenants, cancelled this week", { by: "cancelled", from: "today-6", to: "today" }],
		["all tenants, by guest", { sort: "guest" }],
		["all tenants, search a name", { q: "björn castro" }],
		["all tenants, search an e-mail", { q: "guest3.777.0@example.com" }],
		["all tenants, search a phone number", { q: "555 1031031" }],
		["all tenants, search two letters", { q: "jo" }],
		["all tenants, search nobody", { q: "zzyzx" }],
		["one tenant, no filter", { tenant: big.id }],
		["one tenant, latest first, 200 rows", { tenant: big.id, sort: "-arrival", limit: "200" }],
		["one tenant, staying in the next 7 days", { tenant: big.id, by: "stay", ...week }],
		["one tenant, one unit, the window", { tenant: big.id, unit: unit.id, by: "stay", ...window }],
		["one tenant, without unit", { tenant: big.id, unassigned: "yes", by: "arrival", from: "today" }],
		["one tenant, search a name", { tenant: big.id, q: "hana" }],
	];
	console.log("p50 ms  p95 ms  matches  what");
	print(await measure(() => db().$queryRaw`SELECT 1`), "", "floor: SELECT 1");
	for (const [name, query] of cases) {
		const { total, totalCapped, nextCursor } = await listReservations(makeActor(), filterOf(query));
		const times = await measure(() => listReservations(makeActor(), filterOf(query)));
		print(times, `${total}${totalCapped ? "+" : ""}`, name);
		if (name === "all tenants, no filter" && nextCursor !== null) {
			const deep = { ...query, cursor: await cursorAfterPages(query, 20) };
			print(await measure(() => listReservations(makeActor(), filterOf(deep))), "", "all tenants, no filter, page 21");
		}
	}
}

async function cursorAfterPages(query: Record<string, string>, pages: number): Promise<string> {
	let cursor: string | null = null;
	for (let page = 0; page < pages; page++) {
		const step: Record<string, string> = cursor === null ? query : { ...query, cursor };
		cursor = (await listReservations(makeActor(), filterOf(step))).nextCursor;
		if (cursor === null) throw new Error(`the list ended before page ${pages}`);
	}
	if (cursor === null) throw new Error("no page was read");
	return cursor;
}

async function measure(call: () => Promise<unknown>): Promise<number[]> {
	for (let warm = 0; warm < 3; warm++) await call();
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const started = performance.now();
		await call();
		times.push(performance.now() - started);
	}
	return times.sort((a, b) => a - b);
}

function print(times: readonly number[], matches: string, name: string): void {
	const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
	console.log(`${at(0.5).padStart(6)}  ${at(0.95).padStart(6)}  ${matches.padStart(7)}  ${name}`);
}
