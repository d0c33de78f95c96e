/** The only place that seals and opens a connection's tokens. A row exists exactly as long as a secret does. */
import "server-only";
import { z } from "zod";
import type { Transaction } from "@/lib/db/client";
import type { TokenSet } from "@/lib/providers/provider";
import { fingerprint, open, seal, sealedKeyId } from "@/lib/vault/vault";

const PURPOSE = "connection.tokens";
/** Shorter tokens would lose too much by showing four characters (S-34). */
const MIN_LENGTH_FOR_LAST_FOUR = 32;

const tokenSet = z.object({
	method: z.enum(["oauth", "manual"]),
	accessToken: z.string(),
	refreshToken: z.string().nullable(),
	username: z.string().nullable(),
});

export interface OpenCredential {
	tokens: TokenSet;
	generation: number;
	expiresAt: Date | null;
	/** When connecting or reconnecting stored the grant. */
	savedAt: Date;
}

/** Stores the first token set of a connection, or replaces it at a reconnect; ends any refresh that still runs. Gives the new generation. */
export async function saveCredential(
	tx: Transaction,
	connectionId: string,
	tokens: TokenSet,
	expiresAt: Date | null,
	savedBy: string,
	at: Date,
): Promise<number> {
	const columns = { ...(await sealTokens(connectionId, tokens)), expiresAt, savedBy, savedAt: at };
	const { generation } = await tx.credential.upsert({
		where: { connectionId },
		create: { connectionId, ...columns },
		update: {
			...columns,
			generation: { increment: 1 },
			lastUsedAt: null,
			refreshLeaseUntil: null,
			refreshLeaseOwner: null,
			refreshFailingSince: null,
			refreshRetryAt: null,
			refreshFailures: 0,
		},
		select: { generation: true },
	});
	return generation;
}

/** The columns that hold a token set. Used for the first save and by the refresh. */
export async function sealTokens(connectionId: string, tokens: TokenSet) {
	const sealed = await seal(PURPOSE, connectionId, JSON.stringify(tokens));
	const showsLastFour = tokens.method === "manual" && tokens.accessToken.length >= MIN_LENGTH_FOR_LAST_FOUR;
	return {
		sealed,
		keyId: sealedKeyId(sealed),
		fingerprint: fingerprint(tokens.accessToken),
		lastFour: showsLastFour ? tokens.accessToken.slice(-4) : null,
		hasRefreshToken: tokens.refreshToken !== null,
	};
}

/** Opens a connection's tokens; null when the secret was destroyed. Throws SealBroken when the row was tampered with. */
export async function openCredential(tx: Transaction, connectionId: string): Promise<OpenCredential | null> {
	const row = await tx.credential.findUnique({
		where: { connectionId },
		select: { sealed: true, generation: true, expiresAt: true, savedAt: true },
	});
	if (row === null) return null;
	const tokens = tokenSet.parse(JSON.parse(await open(PURPOSE, connectionId, row.sealed)));
	return { tokens, generation: row.generation, expiresAt: row.expiresAt, savedAt: row.savedAt };
}

/** After this no copy of the secret is left in the database: the row with the wrapped data key is gone (S-36). */
export async function destroyCredential(tx: Transaction, connectionId: string): Promise<void> {
	await tx.credential.deleteMany({ where: { connectionId } });
}
