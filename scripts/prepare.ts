/**
 * What a start does to the database before anything else uses it, in a process of its own so that the supervisor stays
 * small: migrations, the check that our keys open what is stored, the first owner. Sends {firstOwner} or {refusal}.
 */
import pg from "pg";
import { ensureFirstOwner, type FirstOwner } from "@/lib/auth/first-owner";
import { findKeysProblem } from "@/lib/connections/keys-problem";
import { migrateDatabase } from "@/lib/db/migrate";
import { env } from "@/lib/env";

export type PrepareResult = { firstOwner: FirstOwner } | { refusal: string };

const CONNECT_TIMEOUT_MS = 10_000;

async function prepare(): Promise<PrepareResult> {
	const url = env().DATABASE_URL;
	if (url === undefined) throw new Error("DATABASE_URL is not set");
	const unreachable = await whyUnreachable(url);
	if (unreachable !== undefined) return { refusal: unreachable };
	await migrateDatabase(url);
	const keysProblem = await findKeysProblem();
	if (keysProblem !== null) return { refusal: keysProblem };
	return { firstOwner: await ensureFirstOwner() };
}

async function whyUnreachable(url: string): Promise<string | undefined> {
	if (!/^postgres(ql)?:\/\//.test(url))
		return "DATABASE_URL must begin with postgresql://. Correct it and start again.";
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
	try {
		await client.connect();
		await client.query("SELECT 1");
		return undefined;
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const { host, pathname } = new URL(url);
		return `The database ${host}${pathname} cannot be used (${code ?? message}). Check that it runs and that DATABASE_URL is right.`;
	} finally {
		await client.end().catch(() => undefined);
	}
}

const result = await prepare();
process.send?.(result);
process.exit(0);
