/** The floors of the house, read from the imports of every file. A failure names the file and the rule. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(".");
const SOURCE_FOLDERS = ["app", "components", "lib", "scripts", "sandbox", "e2e", "bench"];
const ROOT_FILES = ["instrumentation.ts", "proxy.ts"];
const GENERATED = "lib/db/generated/";

/** Floor of each server module; a module may import its own folder and lower floors. */
const FLOOR: Record<string, number> = {
	"lib/shared": 0,
	"lib/env": 1,
	"lib/database-failure": 1,
	"lib/errors": 1,
	"lib/log": 1,
	"lib/clock": 1,
	"lib/db": 2,
	"lib/vault": 2,
	"lib/providers": 2,
	"lib/budget": 3,
	"lib/audit": 3,
	"lib/jobs": 3,
	"lib/auth": 3,
	"lib/connections": 4,
	"lib/reservations": 4,
	"lib/sync": 5,
	"lib/webhooks": 5,
	"lib/http": 6,
};
/** Modules of one floor that may build on each other. */
const SAME_FLOOR_ALLOWED = new Set(["lib/auth → lib/audit", "lib/audit → lib/auth"]);
/** What starts the house has to touch its foundations. */
const FOUNDATIONS_FOR_SCRIPTS = new Set([
	"lib/db/embedded",
	"lib/db/migrate",
	"lib/db/schema-engine",
	"lib/env",
	"lib/log",
]);
const NEVER_ABOVE_DOMAIN = ["lib/db", "lib/vault", "lib/providers"];
/** Domain code sees the providers only through these. */
const PROVIDER_DOOR = /^lib\/providers\/(registry|provider|canonical|streams)$/;
/** Loaded by scripts and tests without a bundler's server marker, or by the browser. */
const NO_SERVER_MARK = /^lib\/(shared|queries)\/|^lib\/(env|errors|log|clock|database-failure)\.ts$/;
/** lib/shared/auth.ts: their names are among the words that nobody may choose as a password. */
const MAY_NAME_PROVIDERS =
	/^lib\/providers\/(rezstream|ownerrez)\/|^lib\/providers\/registry\.ts$|^lib\/env\.ts$|^lib\/shared\/auth\.ts$|^scripts\/(settings|sandbox-child)\.ts$|^(sandbox|e2e|bench|public)\//;
const BANNED_FOLDERS = new Set(["utils", "helpers", "services", "types", "hooks"]);

interface Source {
	/** From the root, with slashes. */
	file: string;
	code: string;
	isTest: boolean;
	/** Targets inside the project, from the root, without extension. */
	imports: string[];
	packages: string[];
}

const sources: Source[] = [
	...SOURCE_FOLDERS.flatMap(listSources),
	...ROOT_FILES.filter((file) => existsSync(file)),
].map(read);
const productSources = sources.filter((source) => !source.isTest);

function listSources(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(tsx?|mts)$/.test(entry.name))
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
		.filter((file) => !file.startsWith(GENERATED));
}

