import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { changeOperator, listOperators } from "./operators";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);

async function makeTenant(name: string): Promise<string> {
	const connectionId = newId("con");
	const at = new Date();
	await db().connection.create({
		data: {
			id: connectionId,
			provider: "p",
			method: "oauth",
			state: "active",
			reason: "",
			since: at,
			accountKey: name,
			accountLabel: name,
			multiTenant: false,
			createdBy: "test",
		},
	});
	const id = newId("ten");
	await db().tenant.create({ data: { id, provider: "p", remoteId: name, connectionId, name } });
	return id;
}

const roleOf = async (id: string) => (await db().operator.findUniqueOrThrow({ where: { id } })).role;

describe("owners", () => {
	it("are made and changed by owners only", async () => {
		const owner = await makeOperator();
		const admin = await makeOperator({ role: "admin" });
		const viewer = await makeOperator({ role: "viewer" });
		await expect(changeOperator(admin.actor, viewer.actor.id, { role: "owner" })).rejects.toMatchObject({
			code: "forbidden",
		});
		await expect(changeOperator(admin.actor, admin.actor.id, { role: "owner" })).rejects.toMatchObject({
			code: "forbidden",
		});
		await expect(changeOperator(admin.actor, owner.actor.id, { disabled: true })).rejects.toMatchObject({
			code: "forbidden",
		});
		await changeOperator(owner.actor, viewer.actor.id, { role: "owner" });
		expect(await roleOf(viewer.actor.id)).toBe("owner");
	});

	it("keep their last one: neither demoted nor disabled", async () => {
		const owner = await makeOperator();
		await expect(changeOperator(owner.actor, owner.actor.id, { role: "admin" })).rejects.toMatchObject({
			code: "conflict",
		});
		await expect(changeOperator(owner.actor, owner.actor.id, { disabled: true })).rejects.toMatchObject({
			code: "conflict",
		});
		expect(await roleOf(owner.actor.id)).toBe("owner");
	});

	it("cannot remove each other at the same moment", async () => {
		const one = await makeOperator();
		const two = await makeOperator();
		const results = await Promise.allSettled([
			changeOperator(one.actor, two.actor.id, { role: "admin" }),
			changeOperator(two.actor, one.actor.id, { role: "admin" }),
		]);
		expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(await db().operator.count({ where: { role: "owner" } })).toBe(1);
	});

	it("do not count when disabled", async () => {
		const one = await makeOperator();
		const two = await makeOperator();
		await changeOperator(one.actor, two.actor.id, { disabled: true });
		await expect(changeOperator(one.actor, one.actor.id, { role: "viewer" })).rejects.toMatchObject({
			code: "conflict",
		});
	});

	it("see every tenant: becoming one widens the scope", async () => {
		const owner = await makeOperator();
		const other = await makeOperator({ role: "viewer", tenantIds: [await makeTenant("a")] });
		await changeOperator(owner.actor, other.actor.id, { role: "owner" });
		expect(await db().operator.findUniqueOrThrow({ where: { id: other.actor.id } })).toMatchObject({
			allTenants: true,
		});
	});
});

describe("scope", () => {
	it("gives nobody more than the giver sees, and unknown tenants to nobody", async () => {
		const [a, b] = [await makeTenant("a"), await makeTenant("b")];
		const admin = await makeOperator({ role: "admin", tenantIds: [a] });
		const viewer = await makeOperator({ role: "viewer", tenantIds: [a] });
		for (const input of [{ allTenants: true }, { tenantIds: [a, b] }, { tenantIds: ["ten_unknown"] }]) {
			await expect(changeOperator(admin.actor, viewer.actor.id, input)).rejects.toMatchObject({ code: "not_found" });
		}
		await changeOperator(admin.actor, viewer.actor.id, { tenantIds: [] });
		expect(await db().operator.findUniqueOrThrow({ where: { id: viewer.actor.id } })).toMatchObject({ tenantIds: [] });
	});

	it("hides operators who see more than the reader: they answer like unknown ones", async () => {
		const a = await makeTenant("a");
		const admin = await makeOperator({ role: "admin", tenantIds: [a] });
		const wider = await makeOperator({ role: "viewer" });
		expect((await listOperators(admin.actor)).map((operator) => operator.id)).toEqual([admin.actor.id]);
		const foreign = await changeOperator(admin.actor, wider.actor.id, { role: "viewer" }).catch(
			(error: unknown) => error,
		);
		const unknown = await changeOperator(admin.actor, "opr_unknown", { role: "viewer" }).catch(
			(error: unknown) => error,
		);
		expect(foreign).toEqual(unknown);
		expect(foreign).toMatchObject({ code: "not_found" });
	});
});

it("needs the right role, a fresh proof, and another person for disabling", async () => {
	const owner = await makeOperator();
	const second = await makeOperator();
	const operator = await makeOperator({ role: "operator" });
	await expect(listOperators(operator.actor)).rejects.toMatchObject({ code: "forbidden" });
	const stale = { ...owner.actor, provenAt: new Date(Date.now() - 6 * 60_000) };
	await expect(changeOperator(stale, operator.actor.id, { role: "viewer" })).rejects.toMatchObject({
		code: "reauth_required",
	});
	await expect(changeOperator(second.actor, second.actor.id, { disabled: true })).rejects.toMatchObject({
		code: "conflict",
	});
});

it("writes down what changed, and nothing when nothing did", async () => {
	const owner = await makeOperator();
	const other = await makeOperator({ role: "viewer" });
	await changeOperator(owner.actor, other.actor.id, { role: "viewer" });
	expect(await db().auditEvent.count()).toBe(0);
	await changeOperator(owner.actor, other.actor.id, { role: "operator" });
	expect(await db().auditEvent.findFirstOrThrow()).toMatchObject({
		action: "operator.change",
		actorLabel: owner.actor.label,
		targetId: other.actor.id,
		requestId: "request-of-a-test",
		detail: { email: other.actor.label, role: "viewer to operator" },
	});
});
