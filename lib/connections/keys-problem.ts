/** At a start: do our keys open what is stored? Found out before the first refresh fails, not by it. */
import "server-only";
import { db } from "@/lib/db/client";
import { keyring } from "@/lib/vault/keyring";
import { SealBroken } from "@/lib/vault/vault";
import { openCredential } from "./credentials";

/**
 * One sentence that says what to do when TOKEN_KEYS is malformed, lacks a key that sealed a credential, or has another
 * key under its id; null when all is well. Tries one credential per key id and changes nothing.
 */
export async function findKeysProblem(): Promise<string | null> {
	let known: string[];
	try {
		known = keyring().ids;
	} catch (error) {
		return `${error instanceof Error ? error.message : "TOKEN_KEYS cannot be read"}. Correct TOKEN_KEYS and start again.`;
	}
	const samples = await db().credential.findMany({
		distinct: ["keyId"],
		select: { keyId: true, connectionId: true },
		orderBy: { savedAt: "desc" },
	});
	for (const { keyId, connectionId } of samples) {
		if (!known.includes(keyId)) {
			return `Stored tokens are sealed with key "${keyId}", which TOKEN_KEYS does not have. Add it as "${keyId}:…" from your backup and start again.`;
		}
		try {
			await openCredential(db(), connectionId);
		} catch (error) {
			if (!(error instanceof SealBroken)) throw error;
			return `Key "${keyId}" in TOKEN_KEYS is not the one that sealed the stored tokens. Put the right one back from your backup and start again.`;
		}
	}
	return null;
}
