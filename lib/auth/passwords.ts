/** Password hashes: argon2id, 19 MiB, two passes, one lane (OWASP's first choice). */
import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A PHC string that carries its own salt and parameters. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize("NFKC"), COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits. Without a stored hash (unknown e-mail, account without a password) it does the same work
 * against a decoy and answers false, so that the time taken says nothing (S-54).
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	decoy ??= hashPassword(randomBytes(32).toString("base64url"));
	const matches = await verify(stored ?? (await decoy), password.normalize("NFKC"));
	return stored !== null && matches;
}
