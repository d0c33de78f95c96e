/**
 * Test support, run by vitest's global setup in a process of its own: migrates the database at argument 2, or writes a
 * dump of a migrated embedded one to the file at argument 2.
 */
import { rename, writeFile } from "node:fs/promises";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { migrateDatabase } from "@/lib/db/migrate";

const target = process.argv[2];
if (target === undefined) throw new Error("Name a database URL or a file.");

if (target.startsWith("postgres")) {
	await migrateDatabase(target);
} else {
	const database = await startEmbeddedDatabase({
		onBroken: (error) => {
			throw error;
		},
	});
	await migrateDatabase(database.url);
	const dump = await database.dump();
	await writeFile(`${target}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
	await rename(`${target}.${process.pid}`, target);
}
process.exit(0);
