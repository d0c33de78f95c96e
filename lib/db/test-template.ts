/** vitest's global setup for the `db` project: migrates one database, from which every test file gets a copy. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { findPostgres, startPostgres } from "./test-postgres";

export type TestDatabaseSource = { kind: "embedded"; dump: string } | { kind: "server"; url: string; template: string };

declare module "vitest" {
	interface ProvidedContext {
		testDatabase: TestDatabaseSource;
	}
}

const CACHE = "node_modules/.cache/rezdeck";
const DUMP_KEPT_MS = 24 * 3_600_000;

/** TEST_DATABASE_URL: a server on which databases may be created. TEST_DATABASE=postgres: the machine's own binaries. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const url = process.env.TEST_DATABASE_URL;
	if (url !== undefined && url !== "") return provideServer(project, url, () => {});
	if (process.env.TEST_DATABASE === "postgres") {
		const bin = findPostgres();
		if (bin === undefined) throw new Error("TEST_DATABASE=postgres needs PostgreSQL 15 or later on this machine.");
		const server = await startPostgres(bin);
		return provideServer(project, server.url, server.stop);
	}
	return provideEmbedded(project);
}

/** The dump is kept until a migration changes: making it takes ten times as long as everything else here. */
async function provideEmbedded(project: TestProject): Promise<() => Promise<void>> {
	const dump = resolve(CACHE, `test-template-${hashOfMigrations()}.tar`);
	if (!existsSync(dump)) {
		mkdirSync(CACHE, { recursive: true });
		removeOldDumps();
		await migrateInChild(dump);
	}
	project.provide("testDatabase", { kind: "embedded", dump });
	return async () => {};
}

async function provideServer(project: TestProject, url: string, stop: () => void): Promise<() => Promise<void>> {
	const template = `rezdeck_template_${process.pid}`;
	const admin = new pg.Client({ connectionString: url });
	const teardown = async () => {
		await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
		await admin.end();
		stop();
	};
	await admin.connect();
	try {
		await admin.query(`CREATE DATABASE ${template}`);
		const templateUrl = new URL(url);
		templateUrl.pathname = `/${template}`;
		await migrateInChild(templateUrl.href);
	} catch (error) {
		await teardown();
		throw error;
	}
	project.provide("testDatabase", { kind: "server", url, template });
	return teardown;
}

function removeOldDumps(): void {
	for (const name of readdirSync(CACHE)) {
		const file = join(CACHE, name);
		if (Date.now() - statSync(file).mtimeMs > DUMP_KEPT_MS) rmSync(file, { force: true });
	}
}

async function migrateInChild(target: string): Promise<void> {
	await promisify(execFile)(process.execPath, [
		"--conditions=react-server",
		"--import",
		"tsx",
		"scripts/test-template.ts",
		target,
	]);
}

function hashOfMigrations(): string {
	const hash = createHash("sha256");
	for (const name of readdirSync("prisma/migrations", { recursive: true, encoding: "utf8" }).sort()) {
		if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join("prisma/migrations", name)));
	}
	return hash
		.update(readFileSync("node_modules/@electric-sql/pglite/package.json"))
		.update(readFileSync("node_modules/graphile-worker/package.json"))
		.digest("hex")
		.slice(0, 16);
}
