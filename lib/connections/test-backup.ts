/** Test support: a backup of the product's tables, and the day it is put back. */
import pg from "pg";
import { testDatabaseUrl } from "@/lib/db/test-database";

/** Copies every table of the product, as last night's backup would. */
export async function takeBackup(): Promise<void> {
	await withTables(async (client, tables) => {
		await client.query("DROP SCHEMA IF EXISTS backup CASCADE; CREATE SCHEMA backup");
		for (const table of tables) await client.query(`CREATE TABLE backup.${table} AS TABLE public.${table}`);
	});
}

/** Puts the copy back, whatever happened since. */
export async function putBackupBack(): Promise<void> {
	await withTables(async (client, tables) => {
		// Past the triggers and foreign keys, as pg_restore does.
		await client.query("BEGIN; SET LOCAL session_replication_role = replica");
		for (const table of tables) await client.query(`DELETE FROM public.${table}`);
		for (const table of tables) await client.query(`INSERT INTO public.${table} SELECT * FROM backup.${table}`);
		await client.query("COMMIT");
	});
}

async function withTables(work: (client: pg.Client, tables: string[]) => Promise<void>): Promise<void> {
	const client = new pg.Client({ connectionString: testDatabaseUrl() });
	await client.connect();
	try {
		const { rows } = await client.query<{ name: string }>(
			"SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
		);
		await work(
			client,
			rows.map(({ name }) => name),
		);
	} finally {
		await client.end();
	}
}
