/**
 * How fast the request allowance answers many callers, and how much of a window it uses.
 *
 *   DATABASE_URL=postgresql://… npx tsx --conditions=react-server bench/budget.ts [processes=50] [seconds=10] [hours=1]
 *
 * First part: on the database, against the floor of a transaction that takes the same lock and does nothing. A bucket
 * serves one caller at a time, in whichever process it is, so that callers of one process stand for those of many. Second
 * part: the same rules in memory, in virtual time, as the provider would count. Uses a bucket of its own and empties it.
 */
import os from "node:os";
import pg from "pg";
import { takeRequest } from "@/lib/budget/take-request";
import { arrivalsPerWindow, memoryWindow, Simulation, seeded } from "@/lib/budget/test-simulation";
import { closeDatabase, db } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";

const [processes = 50, seconds = 10, hours = 1] = process.argv.slice(2).map(Number);
const BUCKET = "bench";
const BUDGET = { limit: 300, windowSeconds: 300, reserved: 4, assumed: false };

await main();

async function main(): Promise<void> {
	const url = process.env.DATABASE_URL;
	if (url === undefined) throw new Error("Set DATABASE_URL to a PostgreSQL that this program may use.");
	await migrateDatabase(url);
	console.log(
		`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
	);
	await empty();
	await db().$executeRaw`
		INSERT INTO budget_request (bucket, at, lane, connection_id)
		SELECT ${BUCKET}, rezdeck_clock() - i * interval '1 second', 'fill', 'c' || i % 50 FROM generate_series(1, 294) i`;
	console.log(`294 requests in the window, ${processes} callers, ${seconds} s each`);
	const floor = await measure("floor: lock and commit", await lockOnly(url));
	const taken = await measure("takeRequest", () => takeRequest(BUCKET, BUDGET, asker()));
	console.log(`ratio to the floor: ${(floor / taken).toFixed(1)} times slower; one bucket needs 1 a second`);
	await empty();
	await closeDatabase();
	await playHours();
}

function asker() {
	return {
		lane: "fill" as const,
		connectionId: `c${Math.floor(Math.random() * processes)}`,
		pollsPerSecond: 0.2,
	};
}

/** The least that any exact allowance costs: one turn after the other. */
async function lockOnly(url: string): Promise<() => Promise<unknown>> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	let turn: Promise<unknown> = Promise.resolve();
	return () => {
		turn = turn.then(async () => {
			await client.query("BEGIN");
			await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`budget:${BUCKET}`]);
			await client.query("COMMIT");
		});
		return turn;
	};
}

/** Calls a second; prints p50 and p99. */
async function measure(name: string, call: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	const started = performance.now();
	const caller = async () => {
		while (performance.now() - started < seconds * 1000) {
			const at = performance.now();
			await call();
			times.push(performance.now() - at);
		}
	};
	await Promise.all(Array.from({ length: processes }, caller));
	const rate = times.length / ((performance.now() - started) / 1000);
	times.sort((a, b) => a - b);
	const share = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
	console.log(`${name}: ${Math.round(rate)} a second, p50 ${share(0.5)} ms, p99 ${share(0.99)} ms`);
	return rate;
}

async function empty(): Promise<void> {
	await db().$executeRaw`DELETE FROM budget_request WHERE bucket = ${BUCKET}`;
	await db().$executeRaw`DELETE FROM budget_waiter WHERE bucket = ${BUCKET}`;
}

async function playHours(): Promise<void> {
	const simulation = new Simulation(BUDGET, memoryWindow(BUDGET), seeded(1));
	const random = seeded(2);
	for (let i = 0; i < 5; i++) simulation.fill(`fill-${i}`);
	for (let i = 0; i < 45; i++) simulation.poll(`poll-${i}`, 300, random() * 300);
	for (let at = 600; at < hours * 3600; at += 40) simulation.person(at);
	const { arrivals, refused, pollStretch, personWaits } = await simulation.run(hours * 3600);
	const [least, most] = arrivalsPerWindow(arrivals, 300, 600);
	const steady = arrivals.filter((at) => at > 600).length / (hours * 3600 - 600);
	console.log(
		`${hours} h in memory, 5 first readings, 45 tenants polled each 300 s, a click each 40 s: ${(steady * 100).toFixed(1)} % of the window used; any 300 s: ${least} to ${most} of 300; refused ${refused}; longest poll ${Math.max(...pollStretch).toFixed(2)} × its interval; longest click ${Math.max(...personWaits).toFixed(1)} s`,
	);
}
