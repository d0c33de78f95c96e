import { expect, test } from "vitest";
import { exactSum } from "./exact-sum";

test.each([
	[["0.1", "0.2"], [], "0.3"],
	[
		["12345678901234567890.12345678901234567", "0.00000000000000000001"],
		[],
		"12345678901234567890.12345678901234567001",
	],
	[["110.25"], ["50", "60.25"], "0"],
	[["0"], ["5"], "-5"],
	[[], [], "0"],
])("%j less %j is %s", (plus, minus, sum) => {
	expect(exactSum(plus, minus)).toBe(sum);
});
