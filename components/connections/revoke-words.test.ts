import { describe, expect, it } from "vitest";
import type { Revocation, TenantSummary } from "@/lib/shared/connections";
import { consequences, isConfirmed, outcomeWords } from "./revoke-words";

const OUTCOMES: Revocation["outcome"][] = ["pending", "proven", "accepted", "local_only", "still_alive"];

describe("the outcome of a revocation in words", () => {
	it("claims a revocation at the provider only when the provider confirmed it", () => {
		for (const outcome of OUTCOMES) {
			const { title } = outcomeWords({ outcome, attempts: 3 }, "Vendor");
			expect(title.startsWith("Revoked at Vendor")).toBe(outcome === "proven" || outcome === "accepted");
		}
	});

	it("shows the vendor's own steps exactly when a person must still act there", () => {
		const shown = OUTCOMES.filter((outcome) => outcomeWords({ outcome, attempts: 1 }, "Vendor").vendorSteps);
		expect(shown).toEqual(["local_only", "still_alive"]);
	});

	it("warns about a pending revocation only after the first try came to nothing", () => {
		expect(outcomeWords({ outcome: "pending", attempts: 1 }, "Vendor").tone).toBe("info");
		expect(outcomeWords({ outcome: "pending", attempts: 2 }, "Vendor").tone).toBe("warn");
	});
});

describe("what revoking will do", () => {
	const tenants = [{ reservations: 1200 }, { reservations: 34 }] as TenantSummary[];
	const provider = { label: "Vendor", remoteRevoke: { oauth: true, manual: false } };

	it("promises to tell the provider only for a method that can be revoked there", () => {
		const oauth = consequences({ tenants, method: "oauth" }, provider).stops.join(" ");
		const manual = consequences({ tenants, method: "manual" }, provider).stops.join(" ");
		expect(oauth).toContain("Vendor is told to revoke");
		expect(manual).not.toContain("is told to revoke");
		expect(manual).toContain("cannot be told from here");
	});

	it("counts what stays readable", () => {
		expect(consequences({ tenants, method: "oauth" }, provider).stays[0]).toContain("1,234 reservations stay readable");
	});
});

describe("typed confirmation", () => {
	it.each([
		["Alpine Lodge", "Alpine Lodge", true],
		["Alpine  Lodge ", " Alpine Lodge", true],
		["Alpine Lodge", "alpine lodge", false],
		["Alpine Lodge", "Alpine", false],
		["Alpine Lodge", "", false],
		["Cafe\u0301", "Caf\u00e9", true],
	])("%j typed as %j: %j", (expected, typed, confirmed) => {
		expect(isConfirmed(expected, typed)).toBe(confirmed);
	});
});
