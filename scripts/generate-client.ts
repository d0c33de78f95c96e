/** The Prisma client in lib/db/generated, made again when the schema or Prisma changed. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const STAMP = "lib/db/generated/made-from";

/** Returns whether there was something to do. */
export async function generateClient(): Promise<boolean> {
	const madeFrom = createHash("sha256")
		.update(readFileSync("prisma/schema.prisma"))
		.update(readFileSync("node_modules/prisma/package.json"))
		.digest("hex");
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === madeFrom) return false;
	await promisify(execFile)(process.execPath, ["node_modules/prisma/build/index.js", "generate"]);
	writeFileSync(STAMP, madeFrom);
	return true;
}

if (import.meta.filename === process.argv[1]) {
	console.log((await generateClient()) ? "Generated the database client." : "The database client is up to date.");
}
