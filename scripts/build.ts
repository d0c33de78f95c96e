/** The production build in .next, made again when anything it is made from changed. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STAMP = ".next/made-from";
const FOLDERS = ["app", "components", "lib", "public"];
const FILES = [
	"next.config.mjs",
	"postcss.config.mjs",
	"tsconfig.json",
	"package-lock.json",
	"instrumentation.ts",
	"proxy.ts",
	"prisma/schema.prisma",
];
const NOT_BUILT = /\.test\.tsx?$|^lib\/db\/(generated\/|test-)/;

export function isBuilt(): boolean {
	return existsSync(STAMP) && readFileSync(STAMP, "utf8") === hashOfSources();
}

/** Builds unless the build is current; resolves to what the build printed when it failed, else to undefined. */
export async function ensureBuilt(): Promise<string | undefined> {
	const madeFrom = hashOfSources();
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === madeFrom) return undefined;
	rmSync(STAMP, { force: true });
	const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
		env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", REZDECK_BUILD: madeFrom.slice(0, 16) },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const printed: string[] = [];
	for (const stream of [build.stdout, build.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => printed.push(text));
	}
	const code = await new Promise((resolve) => build.once("close", resolve));
	if (code !== 0) return printed.join("");
	writeFileSync(STAMP, madeFrom);
	return undefined;
}

function hashOfSources(): string {
	const hash = createHash("sha256").update(process.version);
	for (const file of [...FILES.filter((name) => existsSync(name)), ...FOLDERS.flatMap(listFiles)]) {
		hash.update(`\0${file}\0`).update(readFileSync(file));
	}
	return hash.digest("hex");
}

function listFiles(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !NOT_BUILT.test(file))
		.sort();
}

if (import.meta.filename === process.argv[1]) {
	const problem = await ensureBuilt();
	if (problem !== undefined) {
		console.error(problem);
		process.exit(1);
	}
}
