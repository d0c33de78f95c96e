import type { Locator } from "@playwright/test";

/** Until the page's script has taken over an element: what is chosen in it before is lost, even on an idle network. */
export async function hydrated(element: Locator): Promise<void> {
	await element.evaluate(
		(node) =>
			new Promise<void>((resolve) => {
				const look = () => {
					if (Object.keys(node).some((key) => key.startsWith("__reactProps"))) resolve();
					else setTimeout(look, 50);
				};
				look();
			}),
	);
}
