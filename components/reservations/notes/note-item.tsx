"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { Instant } from "@/components/ui/instant";
import { editNote } from "@/lib/queries/annotations";
import { NOTE_MAX, type Note } from "@/lib/shared/annotations";
import { NOTE_WORDS as WORDS } from "./own-words";
import { useAnnotate } from "./use-annotate";

interface NoteItemProps {
	reservationId: string;
	note: Note;
	mayWrite: boolean;
	onDelete: () => void;
}

/** One note. One's own can be changed; another's asks before it is deleted, because that cannot be undone. */
export function NoteItem({ reservationId, note, mayWrite, onDelete }: NoteItemProps) {
	const { annotate, busy } = useAnnotate();
	const [draft, setDraft] = useState<string | null>(null);
	const [asking, setAsking] = useState(false);

	async function save(event: FormEvent) {
		event.preventDefault();
		if (draft === null || draft.trim() === "") return;
		if ((await annotate(() => editNote(reservationId, note.id, draft))) !== undefined) setDraft(null);
	}

	return (
		<li className="border-n6 border-b py-3 last:border-b-0">
			<div className="flex flex-wrap items-center gap-x-2 text-n11 text-sm">
				<bdi className="foreign-text font-medium text-n12">{note.own ? WORDS.you : note.author}</bdi>
				<Instant at={note.createdAt} />
				{note.editedAt !== null && (
					<span className="text-n10">
						{WORDS.edited} <Instant at={note.editedAt} />
					</span>
				)}
				{mayWrite && draft === null && (
					<span className="ml-auto flex gap-1">
						{note.canEdit && (
							<Button variant="quiet" size="sm" onClick={() => setDraft(note.body)}>
								{WORDS.edit}
							</Button>
						)}
						{note.canDelete && (
							<Button variant="quiet" size="sm" onClick={() => (note.own ? onDelete() : setAsking(true))}>
								{WORDS.remove}
							</Button>
						)}
					</span>
				)}
			</div>
			{draft === null ? (
				<p className="foreign-text mt-1 whitespace-pre-wrap" dir="auto">
					{note.body}
				</p>
			) : (
				<form onSubmit={(event) => void save(event)} className="mt-2 flex flex-col gap-2">
					<Textarea
						aria-label={WORDS.edit}
						value={draft}
						maxLength={NOTE_MAX}
						onChange={(event) => setDraft(event.target.value)}
					/>
					<div className="flex gap-2">
						<Button type="submit" variant="primary" size="sm" busy={busy} disabled={draft.trim() === ""}>
							{WORDS.save}
						</Button>
						<Button size="sm" onClick={() => setDraft(null)}>
							{WORDS.cancel}
						</Button>
					</div>
				</form>
			)}
			<Dialog open={asking} onOpenChange={setAsking}>
				<DialogContent
					title={WORDS.confirmTitle}
					description={WORDS.confirmText(note.author)}
					footer={
						<>
							<Button onClick={() => setAsking(false)}>{WORDS.cancel}</Button>
							<Button
								variant="danger"
								onClick={() => {
									setAsking(false);
									onDelete();
								}}
							>
								{WORDS.remove}
							</Button>
						</>
					}
				/>
			</Dialog>
		</li>
	);
}
