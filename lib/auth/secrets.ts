/** Random secrets that are shown once, and the hashes that are kept of them. */
import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** 256 bits from the system's generator as 43 characters of base64url. */
export function newSecret(): string {
	return randomBytes(32).toString("base64url");
}

/** SHA-256 as hex. Enough for secrets of 256 random bits, which cannot be guessed; never for passwords. */
export function hashSecret(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}
