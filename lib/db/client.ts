/**
 * The one Prisma client of a process. Hot queries are SQL through `$queryRaw`; the measurement stands beside them.
 * Sealed columns are left out of every default select: name them to get them.
 */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";
import { retryConflicts } from "./retry";

const POOL_SIZE = 8;
/** Interactive transactions: long enough for a full page of 100 large groups on a slow disk. */
const TRANSACTION_TIMEOUT_MS = 30_000;

function createClient(url: string) {
	const client = new PrismaClient({
		adapter: new PrismaPg({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: 10_000 }),
		omit: {
			operator: { passwordHash: true },
			credential: { sealed: true },
			connectAttempt: { sealed: true },
			reservationRaw: { sealed: true },
			quarantinedRecord: { sealed: true },
		},
		transactionOptions: { timeout: TRANSACTION_TIMEOUT_MS, maxWait: 10_000 },
	});
	// Whatever runs in a transaction may run again: its callback touches nothing but the database.
	const transaction = client.$transaction.bind(client) as (...given: unknown[]) => Promise<unknown>;
	client.$transaction = ((...given: unknown[]) =>
		retryConflicts(() => transaction(...given))) as typeof client.$transaction;
	return client;
}

export type Database = ReturnType<typeof createClient>;
/** What a function takes that may run inside its caller's transaction. */
export type Transaction = Omit<Database, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

const holder = globalThis as unknown as { rezdeckDatabase?: Database };

/** Connects lazily to DATABASE_URL; the supervisor sets it for the embedded database. */
export function db(): Database {
	if (holder.rezdeckDatabase === undefined) {
		const url = env().DATABASE_URL;
		if (url === undefined) throw new Error("DATABASE_URL is not set. Start with `npm start`, which sets it.");
		holder.rezdeckDatabase = createClient(url);
	}
	return holder.rezdeckDatabase;
}

/** Closes the pool; the next db() opens a new one. */
export async function closeDatabase(): Promise<void> {
	await holder.rezdeckDatabase?.$disconnect();
	holder.rezdeckDatabase = undefined;
}
