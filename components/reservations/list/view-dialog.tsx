"use client";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiProblem } from "@/lib/queries/client";
import type { SavedView } from "@/lib/shared/views";
import { VIEW_WORDS as WORDS } from "./view-words";

export interface ViewFields extends Pick<SavedView, "name" | "shared"> {
	/** Whether the columns as they stand belong to the view. */
	withColumns: boolean;
}

interface ViewDialogProps {
	/** The view to change; null for a new one. */
	view: SavedView | null;
	onClose: () => void;
	/** Rejects with the API's refusal, which the dialog shows. */
	onSave: (fields: ViewFields) => Promise<void>;
}

export function ViewDialog({ view, onClose, onSave }: ViewDialogProps) {
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState<string | null>(null);
	const formId = useId();

	async function onSubmit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		setBusy(true);
		setProblem(null);
		try {
			await onSave({
				name: String(data.get("name") ?? "").trim(),
				shared: data.get("shared") === "on",
				withColumns: data.get("columns") === "on",
			});
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			setProblem(error.message);
		} finally {
			setBusy(false);
		}
	}

	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent
				title={view === null ? WORDS.dialogNew : WORDS.dialogEdit}
				description={WORDS.dialogText}
				footer={
					<>
						<Button onClick={onClose}>{WORDS.cancel}</Button>
						<Button type="submit" form={formId} variant="primary" busy={busy}>
							{WORDS.save}
						</Button>
					</>
				}
			>
				<form id={formId} onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-3">
					<Field label={WORDS.name} error={problem} required>
						{(control) => (
							<Input
								{...control}
								name="name"
								required
								maxLength={60}
								autoComplete="off"
								defaultValue={view?.name ?? ""}
								placeholder={WORDS.namePlaceholder}
							/>
						)}
					</Field>
					<Checkbox
						name="columns"
						label={WORDS.withColumns}
						hint={WORDS.withColumnsHint}
						defaultChecked={view !== null && view.columns !== null}
					/>
					<Checkbox name="shared" label={WORDS.share} hint={WORDS.shareHint} defaultChecked={view?.shared ?? false} />
				</form>
			</DialogContent>
		</Dialog>
	);
}
