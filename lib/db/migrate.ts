/** Brings a database to the schema of this version: our own tables, then the job queue's. */
import "server-only";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { applyPrismaMigrations } from "./schema-engine";

/** Any number; only processes that migrate take it. */
const MIGRATION_LOCK = 7_245_330_118;

/**
 * Safe to call from several processes at once: a database advisory lock lets one migrate while the others wait.
 * Returns the names of the migrations that were applied now.
 */
export async function migrateDatabase(databaseUrl: string, projectDir = process.cwd()): Promise<string[]> {
	const guard = new pg.Client({ connectionString: databaseUrl });
	await guard.connect();
	try {
		await guard.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
		const applied = await applyPrismaMigrations(databaseUrl, projectDir);
		await runMigrations({ connectionString: databaseUrl });
		return applied;
	} finally {
		// Ending the session frees the lock.
		await guard.end();
	}
}
