/** Where the embedded database of a running installation writes down how it is reached, for programs beside it. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function databaseAddressFile(dataDir: string): string {
	return join(dataDir, "database.url");
}

/** Readable by this user only. Returns how to take it away. */
export function writeDatabaseAddress(dataDir: string, url: string): () => void {
	const file = databaseAddressFile(dataDir);
	rmSync(file, { force: true });
	writeFileSync(file, url, { mode: 0o600 });
	return () => rmSync(file, { force: true });
}
