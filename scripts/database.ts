/**
 * The embedded database as a process of its own: its first start needs much memory, and its work must not stall the
 * app. Arguments: --data <folder> | --memory, --from <dump file>, --port <number>. Sends {url} to its parent when ready
 * and ends with its parent or on SIGTERM, after a checkpoint.
 */
import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { takeLock } from "./data-lock";

const { values } = parseArgs({
	options: {
		data: { type: "string" },
		memory: { type: "boolean" },
		from: { type: "string" },
		port: { type: "string" },
	},
});
if (values.data === undefined && values.memory !== true) throw new Error("Give --data <folder> or --memory.");

let releaseLock = () => {};
try {
	if (values.data !== undefined) releaseLock = takeLock(join(values.data, "database.lock"));
} catch (error) {
	fail(error);
}

const database = await startEmbeddedDatabase({
	...(values.data === undefined ? {} : { dataDir: join(values.data, "postgres") }),
	...(values.from === undefined ? {} : { from: await openAsBlob(values.from) }),
	...(values.port === undefined ? {} : { port: Number(values.port) }),
	onBroken: fail,
}).catch(fail);

let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	await database.close();
	releaseLock();
	process.exit(0);
}
process.on("SIGTERM", () => void stop());
// A terminal's Ctrl-C reaches the whole group; the supervisor decides the order, so it is ignored here.
process.on("SIGINT", () => {});
process.on("disconnect", () => void stop());

if (process.send === undefined) console.log(database.url);
else process.send({ url: database.url });

function fail(error: unknown): never {
	const message = error instanceof Error ? error.message : String(error);
	if (process.send === undefined) console.error(message);
	else process.send({ error: message });
	releaseLock();
	process.exit(1);
}
