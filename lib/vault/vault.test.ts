import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { parseKeyring } from "./keyring";
import { fingerprint, open, SealBroken, seal, sealedKeyId } from "./vault";

const KEY_1 = Buffer.alloc(32, 1).toString("base64");
const KEY_2 = Buffer.alloc(32, 2).toString("base64");

function useKeys(keys: string) {
	process.env.TOKEN_KEYS = keys;
	forgetEnvironment();
}

beforeEach(() => useKeys(`k1:${KEY_1}`));

describe("seal and open", () => {
	it("gives back any text for the same purpose and row", async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (text, row) => {
				expect(await open("token", row, await seal("token", row, text))).toBe(text);
			}),
			{ numRuns: 50 },
		);
	});

	it("does not open in another row or for another purpose", async () => {
		const sealed = await seal("token", "con_a", "secret");
		await expect(open("token", "con_b", sealed)).rejects.toThrow(SealBroken);
		await expect(open("raw", "con_a", sealed)).rejects.toThrow(SealBroken);
	});

	it("does not open when any single character is changed or the tag is cut", async () => {
		const sealed = await seal("token", "con_a", "secret");
		const parts = sealed.split(".");
		for (const [index, part] of parts.entries()) {
			const flipped = `${part[0] === "A" ? "B" : "A"}${part.slice(1)}`;
			const altered = parts.with(index, flipped).join(".");
			await expect(open("token", "con_a", altered), `part ${index}`).rejects.toThrow(SealBroken);
		}
		await expect(open("token", "con_a", sealed.slice(0, -4))).rejects.toThrow(SealBroken);
		await expect(open("token", "con_a", "")).rejects.toThrow(SealBroken);
	});

	it("gives 1,000 different texts and nonces for one secret", async () => {
		const sealed = await Promise.all(Array.from({ length: 1000 }, () => seal("token", "con_a", "secret")));
		expect(new Set(sealed).size).toBe(1000);
		expect(new Set(sealed.map((text) => text.split(".")[2])).size).toBe(1000);
	});

	it("writes with the first key and reads with all of them", async () => {
		const old = await seal("token", "con_a", "secret");
		useKeys(`k2:${KEY_2},k1:${KEY_1}`);
		expect(sealedKeyId(await seal("token", "con_a", "new"))).toBe("k2");
		expect(await open("token", "con_a", old)).toBe("secret");
		useKeys(`k2:${KEY_2}`);
		await expect(open("token", "con_a", old)).rejects.toThrow('key "k1" is not in TOKEN_KEYS');
	});

	it("refuses a wrong key under the right id", async () => {
		const sealed = await seal("token", "con_a", "secret");
		useKeys(`k1:${KEY_2}`);
		await expect(open("token", "con_a", sealed)).rejects.toThrow(SealBroken);
	});

	it("fingerprints depend on the key, so a stolen database confirms no guess", () => {
		const first = fingerprint("secret");
		expect(fingerprint("secret")).toBe(first);
		useKeys(`k1:${KEY_2}`);
		expect(fingerprint("secret")).not.toBe(first);
	});
});

describe("key ring", () => {
	it.each([
		["", "entry 1"],
		["k1", "entry 1"],
		[`k1:${KEY_1},`, "entry 2"],
		[`k1:${KEY_1},k1:${KEY_2}`, "twice"],
		[`k1:${Buffer.alloc(16).toString("base64")}`, "has 16 bytes"],
	])("refuses %j without printing a key", (source, message) => {
		expect(() => parseKeyring(source)).toThrow(message);
		try {
			parseKeyring(source);
		} catch (error) {
			expect((error as Error).message).not.toContain(KEY_1);
		}
	});
});
