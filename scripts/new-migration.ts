/**
 * Writes the SQL of the next migration from prisma/schema.prisma. Run it as
 *   npx tsx --conditions=react-server scripts/new-migration.ts <name>   next migration, from the schema of the last commit
 *   npx tsx --conditions=react-server scripts/new-migration.ts --init   0001_init again; only before the first release
 * Read what it wrote: it knows tables and indexes, not extensions, triggers or moved data.
 */
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { diffSchemas } from "@/lib/db/schema-engine";

const MIGRATIONS = "prisma/migrations";

const argument = process.argv[2];
if (argument === undefined || !/^(--init|[a-z0-9_]+)$/.test(argument)) {
	console.error("Say the migration's name in lower_case, e.g. add_rooms, or --init.");
	process.exit(1);
}

const schema = await readFile("prisma/schema.prisma", "utf8");
const before = argument === "--init" ? undefined : committedSchema();
const database = await startEmbeddedDatabase({ onBroken: rethrow });
const sql = await diffSchemas(database.url, process.cwd(), before, schema);
const folder = join(MIGRATIONS, argument === "--init" ? "0001_init" : `${await nextNumber()}_${argument}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "migration.sql"), sql);
console.log(`Wrote ${folder}/migration.sql`);
await database.close();

function committedSchema(): string {
	return execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], { encoding: "utf8" });
}

async function nextNumber(): Promise<string> {
	const numbers = (await readdir(MIGRATIONS)).map((name) => Number.parseInt(name, 10)).filter(Number.isInteger);
	return String(Math.max(0, ...numbers) + 1).padStart(4, "0");
}

function rethrow(error: unknown): never {
	throw error;
}
