/** Secrets that nobody gave: made once, kept in the data folder, readable by its owner only. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal";

const secretsSchema = z.object({
	NEXTAUTH_SECRET: z.string().min(32),
	TOKEN_KEYS: z.string().min(1),
	demoPassword: z.string().min(1),
});
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Reads DATA_DIR/secrets.json or makes it. Refuses to make new keys beside an embedded database that was written with
 * others: what they sealed could never be opened again. `hasKeys` is true when the environment brings TOKEN_KEYS.
 */
export function readOrCreateSecrets(dataDir: string, hasKeys: boolean): Secrets {
	const file = join(dataDir, "secrets.json");
	if (existsSync(file)) return readSecrets(file);
	if (existsSync(join(dataDir, "postgres")) && !hasKeys) {
		throw new Refusal(
			`${file} is missing, and with it the keys that open the stored tokens. Put it back from a backup or set TOKEN_KEYS; to begin anew, set DATA_DIR to an empty folder.`,
		);
	}
	const secrets: Secrets = {
		NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
		TOKEN_KEYS: `k1:${randomBytes(32).toString("base64")}`,
		demoPassword: randomBytes(9).toString("base64url"),
	};
	// Renamed into place: a file that exists is whole.
	writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, "\t")}\n`, { mode: 0o600 });
	renameSync(`${file}.new`, file);
	return secrets;
}

function readSecrets(file: string): Secrets {
	try {
		return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
	} catch (error) {
		throw new Refusal(`${file} cannot be read as secrets. Put it back from a backup; do not delete it.`, {
			cause: error,
		});
	}
}
