/** Our own notes, tags and flags in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { Flag, Note, Tag, TagChange, TagRef, TagTone } from "@/lib/shared/annotations";
import type { Page } from "@/lib/shared/page";
import { fetchJson, sendJson } from "./client";
import { RESERVATIONS_KEY } from "./reservation-list";

export const TAGS_KEY = ["tags"] as const;

/** Newest first. */
export function notesQuery(reservationId: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "notes", reservationId],
		queryFn: ({ signal }) => fetchJson<Page<Note>>(`${reservationPath(reservationId)}/notes`, { signal }),
	});
}

export function tagsQuery() {
	return queryOptions({
		queryKey: TAGS_KEY,
		queryFn: ({ signal }) => fetchJson<Page<Tag>>("/api/tags", { signal }),
		staleTime: 60_000,
	});
}

/** `restore`: the id of one's own note that was deleted a moment ago. */
export function addNote(reservationId: string, body: string, restore?: string): Promise<Note> {
	const input = restore === undefined ? { body } : { body, restore };
	return fetchJson<Note>(`${reservationPath(reservationId)}/notes`, { method: "POST", body: input });
}

export function editNote(reservationId: string, noteId: string, body: string): Promise<Note> {
	return fetchJson<Note>(notePath(reservationId, noteId), { method: "PATCH", body: { body } });
}

export function deleteNote(reservationId: string, noteId: string): Promise<void> {
	return sendJson(notePath(reservationId, noteId), { method: "DELETE" });
}

/** The tags that the reservation has from then on. */
export function putReservationTags(reservationId: string, tags: readonly string[]) {
	return fetchJson<Page<TagRef>>(`${reservationPath(reservationId)}/tags`, { method: "PUT", body: { tags } });
}

export function createTag(name: string, tone: TagTone): Promise<Tag> {
	return fetchJson<Tag>("/api/tags", { method: "POST", body: { name, tone } });
}

export function changeTag(id: string, change: TagChange): Promise<Tag> {
	return fetchJson<Tag>(tagPath(id), { method: "PATCH", body: change });
}

/** `confirmed`: take it off every reservation too. */
export function deleteTag(id: string, confirmed: boolean): Promise<void> {
	return sendJson(`${tagPath(id)}${confirmed ? "?confirm=yes" : ""}`, { method: "DELETE" });
}

/** Flags it; a reason replaces the one before. */
export function flagReservation(reservationId: string, reason: string | null) {
	return fetchJson<Flag>(`${reservationPath(reservationId)}/flag`, { method: "PUT", body: { reason } });
}

export function unflagReservation(reservationId: string): Promise<void> {
	return sendJson(`${reservationPath(reservationId)}/flag`, { method: "DELETE" });
}

function reservationPath(id: string): string {
	return `/api/reservations/${encodeURIComponent(id)}`;
}

function notePath(reservationId: string, noteId: string): string {
	return `${reservationPath(reservationId)}/notes/${encodeURIComponent(noteId)}`;
}

function tagPath(id: string): string {
	return `/api/tags/${encodeURIComponent(id)}`;
}
