/** Tells what the database itself refused or could not do from a bug, by the codes that Prisma, its adapter, pg and Node give. */

/**
 * away: it cannot be reached, stops or starts. full: it has no room left. conflict: two transactions were in each
 * other's way, the same work done again succeeds.
 */
export type DatabaseFailure = "away" | "full" | "conflict";

// Prisma: P1001/P1002 cannot reach, P1008 timed out, P1017 closed, P2024 no free connection, P2028 no transaction
// started or it was lost, P2034 write conflict. PostgreSQL: shutting down, crashed, starting up, out of connections,
// disk full, serialization failure, deadlock.
const CODES: Readonly<Record<string, DatabaseFailure>> = {
	P1001: "away",
	P1002: "away",
	P1008: "away",
	P1017: "away",
	P2024: "away",
	P2028: "away",
	ECONNREFUSED: "away",
	ECONNRESET: "away",
	EPIPE: "away",
	ETIMEDOUT: "away",
	ENOTFOUND: "away",
	EHOSTUNREACH: "away",
	"57P01": "away",
	"57P02": "away",
	"57P03": "away",
	"53300": "away",
	"53100": "full",
	P2034: "conflict",
	"40001": "conflict",
	"40P01": "conflict",
};
const KINDS: Readonly<Record<string, DatabaseFailure>> = {
	DatabaseNotReachable: "away",
	ConnectionClosed: "away",
	TooManyConnections: "away",
	SocketTimeout: "away",
	TransactionWriteConflict: "conflict",
};

/** Null: not the database's doing. Only errors of Prisma count, so that a provider's broken connection is not taken for ours. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
	if (!(error instanceof Error) || !/^(PrismaClient|DriverAdapterError)/.test(error.name)) return null;
	const sources = [
		error as unknown,
		error.cause,
		(error as { meta?: { driverAdapterError?: unknown } }).meta?.driverAdapterError,
	];
	for (const source of sources) {
		const failure = failureIn(source, 0);
		if (failure !== null) return failure;
	}
	return null;
}

function failureIn(source: unknown, depth: number): DatabaseFailure | null {
	if (typeof source !== "object" || source === null || depth > 3) return null;
	const { code, originalCode, kind, cause } = source as Record<string, unknown>;
	// The cause knows better than the wrapper around it.
	const deeper = failureIn(cause, depth + 1);
	if (deeper !== null) return deeper;
	for (const value of [originalCode, code]) {
		if (typeof value === "string" && CODES[value] !== undefined) return CODES[value];
	}
	return typeof kind === "string" ? (KINDS[kind] ?? null) : null;
}
