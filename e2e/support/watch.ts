import type { Page } from "@playwright/test";
import { BASE_URL } from "./rezdeck";

/** What a clean page never does: fails a script, breaks the policy, asks another origin. */
export function watch(page: Page): string[] {
	const trouble: string[] = [];
	page.on("pageerror", (error) => trouble.push(error.message));
	page.on("console", (message) => {
		// The 404 page's own status is logged by the browser as an error.
		if (message.type() === "error" && !message.text().includes("404")) trouble.push(message.text());
	});
	page.on("request", (request) => {
		const { origin, protocol } = new URL(request.url());
		if (origin !== BASE_URL && protocol !== "data:" && protocol !== "blob:") trouble.push(`request to ${origin}`);
	});
	page.on("dialog", (dialog) => {
		trouble.push(`dialog: ${dialog.message()}`);
		dialog.dismiss().catch(() => undefined);
	});
	return trouble;
}
