/** vitest's global setup for the `db` project: migrates one database, from which every test file gets a copy. */
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";
import { findPostgres, startPostgres } from "./test-postgres";

export type TestDatabaseSource = { kind: "embedded"; dump: string } | { kind: "server"; url: string; template: string };

declare module "vitest" {
	interface ProvidedContext {
		testDatabase: TestDatabaseSource;
	}
}

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

async function provideEmbedded(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "rezdeck-test-"));
	const dump = join(folder, "template.tar");
	const template = await startEmbeddedDatabase({ onBroken: rethrow });
	await migrateDatabase(template.url);
	await writeFile(dump, Buffer.from(await (await template.dump()).arrayBuffer()));
	await template.close();
	project.provide("testDatabase", { kind: "embedded", dump });
	return async () => rmSync(folder, { recursive: true, force: true });
}

async function provideServer(project: TestProject, url: string, stop: () => void): Promise<() => Promise<void>> {
	const template = `rezdeck_template_${process.pid}`;
	const admin = new pg.Client({ connectionString: url });
	await admin.connect();
	await admin.query(`CREATE DATABASE ${template}`);
	const templateUrl = new URL(url);
	templateUrl.pathname = `/${template}`;
	await migrateDatabase(templateUrl.href);
	project.provide("testDatabase", { kind: "server", url, template });
	return async () => {
		await admin.query(`DROP DATABASE ${template} WITH (FORCE)`);
		await admin.end();
		stop();
	};
}

function rethrow(error: unknown): never {
	throw error;
}
