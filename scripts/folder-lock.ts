/** One process per data folder: a lock file with the holder's process id and the time that process began. */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Takes the lock and returns how to release it, or returns the process id of the living holder. The lock of a process
 * that is gone (kill -9, power cut) is taken over; the start time tells a reused process id from the holder.
 */
export function takeLock(file: string): { release: () => void } | { holder: number } {
	// Written aside and linked into place, so that nobody ever reads a lock without its content.
	const mine = `${file}.${process.pid}`;
	writeFileSync(mine, `${process.pid} ${startTimeOf(process.pid)}`);
	try {
		for (;;) {
			if (tryLink(mine, file)) return { release: () => rmSync(file, { force: true }) };
			const holder = livingHolder(file);
			if (holder !== undefined) return { holder };
			rmSync(file, { force: true });
		}
	} finally {
		rmSync(mine, { force: true });
	}
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

function livingHolder(file: string): number | undefined {
	const [pidText, startTime] = readIfThere(file).split(" ");
	const pid = Number(pidText);
	if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined;
	return startTimeOf(pid) === startTime ? pid : undefined;
}

function readIfThere(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
		throw error;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/** In clock ticks since boot on Linux; "-" where the system does not say, and then the id alone decides. */
function startTimeOf(pid: number): string {
	try {
		const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
		return afterName.split(" ")[19] ?? "-";
	} catch {
		return "-";
	}
}
