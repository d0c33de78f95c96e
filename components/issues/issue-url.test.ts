import { describe, expect, it } from "vitest";
import { conflictKind } from "@/lib/shared/conflicts";
import { issueCountParams, issueListParams, issueProblems, kindsOf, toggleKind } from "./issue-url";

const of = (text: string) => new URLSearchParams(text);

describe("the list of issues in its address", () => {
	it("asks for all kinds unless some are named, and counts all kinds always", () => {
		expect(issueListParams(of("from=today-30&peek=rsv_1"))).toBe("conflict=any&from=today-30");
		expect(issueListParams(of("conflict=unit_overlap"))).toBe("conflict=unit_overlap");
		expect(issueCountParams(of("conflict=unit_overlap&tenant=a,b&sort=-arrival&to=today"))).toBe(
			"tenant=a%2Cb&to=today",
		);
	});

	it("switches kinds on and off one by one, and knows all of them for none of them", () => {
		const one = toggleKind(of(""), "unit_overlap");
		expect(one).toBe("unit_overlap");
		const two = toggleKind(of(`conflict=${one}`), "person_without_unit");
		expect(kindsOf(of(`conflict=${two}`))).toEqual(["person_without_unit", "unit_overlap"]);
		expect(toggleKind(of("conflict=unit_overlap"), "unit_overlap")).toBeNull();
		const allButOne = conflictKind.options.filter((kind) => kind !== "unit_overlap").join(",");
		expect(toggleKind(of(`conflict=${allButOne}`), "unit_overlap")).toBeNull();
	});

	it("names what is no filter of this page, each once", () => {
		expect(issueProblems(of("from=today-30&conflict=unit_overlap"))).toEqual([]);
		const paths = (text: string) => issueProblems(of(text)).map(({ path }) => path);
		expect(paths("colour=red")).toEqual(["colour"]);
		expect(paths("status=confirmed")).toEqual(["status"]);
		expect(paths("conflict=nonsense")).toEqual(["conflict"]);
		expect(paths("by=in_house")).toEqual(["by"]);
		expect(paths("from=2026-02-30")).toEqual(["from"]);
	});
});
