import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { saveCredential } from "./credentials";
import { findKeysProblem } from "./keys-problem";

useTestDatabase();

const key = () => randomBytes(32).toString("base64");
const FIRST = key();

function useKeys(value: string): void {
	process.env.TOKEN_KEYS = value;
	forgetEnvironment();
}

beforeEach(async () => {
	await truncateAll();
	useKeys(`k1:${FIRST}`);
	const id = newId("con");
	const at = new Date();
	await db().connection.create({
		data: {
			id,
			provider: "example",
			method: "manual",
			state: "active",
			reason: "",
			since: at,
			accountKey: "1",
			accountLabel: "One",
			multiTenant: false,
			createdBy: "test",
		},
	});
	const tokens = { method: "manual" as const, accessToken: "t".repeat(40), refreshToken: null, username: null };
	await saveCredential(db(), id, tokens, null, "test", at);
});

afterEach(() => {
	delete process.env.TOKEN_KEYS;
	forgetEnvironment();
});

describe("findKeysProblem", () => {
	it("is content with the key that sealed, also behind a newer one", async () => {
		expect(await findKeysProblem()).toBeNull();
		useKeys(`k2:${key()},k1:${FIRST}`);
		expect(await findKeysProblem()).toBeNull();
	});

	it("F-46 names a key id that is gone", async () => {
		useKeys(`k2:${key()}`);
		expect(await findKeysProblem()).toContain('sealed with key "k1"');
	});

	it("F-46 notices another key under the same id, without printing either", async () => {
		const other = key();
		useKeys(`k1:${other}`);
		const problem = await findKeysProblem();
		expect(problem).toContain('Key "k1" in TOKEN_KEYS is not the one');
		expect(problem).not.toContain(other);
	});

	it("says what is wrong with the form", async () => {
		useKeys("k1:short");
		expect(await findKeysProblem()).toMatch(/TOKEN_KEYS.*Correct TOKEN_KEYS/);
	});
});