function read(file: string): Source {
	const code = withoutComments(readFileSync(file, "utf8"));
	const specifiers = [
		...code.matchAll(/(?:^|[\s;}])(?:import|export)\s(?:[^"'`;]*?\sfrom\s*)?["']([^"']+)["']/g),
		...code.matchAll(/\bimport\s*\(\s*["'`]([^"'`]+)["'`]/g),
		...code.matchAll(/\brequire\s*\(\s*["']([^"']+)["']/g),
	].map((match) => match[1] ?? "");
	const inside = specifiers.filter((name) => name.startsWith("@/") || name.startsWith("."));
	return {
		file,
		code,
		isTest: /\.(test|spec|setup)\.tsx?$|\/test-[^/]*\.ts$|^(e2e|bench)\/|^lib\/providers\/contract\.ts$/.test(file),
		imports: inside.map((name) =>
			name.startsWith("@/") ? name.slice(2) : relative(ROOT, resolve(dirname(file), name)).replaceAll("\\", "/"),
		),
		packages: specifiers.filter((name) => !name.startsWith("@/") && !name.startsWith(".")),
	};
}

/** Removes comments and keeps strings, so that prose about a rule does not break it. */
function withoutComments(code: string): string {
	return code.replace(
		/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g,
		(_, text: string | undefined) => text ?? " ",
	);
}

/** `lib/db/client` → `lib/db`; `lib/env` → `lib/env`; `app/x/page` → `app`. */
function moduleOf(path: string): string {
	const [first = "", second] = path.split("/");
	return first === "lib" && second !== undefined ? `lib/${second.replace(/\.tsx?$/, "")}` : first;
}

/** Every import of a product file that a rule forbids, as lines for a person. */
function violations(rule: (from: Source, target: string) => string | undefined): string[] {
	return productSources.flatMap((source) =>
		source.imports.flatMap((target) => {
			const broken = rule(source, target);
			return broken === undefined ? [] : [`${source.file} imports ${target}: ${broken}`];
		}),
	);
}

describe("floors", () => {
	it("finds the house it is about", () => {
		expect(sources.length).toBeGreaterThan(200);
		expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(500);
	});

	it("every module of lib has a floor", () => {
		const unknown = productSources
			.map((source) => moduleOf(source.file))
			.filter((name) => name.startsWith("lib/") && FLOOR[name] === undefined)
			.filter((name) => name !== "lib/queries");
		expect([...new Set(unknown)]).toEqual([]);
	});

	it("server modules import their own folder and lower floors only", () => {
		const broken = violations((source, target) => {
			const from = moduleOf(source.file);
			const to = moduleOf(target);
			const floor = FLOOR[from];
			if (floor === undefined || from === to || SAME_FLOOR_ALLOWED.has(`${from} → ${to}`)) return undefined;
			const targetFloor = FLOOR[to];
			if (targetFloor === undefined) return `${from} stands below ${to}`;
			if (floor === 1 && targetFloor === 1) return undefined;
			return targetFloor < floor ? undefined : `floor ${floor} may not use floor ${targetFloor}`;
		});
		expect(broken).toEqual([]);
	});

	it("lib/http, app and the root files never reach past the domain", () => {
		const broken = violations((source, target) => {
			const from = moduleOf(source.file);
			if (from !== "app" && from !== "lib/http" && !ROOT_FILES.includes(source.file)) return undefined;
			return NEVER_ABOVE_DOMAIN.includes(moduleOf(target)) ? "only the domain may use it" : undefined;
		});
		expect(broken).toEqual([]);
	});

	it("scripts use the domain, and of the foundations only what starts them", () => {
		const broken = violations((source, target) => {
			if (moduleOf(source.file) !== "scripts" || !NEVER_ABOVE_DOMAIN.includes(moduleOf(target))) return undefined;
			return FOUNDATIONS_FOR_SCRIPTS.has(target) ? undefined : "scripts go through the domain";
		});
		expect(broken).toEqual([]);
	});

	it("components and queries import only what is safe in a browser", () => {
		const broken = violations((source, target) => {
			const from = moduleOf(source.file);
			if (from !== "components" && from !== "lib/queries") return undefined;
			const allowed = ["lib/shared", "lib/queries", "components"].includes(moduleOf(target));
			return allowed ? undefined : "only lib/shared, lib/queries and components are safe in a browser";
		});
		expect(broken).toEqual([]);
	});

	it("components/ui knows nothing of the product", () => {
		const broken = violations((source, target) => {
			if (!source.file.startsWith("components/ui/") || target.startsWith("components/ui/")) return undefined;
			return moduleOf(target) === "lib/shared" ? undefined : "components/ui stands on lib/shared only";
		});
		expect(broken).toEqual([]);
	});

	it("no provider imports another provider's folder, and the domain only registry and interface", () => {
		const broken = violations((source, target) => {
			if (moduleOf(target) !== "lib/providers") return undefined;
			const own = /^lib\/providers\/([^/]+)\//.exec(source.file)?.[1];
			const other = /^lib\/providers\/([^/]+)\//.exec(target)?.[1];
			if (own !== undefined) return other !== undefined && other !== own ? "another provider's folder" : undefined;
			if (moduleOf(source.file) === "lib/providers") return undefined;
			return PROVIDER_DOOR.test(target) ? undefined : "only the registry and the interface are for others";
		});
		expect(broken).toEqual([]);
	});

	it("the sandbox shares no code with the product", () => {
		const broken = sources.flatMap((source) =>
			moduleOf(source.file) === "sandbox"
				? source.imports.filter((target) => moduleOf(target) !== "sandbox").map((target) => `${source.file}: ${target}`)
				: [],
		);
		expect(broken).toEqual([]);
	});

	it("the product does not import tests or what tests are made of", () => {
		const testFiles = new Set(sources.filter((source) => source.isTest).map((source) => source.file));
		const broken = violations((_, target) =>
			testFiles.has(`${target}.ts`) || testFiles.has(`${target}.tsx`) ? "test support" : undefined,
		);
		expect(broken).toEqual([]);
		const vitest = productSources.filter(
			(source) => source.packages.includes("vitest") && !/\.config\.ts$/.test(source.file),
		);
		expect(vitest.map((source) => source.file)).toEqual([]);
	});
});

describe("conventions", () => {
	it("server-only heads every server module", () => {
		const missing = productSources
			.filter((source) => source.file.startsWith("lib/") && !NO_SERVER_MARK.test(source.file))
			.filter((source) => !source.packages.includes("server-only") && hasCode(source))
			.map((source) => source.file);
		expect(missing).toEqual([]);
	});

	it("what the browser loads is not marked as server code", () => {
		const wrong = productSources.filter(
			(source) => NO_SERVER_MARK.test(source.file) && source.packages.includes("server-only"),
		);
		expect(wrong.map((source) => source.file)).toEqual([]);
	});

	it("names of providers stay in their folders, the registry, the environment and the sandbox", () => {
		const naming = productSources
			.filter((source) => !MAY_NAME_PROVIDERS.test(source.file))
			.filter((source) => /rezstream|ownerrez/i.test(source.code.replace(/\/api\/webhooks\/ownerrez/g, "")))
			.map((source) => source.file);
		expect(naming).toEqual([]);
	});

	it("no folder is called after nothing in particular", () => {
		const banned = sources.filter((source) =>
			dirname(source.file)
				.split("/")
				.some((part) => BANNED_FOLDERS.has(part)),
		);
		expect(banned.map((source) => source.file)).toEqual([]);
	});

	it("no file only passes on what others export, but to be loaded on demand", () => {
		const barrels = productSources.filter((source) => {
			// A part of a package as a file of its own: import() of the package would load the whole of it.
			if (/^components\/ui\/[a-z]+-primitive\.ts$/.test(source.file)) return false;
			const statements = source.code.trim();
			return (
				/^export\s/.test(statements) && statements.replace(/export\s[^;]*?\sfrom\s*["'][^"']+["'];?/g, "").trim() === ""
			);
		});
		expect(barrels.map((source) => source.file)).toEqual([]);
	});

	it("every import inside the project leads to a file", () => {
		const lost = sources.flatMap((source) =>
			source.imports
				.filter((target) => !`${target}.ts`.startsWith(GENERATED) && !leadsToFile(target))
				.map((target) => `${source.file}: ${target}`),
		);
		expect(lost).toEqual([]);
	});

	it("file names are kebab-case", () => {
		const odd = sources
			.map((source) => source.file)
			.filter(
				(file) =>
					!/^(not-found|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z0-9-]+)*\.(ts|tsx|mts)$/.test(file.split("/").pop() ?? ""),
			);
		expect(odd).toEqual([]);
	});
});

/** A file of types only leaves nothing at run time that could reach a browser. */
function hasCode(source: Source): boolean {
	return /^export\s+(?:async\s+)?(?:function|const|class|let|default|enum)/m.test(source.code);
}

function leadsToFile(target: string): boolean {
	return ["", ".ts", ".tsx", ".mjs", ".css", "/index.ts"].some((extension) => {
		const path = `${target}${extension}`;
		return existsSync(path) && statSync(path).isFile();
	});
}
