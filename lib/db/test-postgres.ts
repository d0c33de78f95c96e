/** Test support: a throw-away PostgreSQL cluster from the machine's own binaries. */
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of the newest installed PostgreSQL (15 or later) or undefined. */
export function findPostgres(): string | undefined {
	const root = "/usr/lib/postgresql";
	if (!existsSync(root)) return undefined;
	const versions = readdirSync(root)
		.map(Number)
		.filter((version) => version >= 15 && existsSync(`${root}/${version}/bin/initdb`));
	return versions.length === 0 ? undefined : `${root}/${Math.max(...versions)}/bin`;
}

export interface TestPostgres {
	url: string;
	/** As if the machine of the database went down: connections break, nothing listens. */
	halt(): void;
	/** Brings it back on the same port; returns when it answers. */
	resume(): void;
	/** Stops it and removes everything. */
	stop(): void;
}

/** Starts it on a free loopback port without fsync. PostgreSQL refuses to run as root, so root runs it as `postgres`. */
export async function startPostgres(bin: string): Promise<TestPostgres> {
	const folder = mkdtempSync(join(tmpdir(), "rezdeck-postgres-"));
	const owner = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
	if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
	const data = join(folder, "data");
	const run = (program: string, args: string[]) =>
		execFileSync(join(bin, program), args, { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
	run("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
	const port = await freePort();
	const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off`;
	const start = () => run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start"]);
	start();
	return {
		url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
		// fast, not immediate: without fsync a crash would lose what was acknowledged.
		halt: () => run("pg_ctl", ["-D", data, "-w", "-m", "fast", "stop"]),
		resume: start,
		stop: () => {
			spawnSync(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], { ...owner, cwd: folder });
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function idOf(flag: "-u" | "-g"): number {
	return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});
}
