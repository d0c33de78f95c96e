import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { environment, parseEnvironment } from "./env";

const example = parseEnv(readFileSync(".env.example", "utf8")) as Record<string, string>;

describe(".env.example", () => {
	it("names every variable that is read, and no other", () => {
		expect(Object.keys(example).sort()).toEqual(Object.keys(environment.shape).sort());
	});

	it("shows the real defaults: copied as it is, it changes nothing", () => {
		expect(parseEnvironment(example)).toEqual(parseEnvironment({}));
	});
});

describe("README.md", () => {
	it("has every variable that people set in its table", () => {
		const readme = readFileSync("README.md", "utf8");
		const unused = readFileSync(".env.example", "utf8").split("without effect yet")[1] ?? "";
		const set = Object.keys(example).filter((name) => !unused.includes(`\n${name}=`));
		expect(set.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
	});
});

describe("parseEnvironment", () => {
	it("takes empty for unset, as .env files write it", () => {
		expect(parseEnvironment({ DATABASE_URL: "", SANDBOX: "", PORT: "" })).toMatchObject({ PORT: 3000 });
		expect(parseEnvironment({ DATABASE_URL: "" }).DATABASE_URL).toBeUndefined();
	});

	it.each([
		["1", true],
		["true", true],
		["on", true],
		["0", false],
		["off", false],
	])("reads the switch ALLOW_INSECURE_PROVIDERS=%s", (value, expected) => {
		expect(parseEnvironment({ ALLOW_INSECURE_PROVIDERS: value }).ALLOW_INSECURE_PROVIDERS).toBe(expected);
	});

	it("removes slashes at the end of addresses, which redirect URIs are built on", () => {
		expect(parseEnvironment({ NEXTAUTH_URL: "https://rezdeck.example.com/" }).NEXTAUTH_URL).toBe(
			"https://rezdeck.example.com",
		);
	});

	it("lists every bad variable by name and prints no value", () => {
		const read = () => parseEnvironment({ PORT: "seventy", NEXTAUTH_URL: "hunter2", WORKER: "hunter2" });
		expect(read).toThrow(/PORT[\s\S]*NEXTAUTH_URL[\s\S]*WORKER/);
		expect(read).not.toThrow(/hunter2|seventy/);
	});

	it("does not guess what a misspelt switch means", () => {
		expect(() => parseEnvironment({ ALLOW_INSECURE_PROVIDERS: "yes please" })).toThrow("ALLOW_INSECURE_PROVIDERS");
	});
});
