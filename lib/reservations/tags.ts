/** Tags of ours: one list for the installation, put on reservations by operators. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, can } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFound } from "@/lib/errors";
import { TAGS_MAX, type Tag, type TagChange, type TagInput, type TagRef, tagTone } from "@/lib/shared/annotations";
import { foldText } from "./fold-text";
import { visibleReservation } from "./visible-reservation";

/** By name. Errors: forbidden. */
export async function listTags(actor: Actor): Promise<{ items: Tag[]; nextCursor: null }> {
	assertCan(actor, "reservations.read");
	return { items: await readTags(actor, Prisma.sql`TRUE`), nextCursor: null };
}

/** Names that differ in case or accents only are one name. Errors: forbidden; conflict: taken, or too many. */
export async function createTag(actor: Actor, { name, tone }: TagInput): Promise<Tag> {
	assertCan(actor, "reservations.annotate");
	if ((await db().tag.count()) >= TAGS_MAX) {
		throw new AppError("conflict", "too many tags", `There are ${TAGS_MAX} tags. Delete one that is not used.`);
	}
	const id = newId("tag");
	await namedOnce(name, () =>
		db().$transaction(async (tx) => {
			await tx.tag.create({ data: { id, name, folded: fold(name), tone, createdBy: actor.id, createdAt: now() } });
			await trace(tx, actor, "tag.create", "tag", id, { name });
		}),
	);
	return { id, name, tone, uses: 0 };
}

/** Errors: forbidden, not_found; conflict when the name is taken. */
export async function changeTag(actor: Actor, id: string, { name, tone }: TagChange): Promise<Tag> {
	assertCan(actor, "reservations.annotate");
	await tagById(actor, id);
	await namedOnce(name ?? "", () =>
		db().$transaction(async (tx) => {
			await tx.tag.updateMany({
				where: { id },
				data: { ...(name === undefined ? {} : { name, folded: fold(name) }), ...(tone === undefined ? {} : { tone }) },
			});
			await trace(tx, actor, "tag.change", "tag", id, name === undefined ? {} : { name });
		}),
	);
	return tagById(actor, id);
}

/**
 * A tag that is in use goes only with `confirmed`, by owners and admins: it then leaves every reservation.
 * Errors: forbidden, not_found, conflict (in use).
 */
export async function deleteTag(actor: Actor, id: string, confirmed: boolean): Promise<void> {
	assertCan(actor, "reservations.annotate");
	const { name, uses } = await tagById(actor, id);
	const inUse = (await db().reservationTag.count({ where: { tagId: id } })) > 0;
	if (inUse && !can(actor, "operators.manage")) {
		throw new AppError("forbidden", "tag in use", `“${name}” is in use. Only an owner or admin can delete it.`);
	}
	if (inUse && !confirmed) {
		const where =
			uses === 0 ? "reservations that you do not see" : uses === 1 ? "1 reservation" : `${uses} reservations`;
		throw new AppError(
			"conflict",
			"tag in use",
			`“${name}” is on ${where}. Confirm that it shall be taken off them, or leave it.`,
		);
	}
	await db().$transaction(async (tx) => {
		const { count } = await tx.tag.deleteMany({ where: { id } });
		if (count > 0) await trace(tx, actor, "tag.delete", "tag", id, { name });
	});
}

/** The tags that the reservation has from then on; who put a tag there first stays. Errors: forbidden, not_found, invalid_input. */
export async function setReservationTags(
	actor: Actor,
	reservationId: string,
	tagIds: readonly string[],
): Promise<{ items: TagRef[]; nextCursor: null }> {
	assertCan(actor, "reservations.annotate");
	await visibleReservation(actor, reservationId);
	return db().$transaction(async (tx) => {
		const known = await tx.tag.findMany({ where: { id: { in: [...tagIds] } }, orderBy: { folded: "asc" } });
		if (known.length < tagIds.length) {
			throw new AppError("invalid_input", "unknown tag", "A tag was deleted meanwhile. Load the page again.", {
				issues: [{ path: "tags", message: "names a tag that does not exist" }],
			});
		}
		const removed = await tx.reservationTag.deleteMany({ where: { reservationId, tagId: { notIn: [...tagIds] } } });
		const added = await tx.reservationTag.createMany({
			data: tagIds.map((tagId) => ({ reservationId, tagId, addedBy: actor.id, addedAt: now() })),
			skipDuplicates: true,
		});
		if (removed.count + added.count > 0) {
			const detail = { added: added.count, removed: removed.count };
			await trace(tx, actor, "reservation.tag", "reservation", reservationId, detail);
		}
		return { items: known.map(({ id, name, tone }) => ({ id, name, tone: toneOf(tone) })), nextCursor: null };
	});
}

async function tagById(actor: Actor, id: string): Promise<Tag> {
	const [found] = await readTags(actor, Prisma.sql`tag.id = ${id}`);
	if (found === undefined) throw notFound("tag");
	return found;
}

/** Uses are counted among the reservations that the actor may see: the number tells nothing of others' tenants. */
async function readTags(actor: Actor, where: Prisma.Sql): Promise<Tag[]> {
	const seen =
		actor.tenantScope === "all" ? Prisma.sql`TRUE` : Prisma.sql`r.tenant_id = ANY(${[...actor.tenantScope]}::text[])`;
	const rows = await db().$queryRaw<(Omit<Tag, "tone"> & { tone: string })[]>`
		SELECT tag.id, tag.name, tag.tone, (SELECT count(*)::int FROM reservation_tag rt
			JOIN reservation r ON r.id = rt.reservation_id WHERE rt.tag_id = tag.id AND ${seen}) AS uses
		FROM tag WHERE ${where} ORDER BY tag.folded, tag.id`;
	return rows.map((row) => ({ ...row, tone: toneOf(row.tone) }));
}

function toneOf(text: string) {
	return tagTone.safeParse(text).data ?? "info";
}

function fold(name: string): string {
	const folded = foldText(name);
	if (folded !== "") return folded;
	throw new AppError("invalid_input", "tag name shows nothing", "Give the tag a name that can be read.", {
		issues: [{ path: "name", message: "holds nothing that can be read" }],
	});
}

async function namedOnce(name: string, write: () => Promise<unknown>): Promise<void> {
	try {
		await write();
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")) throw error;
		throw new AppError("conflict", "a tag of this name exists", `There is a tag called “${name}” already.`, {
			issues: [{ path: "name", message: "is taken by another tag" }],
			cause: error,
		});
	}
}

function trace(
	tx: Transaction,
	actor: Actor,
	action: string,
	targetType: string,
	targetId: string,
	detail: Record<string, string | number>,
): Promise<void> {
	return recordAudit(tx, actor, { action, targetType, targetId, outcome: "ok", detail });
}
