/**
 * Prisma's schema engine as WASM. The native engine is a download from outside the package registry, which a fresh
 * machine behind a proxy cannot make; this build of the same engine ships in a package and writes the same rows.
 */
import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

const NO_FILTER = { externalTables: [], externalEnums: [] };
const GLUE_MODULE = "./schema_engine_bg.js";

/** Applies what is missing and returns the names that were applied. Throws with the engine's text when one fails. */
export async function applyPrismaMigrations(databaseUrl: string, projectDir: string): Promise<string[]> {
	const { engine, close } = await openSchemaEngine(databaseUrl, projectDir);
	try {
		const migrationsList = await readMigrations(projectDir);
		const result = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
		return result.appliedMigrationNames;
	} finally {
		await close();
	}
}

/** The SQL that leads from one Prisma schema (undefined: nothing) to another. The database is only a connection. */
export async function diffSchemas(
	databaseUrl: string,
	projectDir: string,
	from: string | undefined,
	to: string,
): Promise<string> {
	const { engine, close } = await openSchemaEngine(databaseUrl, projectDir);
	const target = (content: string) => ({
		tag: "schemaDatamodel" as const,
		files: [{ path: "schema.prisma", content }],
	});
	try {
		const result = await engine.diff({
			from: from === undefined ? { tag: "empty" } : target(from),
			to: target(to),
			script: true,
			exitCode: null,
			filters: NO_FILTER,
		});
		return result.stdout ?? "";
	} finally {
		await close();
	}
}

async function openSchemaEngine(databaseUrl: string, projectDir: string) {
	const Engine = await loadEngine();
	const schema = await readFile(join(projectDir, "prisma/schema.prisma"), "utf8");
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
	const factory = new PrismaPg(pool, { disposeExternalPool: false });
	const connect = async () => {
		const adapter = await factory.connect();
		// The adapter's own executeScript cuts at every semicolon, also inside the body of a function.
		adapter.executeScript = async (script) => {
			await pool.query(script);
		};
		return adapter;
	};
	const adapter = bindMigrationAwareSqlAdapterFactory({
		provider: factory.provider,
		adapterName: factory.adapterName,
		connect,
		connectToShadowDb: connect,
	});
	const engine = await Engine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
	return {
		engine,
		async close() {
			engine.free();
			// The engine never closes what it opened, and an open session keeps a database from being copied or dropped.
			await pool.end();
		},
	};
}

async function readMigrations(projectDir: string): Promise<MigrationList> {
	const baseDir = resolve(projectDir, "prisma/migrations");
	const entries = await readdir(baseDir, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	const migrationDirectories = await Promise.all(
		names.sort().map(async (name) => {
			const value = await readFile(join(baseDir, name, "migration.sql"), "utf8");
			return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
		}),
	);
	const lockfile = {
		path: "migration_lock.toml",
		content: await readFile(join(baseDir, "migration_lock.toml"), "utf8"),
	};
	return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

interface EngineGlue extends WebAssembly.ModuleImports {
	__wbg_set_wasm(exports: WebAssembly.Exports): void;
	SchemaEngine: typeof SchemaEngine;
}

let loading: Promise<typeof SchemaEngine> | undefined;

/** Once a process: the package's glue code serves one instance, and a second one would break what the first still does. */
function loadEngine(): Promise<typeof SchemaEngine> {
	loading ??= instantiateEngine();
	return loading;
}

/** The package's own entry imports a .wasm file as a module, which Node 20 cannot do. */
async function instantiateEngine(): Promise<typeof SchemaEngine> {
	const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
	const glue: EngineGlue = await import(/* webpackIgnore: true */ pathToFileURL(entry).href);
	const wasm = await WebAssembly.compile(await readFile(entry.replace(/\.js$/, ".wasm")));
	const instance = await WebAssembly.instantiate(wasm, { [GLUE_MODULE]: glue });
	glue.__wbg_set_wasm(instance.exports);
	(instance.exports.__wbindgen_start as () => void)();
	return glue.SchemaEngine;
}
