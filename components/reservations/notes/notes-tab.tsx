"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { LoadFailure } from "@/components/ui/load-failure";
import { SkeletonRows } from "@/components/ui/skeleton";
import { addNote, deleteNote, notesQuery } from "@/lib/queries/annotations";
import { NOTE_MAX, type Note } from "@/lib/shared/annotations";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { TagBadges } from "../tags/tag-badges";
import { TagEditor } from "../tags/tag-editor";
import { FlagEditor } from "./flag-editor";
import { NoteItem } from "./note-item";
import { TAG_WORDS, NOTE_WORDS as WORDS } from "./own-words";
import { useAnnotate } from "./use-annotate";

interface NotesTabProps {
	detail: ReservationDetail;
	may: { annotate: boolean; manage: boolean };
	/** An earlier state is shown: what is ours is today's, and is left alone. */
	past: boolean;
}

/** What is ours about a reservation: the flag, tags, and notes with the newest first. */
export function NotesTab({ detail, may, past }: NotesTabProps) {
	const mayWrite = may.annotate && !past;
	return (
		<div className="flex min-w-0 flex-col gap-4">
			<p className="max-w-prose text-n11 text-sm">
				{past ? WORDS.past : WORDS.intro} {!past && !may.annotate && WORDS.readOnly}
			</p>
			<div className="flex min-w-0 flex-wrap items-center gap-2">
				<h3 className="sr-only">{TAG_WORDS.title}</h3>
				{detail.tags.length === 0 ? (
					<span className="text-n10 text-sm">{TAG_WORDS.none}</span>
				) : (
					<TagBadges tags={detail.tags} />
				)}
				{mayWrite && <TagEditor reservationId={detail.id} tags={detail.tags} mayDeleteUsed={may.manage} />}
				<FlagEditor reservationId={detail.id} flag={detail.flag} mayWrite={mayWrite} />
			</div>
			{mayWrite && <NewNote reservationId={detail.id} />}
			<NoteList reservationId={detail.id} mayWrite={mayWrite} />
		</div>
	);
}

function NewNote({ reservationId }: { reservationId: string }) {
	const { annotate, busy } = useAnnotate();
	const [text, setText] = useState("");

	async function submit(event: FormEvent) {
		event.preventDefault();
		if (text.trim() === "") return;
		if ((await annotate(() => addNote(reservationId, text))) !== undefined) setText("");
	}

	return (
		<form onSubmit={(event) => void submit(event)} className="flex max-w-2xl flex-col items-start gap-2">
			<div className="w-full">
				<Field label={WORDS.label}>
					{(control) => (
						<Textarea
							{...control}
							value={text}
							maxLength={NOTE_MAX}
							placeholder={WORDS.placeholder}
							onChange={(event) => setText(event.target.value)}
						/>
					)}
				</Field>
			</div>
			<Button type="submit" variant="primary" busy={busy} disabled={text.trim() === ""}>
				{WORDS.add}
			</Button>
		</form>
	);
}

function NoteList({ reservationId, mayWrite }: { reservationId: string; mayWrite: boolean }) {
	const { data, error, refetch } = useQuery(notesQuery(reservationId));
	const { annotate, notify } = useAnnotate();
	if (data === undefined) {
		if (error === null) return <SkeletonRows rows={3} label={WORDS.loading} />;
		return <LoadFailure title={WORDS.failed} error={error} onRetry={() => void refetch()} />;
	}
	if (data.items.length === 0) return <EmptyState title={WORDS.empty}>{WORDS.emptyText}</EmptyState>;

	async function remove(note: Note) {
		if ((await annotate(() => deleteNote(reservationId, note.id))) === undefined) return;
		notify({
			tone: "ok",
			title: WORDS.deleted,
			...(note.own
				? {
						action: {
							label: WORDS.undo,
							onSelect: () => void annotate(() => addNote(reservationId, note.body, note.id)),
						},
					}
				: {}),
		});
	}

	return (
		<ol className="flex max-w-2xl flex-col">
			{data.items.map((note) => (
				<NoteItem
					key={note.id}
					reservationId={reservationId}
					note={note}
					mayWrite={mayWrite}
					onDelete={() => void remove(note)}
				/>
			))}
		</ol>
	);
}
