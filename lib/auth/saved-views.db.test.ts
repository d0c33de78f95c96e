/** Saved views and preferences: whose they are, who sees what of them. */
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { savedViewInput } from "@/lib/shared/views";
import { getPreferences, savePreference } from "./preferences";
import { changeSavedView, createSavedView, deleteSavedView, getSavedView, listSavedViews } from "./saved-views";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);

const view = (over: Record<string, unknown> = {}) => savedViewInput.parse({ name: "Arrivals", search: "", ...over });
const NOT_FOUND = { code: "not_found" };

describe("saved views", () => {
	it("keep filters and sort, and drop what belongs to one visit", async () => {
		const { actor } = await makeOperator();
		const saved = await createSavedView(
			actor,
			view({
				search: "sort=guest&by=arrival&from=today&peek=res_1&cursor=x&cols=guest&view=viw_1",
				columns: ["guest", "stay"],
			}),
		);
		expect(saved).toMatchObject({ search: "by=arrival&from=today&sort=guest", columns: ["guest", "stay"], own: true });
		expect(await getSavedView(actor, saved.id)).toEqual(saved);
	});

	it.each(["colour=red", "status=asleep", "q=a&q=b", "from=2026-02-30"])("refuse %s", (search) => {
		expect(savedViewInput.safeParse({ name: "x", search }).success).toBe(false);
	});

	it("have one name each", async () => {
		const { actor } = await makeOperator();
		await createSavedView(actor, view());
		await expect(createSavedView(actor, view())).rejects.toMatchObject({
			code: "conflict",
			issues: [{ path: "name" }],
		});
		const { actor: other } = await makeOperator();
		await createSavedView(other, view());
	});

	it("are private until shared, and then readable but not changeable by others", async () => {
		const { actor: mine } = await makeOperator({ role: "operator" });
		const { actor: other } = await makeOperator({ role: "operator" });
		const { actor: admin } = await makeOperator({ role: "admin" });
		const { id } = await createSavedView(mine, view());
		await expect(getSavedView(other, id)).rejects.toMatchObject(NOT_FOUND);
		await expect(deleteSavedView(admin, id)).rejects.toMatchObject(NOT_FOUND);
		expect((await listSavedViews(other, "reservations")).items).toEqual([]);
		await changeSavedView(mine, id, { shared: true });
		expect(await getSavedView(other, id)).toMatchObject({ own: false, canEdit: false, ownerName: "Test Person" });
		await expect(changeSavedView(other, id, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
		await expect(deleteSavedView(other, id)).rejects.toMatchObject({ code: "forbidden" });
		expect(await changeSavedView(admin, id, { name: "By admin" })).toMatchObject({ name: "By admin", own: false });
		await deleteSavedView(admin, id);
		await expect(getSavedView(mine, id)).rejects.toMatchObject(NOT_FOUND);
	});

	it("show a scoped operator their own tenants only, and nothing of a view about others", async () => {
		const { actor: owner } = await makeOperator();
		const { actor: scoped } = await makeOperator({ role: "admin", tenantIds: ["ten_a"] });
		const both = await createSavedView(owner, view({ name: "Both", search: "tenant=ten_b,ten_a", shared: true }));
		const theirs = await createSavedView(owner, view({ name: "Theirs", search: "tenant=ten_b", shared: true }));
		const all = await createSavedView(owner, view({ name: "All", shared: true }));
		expect(await getSavedView(scoped, both.id)).toMatchObject({ search: "tenant=ten_a", canEdit: false });
		await expect(getSavedView(scoped, theirs.id)).rejects.toMatchObject(NOT_FOUND);
		const { items } = await listSavedViews(scoped, "reservations");
		expect(items.map((item) => item.id)).toEqual([all.id, both.id]);
		expect(JSON.stringify(items)).not.toContain("ten_b");
	});

	it("come back under the same id after a deletion", async () => {
		const { actor } = await makeOperator();
		const { id } = await createSavedView(actor, view());
		await deleteSavedView(actor, id);
		expect((await createSavedView(actor, view({ id }))).id).toBe(id);
		await expect(createSavedView(actor, view({ id, name: "Another" }))).rejects.toMatchObject({ code: "conflict" });
	});

	it("leave with their operator", async () => {
		const { actor } = await makeOperator();
		await createSavedView(actor, view());
		await db().operator.delete({ where: { id: actor.id } });
		expect(await db().savedView.count()).toBe(0);
	});
});

describe("preferences", () => {
	it("begin with defaults, change field by field, and are each operator's own", async () => {
		const { actor } = await makeOperator();
		const { actor: other } = await makeOperator();
		await savePreference(actor, "list", { density: "compact" });
		const { list } = await savePreference(actor, "list", { columns: ["guest", "tenant"] });
		expect(list).toEqual({ density: "compact", columns: ["guest", "tenant"], defaultView: null });
		expect((await getPreferences(other)).list).toEqual({ density: "comfortable", columns: null, defaultView: null });
	});

	it.each([{ density: "tiny" }, { columns: ["stay"] }, { columns: ["guest", "guest"] }, { colour: "red" }])(
		"refuse %j",
		async (change) => {
			const { actor } = await makeOperator();
			await expect(savePreference(actor, "list", change)).rejects.toMatchObject({ code: "invalid_input" });
		},
	);

	it("keep an operator's own place in the tour, beside what they prefer of the list", async () => {
		const { actor } = await makeOperator();
		const { actor: other } = await makeOperator();
		expect((await getPreferences(actor)).tour).toEqual({ step: 0, ended: false });
		await savePreference(actor, "list", { density: "compact" });
		await savePreference(actor, "tour", { step: 3 });
		await savePreference(actor, "tour", { ended: true });
		expect(await getPreferences(actor)).toMatchObject({
			list: { density: "compact" },
			tour: { step: 3, ended: true },
		});
		expect((await getPreferences(other)).tour).toEqual({ step: 0, ended: false });
		for (const change of [{ step: -1 }, { step: 1.5 }, { ended: "yes" }, { colour: "red" }]) {
			await expect(savePreference(actor, "tour", change)).rejects.toMatchObject({ code: "invalid_input" });
		}
	});

	it("refuse unknown keys, and pass over what an older release stored", async () => {
		const { actor } = await makeOperator();
		await expect(savePreference(actor, "toString", {})).rejects.toMatchObject(NOT_FOUND);
		await db().operatorPreference.create({
			data: { operatorId: actor.id, key: "list", value: { columns: ["gone"] }, updatedAt: new Date() },
		});
		expect((await getPreferences(actor)).list.columns).toBeNull();
	});

	it("have ids of their own kind", () => {
		expect(savedViewInput.safeParse({ id: newId("viw"), name: "x", search: "" }).success).toBe(true);
		expect(savedViewInput.safeParse({ id: newId("res"), name: "x", search: "" }).success).toBe(false);
	});
});
