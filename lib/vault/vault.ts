/**
 * Seals secrets for storage and opens them again. A sealed text is a standard compact JWE (A256GCMKW + A256GCM): every
 * secret has a data key of its own, wrapped by a key of the ring. The authenticated header binds purpose, row and key
 * id, so a sealed text moved to another row or column does not open. This folder knows no database.
 */
import "server-only";
import { createHmac } from "node:crypto";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from "jose";
import { keyring } from "./keyring";

const FORMAT = 1;

/** A sealed text could not be opened: another row's, altered, or its key is missing. Carries no detail of the cryptography. */
export class SealBroken extends Error {
	override readonly name = "SealBroken";
}

/** @returns a compact JWE for this purpose and row; equal secrets give different texts. */
export async function seal(purpose: string, rowId: string, plaintext: string): Promise<string> {
	const { id, key } = keyring().current;
	return new CompactEncrypt(new TextEncoder().encode(plaintext))
		.setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: id, purpose, row: rowId, v: FORMAT })
		.encrypt(key);
}

/** Opens what `seal` made for the same purpose and row. Throws SealBroken for anything else. */
export async function open(purpose: string, rowId: string, sealed: string): Promise<string> {
	const key = keyring().find(sealedKeyId(sealed));
	if (key === undefined) throw new SealBroken(`key "${sealedKeyId(sealed)}" is not in TOKEN_KEYS`);
	try {
		const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
			keyManagementAlgorithms: ["A256GCMKW"],
			contentEncryptionAlgorithms: ["A256GCM"],
		});
		if (protectedHeader.purpose !== purpose || protectedHeader.row !== rowId || protectedHeader.v !== FORMAT) {
			throw new SealBroken("sealed for another place");
		}
		return new TextDecoder().decode(plaintext);
	} catch (error) {
		if (error instanceof errors.JOSEError) throw new SealBroken("altered or unreadable", { cause: error });
		throw error;
	}
}

/** The id of the key that a sealed text needs. */
export function sealedKeyId(sealed: string): string {
	try {
		const { kid } = decodeProtectedHeader(sealed);
		if (typeof kid === "string") return kid;
	} catch (error) {
		throw new SealBroken("not a sealed text", { cause: error });
	}
	throw new SealBroken("a sealed text without key id");
}

/** Short keyed fingerprint (12 hex digits): tells two secrets apart without confirming a guess to a reader of the database. */
export function fingerprint(secret: string): string {
	return createHmac("sha256", keyring().current.key).update(`fingerprint\0${secret}`).digest("hex").slice(0, 12);
}

/** Keyed hash (64 hex digits) for equality checks on personal identifiers. Stable as long as the first key stays. */
export function keyedHash(purpose: string, value: string): string {
	return createHmac("sha256", keyring().current.key).update(`${purpose}\0${value}`).digest("hex");
}
