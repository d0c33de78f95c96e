import { describe, expect, it } from "vitest";
import { CONNECT_PROBLEMS, connectProblem, connectProblemCode } from "./connect-problems";

describe("connect problems", () => {
	it("has a title, a text and a next step for every code, with the provider's label filled in", () => {
		for (const code of connectProblemCode.options) {
			const problem = connectProblem(code, "Some Provider");
			for (const sentence of [problem.title, problem.text, problem.next]) {
				expect(sentence.length).toBeGreaterThan(10);
				expect(sentence).not.toContain("{provider}");
			}
		}
		expect(Object.keys(CONNECT_PROBLEMS)).toHaveLength(connectProblemCode.options.length);
	});

	it("never repeats a code from the URL that it does not know", () => {
		const problem = connectProblem("<img src=x onerror=alert(1)>", "Some Provider");
		expect(problem.code).toBe("bad_state");
		expect(JSON.stringify(problem)).not.toContain("onerror");
	});
});
