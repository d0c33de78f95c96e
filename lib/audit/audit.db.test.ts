import { beforeEach, expect, it } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { auditFilter } from "@/lib/shared/audit";
import { listAudit } from "./list-audit";
import { recordAudit } from "./record-audit";

useTestDatabase();
beforeEach(truncateAll);

const filter = (over: Record<string, unknown> = {}) => auditFilter.parse(over);
const record = (action: string, over: { targetType?: string; targetId?: string; outcome?: "ok" | "failed" } = {}) =>
	recordAudit(db(), SYSTEM, { action, outcome: "ok", ...over });

it.each([
	["UPDATE", "UPDATE audit_event SET actor_label = 'somebody else'"],
	["DELETE", "DELETE FROM audit_event"],
	["TRUNCATE", "TRUNCATE audit_event"],
])("refuses %s in the database itself", async (_, statement) => {
	await record("connection.revoke");
	await expect(db().$executeRawUnsafe(statement)).rejects.toThrow(/insert only/);
	expect(await db().auditEvent.findMany()).toMatchObject([{ actorLabel: "system" }]);
});

it("stands or falls with the change it belongs to", async () => {
	const undone = db().$transaction(async (tx) => {
		await recordAudit(tx, SYSTEM, { action: "connection.revoke", outcome: "ok" });
		throw new Error("undone");
	});
	await expect(undone).rejects.toThrow("undone");
	expect(await db().auditEvent.count()).toBe(0);
});

it("pages through everything once, newest first, while new rows arrive", async () => {
	for (let i = 0; i < 7; i++) await record(`thing.${i}`);
	const seen: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await listAudit(SYSTEM, filter({ limit: 3, cursor }));
		seen.push(...page.items.map((row) => row.action));
		cursor = page.nextCursor ?? undefined;
		await record("thing.later");
	} while (cursor !== undefined);
	expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `thing.${i}`));
});

it("filters by beginning of the action, outcome, actor, target and time", async () => {
	await record("connection.revoke", { targetType: "connection", targetId: "con_1" });
	await record("connection.sync", { outcome: "failed" });
	await record("operator.invite");
	const found = async (over: Record<string, unknown>) =>
		(await listAudit(SYSTEM, filter(over))).items.map((row) => row.action);
	expect(await found({ action: "connection." })).toEqual(["connection.sync", "connection.revoke"]);
	expect(await found({ outcome: "failed" })).toEqual(["connection.sync"]);
	expect(await found({ target: "con_1" })).toEqual(["connection.revoke"]);
	expect(await found({ actor: "SYS" })).toHaveLength(3);
	expect(await found({ actor: "nobody" })).toEqual([]);
	expect(await found({ before: "2020-01-01T00:00:00Z" })).toEqual([]);
	expect(await found({ since: "2020-01-01T00:00:00Z" })).toHaveLength(3);
});

it("is closed to roles without the right, and refuses a broken cursor by name", async () => {
	const operator = { ...SYSTEM, kind: "operator" as const, role: "operator" as const };
	await expect(listAudit(operator, filter())).rejects.toMatchObject({ code: "forbidden" });
	await expect(listAudit(SYSTEM, filter({ cursor: "x'; DROP" }))).rejects.toMatchObject({
		code: "invalid_input",
		issues: [{ path: "cursor", message: expect.any(String) }],
	});
});

it("shows a reader limited to some tenants their own doings and those tenants only", async () => {
	const admin = { ...SYSTEM, kind: "operator" as const, id: "opr_1", role: "admin" as const, tenantScope: ["ten_a"] };
	await record("tenant.change", { targetType: "tenant", targetId: "ten_a" });
	await record("tenant.change", { targetType: "tenant", targetId: "ten_b" });
	await record("operator.invite");
	await recordAudit(db(), admin, { action: "sign_in", outcome: "ok" });
	const rows = (await listAudit(admin, filter())).items;
	expect(rows.map((row) => row.targetId ?? row.action)).toEqual(["sign_in", "ten_a"]);
});
