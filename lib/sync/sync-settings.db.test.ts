import { beforeEach, expect, it } from "vitest";
import { testActor } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { DEFAULT_SYNC_SETTINGS, syncSettings as schema } from "@/lib/shared/settings";
import { forgetSyncSettings, getSyncSettings, saveSyncSettings, syncSettings } from "./sync-settings";

useTestDatabase();
beforeEach(async () => {
	await truncateAll();
	forgetSyncSettings();
});

const changed = { ...DEFAULT_SYNC_SETTINGS, pollMaxSeconds: 1800, historyDays: 30 };

it("has defaults until somebody changes them", async () => {
	expect(await syncSettings()).toEqual(DEFAULT_SYNC_SETTINGS);
});

it("is in force at once where it was changed, and the change is in the audit trail", async () => {
	await syncSettings();
	await saveSyncSettings(testActor("admin"), changed);
	expect(await syncSettings()).toEqual(changed);
	expect(await getSyncSettings(testActor("viewer"))).toEqual(changed);
	expect(await db().auditEvent.findMany({ where: { action: "settings.changed" } })).toMatchObject([
		{ targetId: "sync", detail: changed },
	]);
});

it("is read by everybody and changed by owners and admins only", async () => {
	for (const role of ["operator", "viewer"] as const) {
		await expect(saveSyncSettings(testActor(role), changed)).rejects.toMatchObject({ code: "forbidden" });
	}
	expect(await getSyncSettings(testActor("viewer"))).toEqual(DEFAULT_SYNC_SETTINGS);
});

it("refuses a shortest interval that is longer than the longest, by name", () => {
	const result = schema.safeParse({ ...changed, pollMinSeconds: 3600 });
	expect(result.error?.issues.map(({ path }) => path.join("."))).toEqual(["pollMinSeconds"]);
});

it("takes a stored row of another form for not set", async () => {
	await db().setting.create({ data: { key: "sync", value: { every: 5 }, updatedAt: new Date(), updatedBy: "x" } });
	expect(await syncSettings()).toEqual(DEFAULT_SYNC_SETTINGS);
});
