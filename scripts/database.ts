/**
 * The embedded database as a process of its own: its first start needs much memory, and its work must not stall the
 * app. Arguments: --data <folder> | --memory, --from <dump file>, --port <number>. Sends {url} to its parent when ready
 * and ends with its parent or on SIGTERM, after a checkpoint.
 */
import { existsSync, openAsBlob } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { writeDatabaseAddress } from "./database-address";
import { takeLock } from "./folder-lock";

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
if (values.data !== undefined) {
	await mkdir(values.data, { recursive: true });
	const lock = takeLock(join(values.data, "database.lock"));
	if ("holder" in lock) {
		fail(
			new Error(
				`The database in ${values.data} is in use by process ${lock.holder}. Stop that process, or set DATA_DIR to another folder.`,
			),
		);
	}
	releaseLock = lock.release;
}

const database = await startEmbeddedDatabase({
	...(values.data === undefined ? {} : { dataDir: await initialised(values.data) }),
	...(values.from === undefined ? {} : { from: await openAsBlob(values.from) }),
	...(values.port === undefined ? {} : { port: Number(values.port) }),
	onBroken: fail,
}).catch(fail);

const forgetAddress = values.data === undefined ? () => {} : writeDatabaseAddress(values.data, database.url);

let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	forgetAddress();
	await database.close();
	releaseLock();
	process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());

if (process.send === undefined) console.log(database.url);
else process.send({ url: database.url });

/** Made aside and renamed into place: what is called "postgres" is a whole database, also after a power cut. */
async function initialised(folder: string): Promise<string> {
	const dataDir = join(folder, "postgres");
	if (existsSync(dataDir)) return dataDir;
	const unfinished = join(folder, "postgres.new");
	await rm(unfinished, { recursive: true, force: true });
	const first = await startEmbeddedDatabase({ dataDir: unfinished, onBroken: fail });
	await first.close();
	await rename(unfinished, dataDir);
	return dataDir;
}

function fail(error: unknown): never {
	console.error(error instanceof Error ? error.message : error);
	releaseLock();
	process.exit(1);
}
