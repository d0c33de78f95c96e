import { afterEach, describe, expect, it, vi } from "vitest";
import { BUILD, BUILD_HEADER } from "@/lib/shared/build";
import { ApiProblem, fetchJson } from "./client";

afterEach(() => vi.unstubAllGlobals());

function answeredBy(build: string | null) {
	vi.stubGlobal("fetch", async () =>
		Response.json({ a: 1 }, { headers: build === null ? {} : { [BUILD_HEADER]: build } }),
	);
}

describe("an answer's build", () => {
	it.each([BUILD, null])("%s is taken", async (build) => {
		answeredBy(build);
		await expect(fetchJson("/api/overview")).resolves.toEqual({ a: 1 });
	});

	it("of an updated server is refused, and the page is told to be loaded again", async () => {
		answeredBy("another");
		const refused = fetchJson("/api/overview");
		await expect(refused).rejects.toBeInstanceOf(ApiProblem);
		await expect(refused).rejects.toThrow("Reload it");
	});

	it("does not make a change that was done look undone", async () => {
		answeredBy("another");
		await expect(fetchJson("/api/tags", { method: "POST", body: {} })).resolves.toEqual({ a: 1 });
	});
});
