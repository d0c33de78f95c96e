import { afterEach, beforeEach, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys";
import { resolveActor } from "./resolve-actor";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

const INPUT = { name: "screen", readOnly: true, expiresInDays: null };
const bearer = (key: string) =>
	resolveActor({ cookie: null, authorization: `Bearer ${key}`, ip: null, requestId: null });

it("acts with its operator's rights of that moment", async () => {
	const { actor } = await makeOperator({ role: "admin" });
	const { key } = await createApiKey(actor, INPUT);
	expect(key).toMatch(/^rzd_[A-Za-z0-9_-]{43}$/);
	expect(await bearer(key)).toMatchObject({
		kind: "api_key",
		id: actor.id,
		role: "admin",
		readOnly: true,
		provenAt: null,
		sessionId: null,
	});
	await db().operator.update({
		where: { id: actor.id },
		data: { role: "viewer", allTenants: false, tenantIds: ["ten_a"] },
	});
	expect(await bearer(key)).toMatchObject({ role: "viewer", tenantScope: ["ten_a"] });
	await db().operator.update({ where: { id: actor.id }, data: { disabledAt: new Date() } });
	expect(await bearer(key)).toBeNull();
});

it("is kept as a hash; lists and audit rows hold only its first characters", async () => {
	const { actor } = await makeOperator();
	const { key } = await createApiKey(actor, INPUT);
	const stored = JSON.stringify([
		await db().apiKey.findMany(),
		await listApiKeys(actor),
		await db().auditEvent.findMany({ omit: { id: true } }),
	]);
	expect(stored).not.toContain(key);
	expect(stored).toContain(key.slice(0, 10));
});

it("is dead at once when revoked, and after its expiry", async () => {
	const { actor } = await makeOperator();
	const first = await createApiKey(actor, INPUT);
	await revokeApiKey(actor, first.id);
	expect(await bearer(first.key)).toBeNull();
	const second = await createApiKey(actor, { ...INPUT, expiresInDays: 1 });
	expect(await bearer(second.key)).not.toBeNull();
	setClockOffset(24 * 3_600_000 + 1000);
	expect(await bearer(second.key)).toBeNull();
});

it.each(["", "Bearer", "Basic abc", "Bearer rzd_short", `Bearer rzd_${"A".repeat(43)}`])(
	"is nobody for %j",
	async (authorization) => {
		expect(await resolveActor({ cookie: null, authorization, ip: null, requestId: null })).toBeNull();
	},
);

it("belongs to its operator: others see and revoke it only when they manage operators", async () => {
	const owner = await makeOperator();
	const one = await makeOperator({ role: "operator" });
	const two = await makeOperator({ role: "operator" });
	const viewer = await makeOperator({ role: "viewer" });
	const { id } = await createApiKey(one.actor, INPUT);
	expect(await listApiKeys(two.actor)).toEqual([]);
	await expect(revokeApiKey(two.actor, id)).rejects.toMatchObject({ code: "not_found" });
	await expect(createApiKey(viewer.actor, INPUT)).rejects.toMatchObject({ code: "forbidden" });
	expect(await listApiKeys(owner.actor)).toMatchObject([{ id, operatorEmail: one.actor.label }]);
	await revokeApiKey(owner.actor, id);
	expect(await listApiKeys(one.actor)).toMatchObject([{ id, revokedAt: expect.any(String) }]);
});

it("needs a person who has just proved who they are", async () => {
	const { actor } = await makeOperator();
	await expect(createApiKey({ ...actor, provenAt: new Date(0) }, INPUT)).rejects.toMatchObject({
		code: "reauth_required",
	});
	const key = await bearer((await createApiKey(actor, { ...INPUT, readOnly: false })).key);
	if (key === null) throw new Error("the key is dead");
	await expect(createApiKey(key, INPUT)).rejects.toMatchObject({ code: "forbidden" });
});
