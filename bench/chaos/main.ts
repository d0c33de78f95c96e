/**
 * Random faults against a moving world, then quiet: the mirror must equal the truth, by itself.
 *
 *   npm run chaos -- --seed 7 --minutes 10 [--speed 5] [--reservations 1600] [--verbose]
 *
 * Two worker processes on one database (PostgreSQL where the machine has it, else the embedded one) follow four
 * connections at two simulated providers. Kills, stops, wall clock steps, every fault that the sandbox knows, dead tokens, lost
 * grants, a database that goes away, one revocation: what happens when is made from the seed before anything starts.
 * Minutes are virtual, `speed` of them pass in a real one. The exit code is 0 when everything holds.
 */
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { realDelay } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { askApp } from "./ask-app";
import { Connections } from "./connections";
import { Honesty } from "./honesty";
import { startInstallation } from "./installation";
import { Performance } from "./perform";
import { makeSchedule } from "./schedule";
import { judge } from "./verdict";

const { values } = parseArgs({
	options: {
		seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
		minutes: { type: "string", default: "10" },
		speed: { type: "string", default: "5" },
		reservations: { type: "string", default: "1600" },
		verbose: { type: "boolean", default: false },
	},
});
const [seed, minutes, speed, reservations] = [values.seed, values.minutes, values.speed, values.reservations].map(
	Number,
) as [number, number, number, number];
if (![seed, minutes, speed, reservations].every((value) => Number.isFinite(value) && value >= 0)) {
	throw new Error("--seed, --minutes, --speed and --reservations are numbers.");
}
const tell = (line: string) => {
	if (values.verbose) console.log(line);
};

const FIRST_VIEWS_PATIENCE_MS = 300_000;
const startedAt = performance.now();
console.log(
	`seed ${seed}: ${minutes} virtual minutes at ${speed} to 1, replay with --seed ${seed} --minutes ${minutes}`,
);
console.log(
	`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
);
const schedule = makeSchedule(seed, minutes);
const installation = await startInstallation({ seed, speed, reservations });
const { sandbox, workers } = installation;
let failed = true;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
	process.once(signal, () => void installation.close().finally(() => process.exit(130)));
}
try {
	const connections = new Connections(sandbox);
	const honesty = new Honesty(sandbox);
	await connections.connectFirst();
	await Promise.all([0, 1].map((place) => workers.start(place)));
	await connections.firstViews(FIRST_VIEWS_PATIENCE_MS);
	await connections.connectLast();
	console.log(
		`${installation.databaseName}; two workers; ${installation.appUrl === null ? "no app: there is no production build here" : `the app on ${installation.appUrl}`}`,
	);
	const stopAsking = new AbortController();
	const performed = new Performance(installation, connections, honesty);
	const asking = installation.appUrl === null ? null : askApp(installation.appUrl, performed, stopAsking.signal);
	await performed.play(schedule, tell);
	// What was just undone settles: a worker that was continued, a database that came back.
	await sleep(realDelay(5_000));
	stopAsking.abort();
	const answers = await asking;
	const verdict = await judge(installation, connections, tell);
	const { counts } = performed;
	const wrong = [
		...verdict.wrong,
		...performed.problems,
		...(honesty.checks === 0 ? ["Nothing was there to be honest about: the workers got nowhere."] : []),
		...(answers?.wrong ?? []),
		...honesty.lies.map(({ tenant, asOf, records }) => `${tenant} said "as of ${asOf}" without ${records.join(", ")}`),
	];
	failed = wrong.length > 0;
	for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
	const quarantined = await db().quarantinedRecord.count();
	const said = [
		`${(counts.kill ?? 0) + (counts.end ?? 0)} kills`,
		`${counts.stop ?? 0} stops`,
		`${counts.clock ?? 0} clock steps`,
		`${counts.fault ?? 0} provider faults`,
		`${(counts.tokens ?? 0) + (counts.grant ?? 0)} token losses`,
		`${connections.reconnects} reconnects`,
		`${workers.restarts} restarts`,
		`${installation.postgres === undefined ? 0 : (counts.database ?? 0)} database stops`,
		`${sandbox.control.counters().changes} changes`,
		`${sandbox.control.log().length} requests`,
		`${honesty.checks} as-of checks`,
		...(answers === null ? [] : [`${answers.asked} answers of the app`]),
		`${quarantined} set aside`,
		`mirror of ${verdict.reservations} reservations ${failed ? "DIFFERS or worse" : "equal"}`,
		`${verdict.rounds} rounds`,
		`${Math.round((performance.now() - startedAt) / 1000)} s`,
	];
	console.log(`seed ${seed}: ${failed ? "FAILED" : "passed"}: ${said.join(", ")}`);
} finally {
	await installation.close();
}
process.exit(failed ? 1 : 0);
