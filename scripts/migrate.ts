/** Applies what is missing to DATABASE_URL; `npm start` does it too. Safe to run from several machines at once. */
import { migrateDatabase } from "@/lib/db/migrate";
import { env } from "@/lib/env";

const url = env().DATABASE_URL;
if (url === undefined) {
	console.error("DATABASE_URL is not set. Without it `npm start` uses the embedded database and migrates that itself.");
	process.exit(1);
}
const applied = await migrateDatabase(url);
console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
