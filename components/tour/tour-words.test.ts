import { describe, expect, it } from "vitest";
import { isCurrent } from "@/components/shell/current-page";
import { NAV_ITEMS } from "@/components/shell/nav-items";
import { tourPreference } from "@/lib/shared/preferences";
import { tourSteps } from "./tour-words";

describe.each([true, false])("the tour of somebody who may revoke: %s", (mayRevoke) => {
	const steps = tourSteps(mayRevoke);

	it("leads to a page of its own with each step", () => {
		const pages = steps.map(({ link }) => link.href);
		expect(new Set(pages).size).toBe(steps.length);
		for (const href of pages) {
			const { pathname } = new URL(href, "http://rezdeck.test");
			expect(
				NAV_ITEMS.some((item) => isCurrent(item.href, pathname)),
				href,
			).toBe(true);
		}
	});

	it("has no more steps than can be remembered", () => {
		expect(tourPreference.safeParse({ step: steps.length - 1 }).success).toBe(true);
	});

	it("ends with how access is taken back", () => {
		expect(steps.at(-1)?.text.includes("“Revoke access”")).toBe(mayRevoke);
	});
});
