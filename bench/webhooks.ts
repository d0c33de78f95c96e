/**
 * How fast a running Rezdeck answers a burst of webhooks, against the floor of its own liveness answer.
 *
 *   OWNERREZ_WEBHOOK_USER=… OWNERREZ_WEBHOOK_PASSWORD=… npx tsx bench/webhooks.ts http://localhost:3000 [events=10000] [callers=32]
 *
 * Start that Rezdeck with the same two variables. The deliveries name an account that nobody has connected, so they are
 * stored, answered and then ignored; each has an id of its own. Fails when the 99th percentile is not below 200 ms.
 */
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import os from "node:os";

const GOAL_P99_MS = 200;
const { OWNERREZ_WEBHOOK_USER: user, OWNERREZ_WEBHOOK_PASSWORD: password } = process.env;
const [base, events = "10000", callers = "32"] = process.argv.slice(2);
if (base === undefined || user === undefined || password === undefined) {
	throw new Error("Give the address of a running Rezdeck, and the user and password that it was started with.");
}
const agent = new Agent({ keepAlive: true, maxSockets: Number(callers) });

interface Call {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

console.log(
	`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
);
console.log(`${events} deliveries by ${callers} callers to ${base}\n`);
// Warm: the first request of a route compiles it.
for (let i = 0; i < 20; i++) await Promise.all([send(alive()), send(delivery(i))]);
const floor = await burst(2_000, alive);
const answered = await burst(Number(events), delivery);
print("GET /api/health", floor);
print("POST /api/webhooks", answered);
const p99 = at(answered.times, 0.99);
console.log(`\n${(p99 / at(floor.times, 0.99)).toFixed(1)} times the floor at p99; goal: p99 below ${GOAL_P99_MS} ms`);
agent.destroy();
process.exitCode = p99 < GOAL_P99_MS ? 0 : 1;

function alive(): Call {
	return { method: "GET", path: "/api/health", headers: {}, body: "" };
}

function delivery(i: number): Call {
	const body = JSON.stringify({
		id: randomUUID(),
		user_id: 1,
		action: "entity_update",
		entity_type: "booking",
		entity_id: 1 + (i % 400),
		categories: ["dates"],
		// As long as a real one.
		entity: { notes: "x".repeat(2_000) },
	});
	const credentials = Buffer.from(`${user}:${password}`).toString("base64");
	const headers = { "content-type": "application/json", authorization: `Basic ${credentials}` };
	return { method: "POST", path: "/api/webhooks/ownerrez", headers, body };
}

async function burst(count: number, make: (i: number) => Call): Promise<{ times: number[]; seconds: number }> {
	const times: number[] = [];
	let next = 0;
	const started = performance.now();
	await Promise.all(
		Array.from({ length: Number(callers) }, async () => {
			while (next < count) times.push(await send(make(next++)));
		}),
	);
	return { times: times.sort((a, b) => a - b), seconds: (performance.now() - started) / 1000 };
}

/** Milliseconds until the whole answer is there. Anything but 200 is an error. */
function send({ method, path, headers, body }: Call): Promise<number> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const sent = request(new URL(path, base), { method, agent, headers }, (answer) => {
			answer.resume();
			answer.on("end", () => {
				if (answer.statusCode === 200) resolve(performance.now() - started);
				else reject(new Error(`${method} ${path} answered ${answer.statusCode}`));
			});
			answer.on("error", reject);
		});
		sent.on("error", reject);
		sent.end(body);
	});
}

function at(times: number[], share: number): number {
	return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function print(name: string, { times, seconds }: { times: number[]; seconds: number }): void {
	const [p50, p99, most] = [at(times, 0.5), at(times, 0.99), at(times, 1)].map((ms) => `${ms.toFixed(1)} ms`);
	console.log(
		`${name.padEnd(20)} p50 ${p50}  p99 ${p99}  max ${most}  ${(times.length / seconds).toFixed(0)} a second`,
	);
}
