/** Our own notes, tags and flags: who may, what is refused, what is left behind. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { flagInput, noteInput, reservationTagsInput, tagInput } from "@/lib/shared/annotations";
import { clearFlag, flagOf, setFlag } from "./flags";
import { getReservation } from "./get-reservation";
import { listReservations } from "./list-reservations";
import { addNote, deleteNote, editNote, listNotes } from "./notes";
import { changeTag, createTag, deleteTag, listTags, setReservationTags } from "./tags";
import { createTenant, filterOf, makeActor, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

const owner = makeActor();
const ann = makeActor({ id: "opr_ann", label: "ann@example.test", role: "operator" });
const bob = makeActor({ id: "opr_bob", label: "bob@example.test", role: "operator" });
const viewer = makeActor({ id: "opr_vic", role: "viewer" });

async function reservation(remoteId = "1"): Promise<string> {
	const tenant = await createTenant();
	await store(tenant, [makeRecord({ remoteId })]);
	return (await db().reservation.findFirstOrThrow({ where: { tenantId: tenant } })).id;
}
const body = (text: string, over = {}) => noteInput.parse({ body: text, ...over });
const code = (name: string) => ({ code: name });
const actions = async () => (await db().auditEvent.findMany({ orderBy: { id: "asc" } })).map((row) => row.action);

describe("notes", () => {
	it("are written by operators, read by viewers, edited by their author only", async () => {
		const id = await reservation();
		const { id: noteId } = await addNote(ann, id, body("Late arrival,\r\nkeys in the box"));
		const [read] = (await listNotes(viewer, id)).items;
		expect(read).toMatchObject({
			body: "Late arrival,\nkeys in the box",
			author: ann.label,
			own: false,
			canEdit: false,
		});
		await expect(addNote(viewer, id, body("x"))).rejects.toMatchObject(code("forbidden"));
		await expect(editNote(bob, id, noteId, "mine")).rejects.toMatchObject(code("forbidden"));
		await expect(editNote(owner, id, noteId, "mine")).rejects.toMatchObject(code("forbidden"));
		expect(await editNote(ann, id, noteId, "Early arrival")).toMatchObject({ body: "Early arrival", own: true });
		expect((await listNotes(ann, id)).items[0]?.editedAt).not.toBeNull();
		expect(await actions()).toEqual(["note.add", "note.edit"]);
		expect(JSON.stringify(await db().auditEvent.findMany({ select: { detail: true } }))).not.toContain("arrival");
	});

	it("are deleted by author or admin; the author can take that back, with its time, and nobody else", async () => {
		const id = await reservation();
		const written = await addNote(ann, id, body("Keys in the box"));
		await expect(deleteNote(bob, id, written.id)).rejects.toMatchObject(code("forbidden"));
		await deleteNote(ann, id, written.id);
		await expect(addNote(bob, id, body("Forged", { restore: written.id }))).rejects.toMatchObject(code("conflict"));
		const back = await addNote(ann, id, body("Keys in the box", { restore: written.id }));
		expect(back).toMatchObject({ id: written.id, author: ann.label });
		expect(Math.abs(Date.parse(back.createdAt) - Date.parse(written.createdAt))).toBeLessThan(1_000);
		await expect(addNote(ann, id, body("Again", { restore: written.id }))).rejects.toMatchObject(code("conflict"));
		await deleteNote(owner, id, written.id);
		await expect(addNote(owner, id, body("As Ann", { restore: written.id }))).rejects.toMatchObject(code("conflict"));
	});

	it("cannot be restored when the moment has passed", async () => {
		const id = await reservation();
		const { id: noteId } = await addNote(ann, id, body("Old"));
		await deleteNote(ann, id, noteId);
		setClockOffset(10 * 60_000);
		await expect(addNote(ann, id, body("Old", { restore: noteId }))).rejects.toMatchObject(code("conflict"));
	});

	it("of another tenant's reservation, or of another reservation, are not found", async () => {
		const id = await reservation();
		const other = await reservation("2");
		const { id: noteId } = await addNote(ann, id, body("Secret"));
		const stranger = makeActor({ tenantScope: [] });
		for (const call of [
			() => listNotes(stranger, id),
			() => addNote(stranger, id, body("x")),
			() => editNote(stranger, id, noteId, "x"),
			() => deleteNote(stranger, id, noteId),
			() => setFlag(stranger, id, null),
			() => clearFlag(stranger, id),
			() => setReservationTags(stranger, id, []),
			() => editNote(ann, other, noteId, "x"),
			() => deleteNote(owner, other, noteId),
		]) {
			await expect(call()).rejects.toMatchObject(code("not_found"));
		}
	});

	it("take any text that can be shown, and refuse empty and endless ones", () => {
		expect(noteInput.safeParse({ body: " \u0000\n " }).success).toBe(false);
		expect(noteInput.safeParse({ body: "x".repeat(5_001) }).success).toBe(false);
		expect(body("a\u0000b\u0007\ud800 <script>=1+1\u202e").body).toBe("ab\ufffd <script>=1+1\u202e");
	});
});

describe("tags", () => {
	it("are one when their names differ in case or accents only", async () => {
		await createTag(ann, tagInput.parse({ name: "  Späte   Anreise " }));
		await expect(createTag(bob, tagInput.parse({ name: "spate anreise" }))).rejects.toMatchObject(code("conflict"));
		const vip = await createTag(bob, tagInput.parse({ name: "VIP", tone: "warn" }));
		await expect(changeTag(bob, vip.id, { name: "SPÄTE ANREISE" })).rejects.toMatchObject(code("conflict"));
		expect(await changeTag(bob, vip.id, { name: "Vip", tone: "ok" })).toMatchObject({ name: "Vip", tone: "ok" });
		expect((await listTags(viewer)).items.map((item) => item.name)).toEqual(["Späte Anreise", "Vip"]);
		await expect(createTag(viewer, tagInput.parse({ name: "x" }))).rejects.toMatchObject(code("forbidden"));
		await expect(createTag(ann, tagInput.parse({ name: "\u200b\u200d" }))).rejects.toMatchObject(code("invalid_input"));
	});

	it("replace each other on a reservation, filter the list and stand in its rows", async () => {
		const id = await reservation();
		await reservation("2");
		const [late, vip] = [
			await createTag(ann, { name: "Late", tone: "due" }),
			await createTag(ann, { name: "VIP", tone: "ok" }),
		];
		await setReservationTags(ann, id, [late.id, vip.id]);
		await setReservationTags(bob, id, [vip.id]);
		const { items } = await listReservations(viewer, filterOf({ tag: vip.id }));
		expect(items).toMatchObject([
			{ id, tags: [{ id: vip.id, name: "VIP", tone: "ok" }], flagged: false, noteCount: 0 },
		]);
		expect((await listReservations(viewer, filterOf({ tag: late.id }))).items).toEqual([]);
		await expect(setReservationTags(ann, id, ["tag_none"])).rejects.toMatchObject(code("invalid_input"));
		await expect(setReservationTags(viewer, id, [])).rejects.toMatchObject(code("forbidden"));
		const many = Array.from({ length: 21 }, (_, index) => `tag_${index}`);
		expect(reservationTagsInput.safeParse({ tags: many }).success).toBe(false);
	});

	it("in use are deleted by admins only, who must confirm; the count tells nothing of others' tenants", async () => {
		const id = await reservation();
		const { id: tagId } = await createTag(ann, { name: "Late", tone: "due" });
		await setReservationTags(ann, id, [tagId]);
		expect((await listTags(ann)).items).toMatchObject([{ uses: 1 }]);
		expect((await listTags(makeActor({ tenantScope: [] }))).items).toMatchObject([{ uses: 0 }]);
		await expect(deleteTag(ann, tagId, true)).rejects.toMatchObject(code("forbidden"));
		await expect(deleteTag(owner, tagId, false)).rejects.toMatchObject(code("conflict"));
		await deleteTag(owner, tagId, true);
		expect((await getReservation(owner, id)).tags).toEqual([]);
		await expect(deleteTag(owner, tagId, true)).rejects.toMatchObject(code("not_found"));
		const unused = await createTag(ann, { name: "Other", tone: "info" });
		await deleteTag(bob, unused.id, false);
		expect((await actions()).filter((action) => action === "tag.delete")).toHaveLength(2);
	});
});

describe("flags", () => {
	it("keep who set them first, take a reason, and go", async () => {
		const id = await reservation();
		await setFlag(ann, id, null);
		await setFlag(bob, id, flagInput.parse({ reason: " Call\nback " }).reason);
		await setFlag(bob, id, null);
		expect(await flagOf(id)).toMatchObject({ reason: "Call back", by: ann.label });
		await addNote(ann, id, body("One"));
		const detail = await getReservation(viewer, id);
		expect(detail).toMatchObject({ flagged: true, noteCount: 1, flag: { reason: "Call back" } });
		await clearFlag(bob, id);
		await clearFlag(bob, id);
		expect((await getReservation(viewer, id)).flag).toBeNull();
		await expect(setFlag(viewer, id, null)).rejects.toMatchObject(code("forbidden"));
		expect((await actions()).filter((action) => action === "flag.clear")).toHaveLength(1);
	});
});
