/** Tells "the database cannot be reached" from a bug, by the codes that Prisma, its adapter and Node give. */
import "server-only";

// Prisma: P1001/P1002 cannot reach, P1008 timed out, P1017 closed, P2024 no free connection, P2028 no transaction started.
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const NETWORK_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);
// PostgreSQL: shutting down, crashed, starting up, out of connections.
const POSTGRES_CODES = new Set(["57P01", "57P02", "57P03", "53300"]);

export function isDatabaseUnavailable(error: unknown): boolean {
	if (!(error instanceof Error) || !error.name.startsWith("PrismaClient")) return false;
	const codes = [
		error as unknown,
		error.cause,
		(error as { meta?: { driverAdapterError?: unknown } }).meta?.driverAdapterError,
	];
	return codes.some((source) => hasUnavailableCode(source, 0));
}

function hasUnavailableCode(source: unknown, depth: number): boolean {
	if (typeof source !== "object" || source === null || depth > 3) return false;
	const { code, originalCode, kind, cause } = source as Record<string, unknown>;
	if (kind === "DatabaseNotReachable" || kind === "ConnectionClosed" || kind === "TooManyConnections") return true;
	for (const value of [code, originalCode]) {
		if (typeof value !== "string") continue;
		if (PRISMA_CODES.has(value) || NETWORK_CODES.has(value) || POSTGRES_CODES.has(value)) return true;
	}
	return hasUnavailableCode(cause, depth + 1);
}
