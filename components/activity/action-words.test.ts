import { expect, it } from "vitest";
import { actionWords, detailWords } from "./action-words";

it("says known actions in words and unknown ones by their code", () => {
	expect(actionWords("sign_in.failed")).toBe("Sign-in failed");
	expect(actionWords("webhook_target.change")).toBe("Webhook target: change");
});

it("lists details by name and leaves out what is not given", () => {
	expect(detailWords({ email: "a@b.test", readOnly: true, tenants: 0, note: null })).toBe(
		"email a@b.test · read only yes · tenants 0",
	);
});
