/** Every fault of the catalogue that this version promises to stand has a test that names it, and docs/faults.md says which. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import minimum from "@/scripts/minimum-faults.json";

const numbers = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => `F-${String(from + i).padStart(2, "0")}`);
const REQUIRED = [...numbers(1, 59), "F-49b", "F-60", "F-63", "F-65", ...numbers(66, 68), ...numbers(70, 73)];
const FOLDERS = ["lib", "app", "components", "e2e", "sandbox", "bench"];
const FILES = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => /\.(test|spec)\.tsx?$/.test(name))
		.map((name) => join(folder, name).replaceAll("\\", "/")),
).filter((file) => !file.endsWith("fault-list.test.ts"));

/** Faults by id, and the files with a test or a group of tests whose name begins with them. */
const tested = new Map<string, Set<string>>();
for (const file of FILES) {
	for (const [, ids = ""] of readFileSync(file, "utf8").matchAll(/\(\s*["'`]((?:F-\d\d\w?[ ,]*)+)/g)) {
		for (const [id] of ids.matchAll(/F-\d\d\w?/g)) tested.set(id, (tested.get(id) ?? new Set()).add(file));
	}
}

describe("the catalogue of faults", () => {
	it("has a test for each fault", () => {
		expect(REQUIRED.filter((id) => !tested.has(id))).toEqual([]);
	});

	it("has a test of the minimum set that vitest plays at every run, without a browser", () => {
		const quick = (id: string) => [...(tested.get(id) ?? [])].some((file) => file.endsWith(".test.ts"));
		expect(minimum.filter((id) => !quick(id))).toEqual([]);
	});

	it("is written down in docs/faults.md, with files that hold such a test", () => {
		const lines = readFileSync("docs/faults.md", "utf8").split("\n");
		const wrong = REQUIRED.flatMap((id) => {
			const line = lines.find((text) => new RegExp(`^\\| ${id} +\\|`).test(text));
			if (line === undefined) return [`${id} is not in docs/faults.md`];
			const named = [...line.matchAll(/`([^`]+\.tsx?)`/g)].map(([, file = ""]) => file);
			const holding = named.filter((file) => tested.get(id)?.has(file));
			return holding.length === named.length && named.length > 0
				? []
				: [`${id}: ${named.filter((file) => !holding.includes(file)).join(", ") || "no file"} holds no such test`];
		});
		expect(wrong).toEqual([]);
	});
});
