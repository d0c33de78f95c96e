/**
 * Which generation of each connection's tokens is the newest that this machine has seen, kept beside the database and
 * not in it. When an older backup of the database is put back, its refresh tokens have been spent since; sending one
 * again would make the provider end the whole grant (SECURITY S-47). One small file per connection under DATA_DIR; no
 * secret is in it.
 */
import "server-only";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export interface TokenAge {
	/** When the grant was stored by connecting or reconnecting; renewing does not change it. */
	savedAt: Date;
	/** Grows with each renewal. */
	generation: number;
}

const entry = z.strictObject({ savedAt: z.iso.datetime(), generation: z.int() });

/** Remembers that these are the newest tokens. Without a writable DATA_DIR nothing is remembered, and the log says so. */
export async function noteNewestTokens(connectionId: string, { savedAt, generation }: TokenAge): Promise<void> {
	const path = ledgerPath(connectionId);
	const half = `${path}.${process.pid}`;
	try {
		await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
		await writeFile(half, JSON.stringify({ savedAt: savedAt.toISOString(), generation }), { mode: 0o600 });
		await rename(half, path);
	} catch (error) {
		if (!isFileError(error)) throw error;
		log.warn({ connectionId, code: error.code }, "cannot remember a token's generation under DATA_DIR");
	}
}

/** Whether this machine has seen newer tokens of the connection than these: they come from a restored backup. */
export async function isOutdated(connectionId: string, { savedAt, generation }: TokenAge): Promise<boolean> {
	let text: string;
	try {
		text = await readFile(ledgerPath(connectionId), "utf8");
	} catch (error) {
		// Nothing was remembered.
		if (isFileError(error)) return false;
		throw error;
	}
	const newest = entry.parse(JSON.parse(text));
	const newestSavedAt = Date.parse(newest.savedAt);
	return newestSavedAt > savedAt.getTime() || (newestSavedAt === savedAt.getTime() && newest.generation > generation);
}

/** The connection has no token any more. */
export async function forgetTokens(connectionId: string): Promise<void> {
	try {
		await rm(ledgerPath(connectionId), { force: true });
	} catch (error) {
		if (!isFileError(error)) throw error;
		log.warn({ connectionId, code: error.code }, "cannot tidy up a token's generation under DATA_DIR");
	}
}

function ledgerPath(connectionId: string): string {
	return join(env().DATA_DIR, "token-generations", encodeURIComponent(connectionId));
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
	return error instanceof Error && "code" in error && "syscall" in error;
}
