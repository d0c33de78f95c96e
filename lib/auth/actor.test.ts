import { describe, expect, it } from "vitest";
import { type Permission, type Role, role, roleCan } from "@/lib/shared/roles";
import { type Actor, assertCan, SYSTEM, seesTenant } from "./actor";

const actor = (r: Role, scope: Actor["tenantScope"] = "all"): Actor => ({
	...SYSTEM,
	kind: "operator",
	role: r,
	tenantScope: scope,
});

/** The whole matrix, written out: a changed right must change this table too. */
const ALLOWED: Record<Permission, readonly Role[]> = {
	"connections.read": ["owner", "admin", "operator", "viewer"],
	"connections.connect": ["owner", "admin", "operator"],
	"connections.sync": ["owner", "admin", "operator"],
	"connections.revoke": ["owner", "admin", "operator"],
	"reservations.read": ["owner", "admin", "operator", "viewer"],
	"reservations.annotate": ["owner", "admin", "operator"],
	"reservations.raw": ["owner", "admin"],
	"audit.read": ["owner", "admin"],
	"metrics.read": ["owner", "admin"],
	"operators.manage": ["owner", "admin"],
	"api_keys.manage": ["owner", "admin", "operator"],
	"settings.change": ["owner", "admin"],
};

describe("roles", () => {
	for (const [permission, allowed] of Object.entries(ALLOWED) as [Permission, readonly Role[]][]) {
		it(`${permission} is held by ${allowed.join(", ")} only`, () => {
			expect(role.options.filter((r) => roleCan(r, permission))).toEqual(
				role.options.filter((r) => allowed.includes(r)),
			);
		});
	}

	it("refuses with a text that names the role and whom to ask", () => {
		expect(() => assertCan(actor("viewer"), "connections.revoke")).toThrowError(
			expect.objectContaining({ code: "forbidden", userMessage: expect.stringMatching(/viewer.*owner or admin/) }),
		);
		expect(() => assertCan(actor("operator"), "connections.revoke")).not.toThrow();
	});

	it("lets the system do everything and a scoped actor see its own tenants only", () => {
		expect(() => assertCan(SYSTEM, "audit.read")).not.toThrow();
		const scoped = actor("admin", ["ten_a"]);
		expect([seesTenant(scoped, "ten_a"), seesTenant(scoped, "ten_b")]).toEqual([true, false]);
	});
});
