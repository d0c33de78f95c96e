/** Notes of ours on a reservation. Every change leaves a trace in the audit trail, without the note's text. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, can } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { idTime, newId } from "@/lib/db/ids";
import { AppError, notFound } from "@/lib/errors";
import { NOTES_PER_RESERVATION, type Note, type NoteInput } from "@/lib/shared/annotations";
import { visibleReservation } from "./visible-reservation";

/** A deletion can be undone this long: somewhat longer than the button for it is shown. */
const UNDO_MS = 5 * 60_000;
const DELETED = "note.delete";

interface NoteRow {
	id: string;
	body: string;
	authorId: string;
	authorLabel: string;
	createdAt: Date;
	editedAt: Date | null;
}

/** Newest first. Errors: forbidden; not_found for unknown and foreign reservations alike. */
export async function listNotes(actor: Actor, reservationId: string): Promise<{ items: Note[]; nextCursor: null }> {
	assertCan(actor, "reservations.read");
	await visibleReservation(actor, reservationId);
	const rows = await db().reservationNote.findMany({
		where: { reservationId },
		orderBy: [{ createdAt: "desc" }, { id: "desc" }],
	});
	return { items: rows.map((row) => asSeenBy(actor, row)), nextCursor: null };
}

/** Errors: forbidden, not_found; conflict when there are too many notes, or when there is nothing to restore. */
export async function addNote(actor: Actor, reservationId: string, { body, restore }: NoteInput): Promise<Note> {
	assertCan(actor, "reservations.annotate");
	await visibleReservation(actor, reservationId);
	if ((await db().reservationNote.count({ where: { reservationId } })) >= NOTES_PER_RESERVATION) {
		throw new AppError(
			"conflict",
			"too many notes",
			`This reservation has ${NOTES_PER_RESERVATION} notes. Delete one that nobody needs.`,
		);
	}
	return db().$transaction(async (tx) => {
		if (restore !== undefined) await assertDeletedByActor(tx, actor, reservationId, restore);
		const row = await tx.reservationNote.create({
			data: {
				id: restore ?? newId("nte"),
				reservationId,
				body,
				authorId: actor.id,
				authorLabel: actor.label,
				createdAt: restore === undefined ? now() : idTime(restore),
			},
		});
		await trace(tx, actor, restore === undefined ? "note.add" : "note.restore", reservationId, { note: row.id });
		return asSeenBy(actor, row);
	});
}

/** Only one's own. Errors: forbidden, not_found. */
export async function editNote(actor: Actor, reservationId: string, noteId: string, body: string): Promise<Note> {
	assertCan(actor, "reservations.annotate");
	const row = await visibleNote(actor, reservationId, noteId);
	if (!asSeenBy(actor, row).canEdit) {
		throw new AppError(
			"forbidden",
			"not the note's author",
			`This note is ${row.authorLabel}'s. Write one of your own to add to it.`,
		);
	}
	if (row.body === body) return asSeenBy(actor, row);
	return db().$transaction(async (tx) => {
		const changed = await tx.reservationNote.update({ where: { id: noteId }, data: { body, editedAt: now() } });
		await trace(tx, actor, "note.edit", reservationId, { note: noteId });
		return asSeenBy(actor, changed);
	});
}

/** By the author, and by owners and admins. Errors: forbidden, not_found. */
export async function deleteNote(actor: Actor, reservationId: string, noteId: string): Promise<void> {
	assertCan(actor, "reservations.annotate");
	const row = await visibleNote(actor, reservationId, noteId);
	if (!asSeenBy(actor, row).canDelete) {
		throw new AppError(
			"forbidden",
			"not the note's author",
			`This note is ${row.authorLabel}'s. They or an admin can delete it.`,
		);
	}
	await db().$transaction(async (tx) => {
		const { count } = await tx.reservationNote.deleteMany({ where: { id: noteId } });
		if (count > 0) await trace(tx, actor, DELETED, reservationId, { note: noteId, author: row.authorId });
	});
}

/** What comes back must have been the actor's own and deleted a moment ago: nobody writes into the past, or as another. */
async function assertDeletedByActor(tx: Transaction, actor: Actor, reservationId: string, noteId: string) {
	const recent = await tx.auditEvent.findMany({
		where: {
			action: DELETED,
			actorId: actor.id,
			targetId: reservationId,
			at: { gt: new Date(now().getTime() - UNDO_MS) },
		},
		select: { detail: true },
	});
	const isIt = recent.some(({ detail }) => {
		const { note, author } = detail as { note?: string; author?: string };
		return note === noteId && author === actor.id;
	});
	const exists = (await tx.reservationNote.count({ where: { id: noteId } })) > 0;
	if (isIt && !exists) return;
	throw new AppError("conflict", "nothing to restore", "This note can no longer be brought back. Write it anew.");
}

async function visibleNote(actor: Actor, reservationId: string, noteId: string): Promise<NoteRow> {
	await visibleReservation(actor, reservationId);
	const row = await db().reservationNote.findFirst({ where: { id: noteId, reservationId } });
	if (row === null) throw notFound("note");
	return row;
}

function asSeenBy(actor: Actor, row: NoteRow): Note {
	const own = row.authorId === actor.id;
	const annotates = can(actor, "reservations.annotate");
	return {
		id: row.id,
		body: row.body,
		author: row.authorLabel,
		own,
		canEdit: own && annotates,
		canDelete: annotates && (own || can(actor, "operators.manage")),
		createdAt: row.createdAt.toISOString(),
		editedAt: row.editedAt?.toISOString() ?? null,
	};
}

function trace(
	tx: Transaction,
	actor: Actor,
	action: string,
	reservationId: string,
	detail: Record<string, string>,
): Promise<void> {
	return recordAudit(tx, actor, { action, targetType: "reservation", targetId: reservationId, outcome: "ok", detail });
}
