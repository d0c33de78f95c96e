import { expect, test } from "@playwright/test";
import { demoSignIn, OWNER_STATE } from "./rezdeck";

test("the demo owner signs in with what the start printed", async ({ page }) => {
	const { email, password } = demoSignIn();
	await page.goto("/sign-in");
	await page.getByLabel("E-mail").fill(email);
	await page.getByLabel("Password").fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page).toHaveURL("/");
	// Every page from the first on has times in the operator's zone.
	const zone = (await page.context().cookies()).find(({ name }) => name === "tz");
	expect(decodeURIComponent(zone?.value ?? "")).toBe("America/New_York");
	await page.context().storageState({ path: OWNER_STATE });
});
