import { expect, type Locator } from "@playwright/test";

/**
 * Until the page's script has taken over an element: what is chosen in it before is lost, even on an idle network.
 * Looks the element up anew each time, since React may draw another one in its place until then.
 */
export async function hydrated(element: Locator): Promise<void> {
	const taken = () => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps")));
	await expect.poll(taken, { intervals: [50], timeout: 60_000 }).toBe(true);
}
