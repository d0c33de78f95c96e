/** One process per data folder: a lock file with the holder's process id. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Takes the lock or throws one sentence that names the holder. A lock whose process is dead is taken over. */
export function takeLock(file: string): () => void {
	mkdirSync(dirname(file), { recursive: true });
	// Written aside and linked into place, so that nobody ever reads a lock without its process id.
	const mine = `${file}.${process.pid}`;
	writeFileSync(mine, String(process.pid));
	try {
		if (!tryLink(mine, file)) {
			const holder = Number(readFileSync(file, "utf8"));
			if (isAlive(holder)) {
				throw new Error(
					`The data folder ${dirname(file)} is in use by process ${holder}. Stop it first, or set DATA_DIR to another folder.`,
				);
			}
			rmSync(file, { force: true });
			if (!tryLink(mine, file)) throw new Error(`Another process took ${file} just now. Start again.`);
		}
	} finally {
		rmSync(mine, { force: true });
	}
	return () => rmSync(file, { force: true });
}

function tryLink(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
}

function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
