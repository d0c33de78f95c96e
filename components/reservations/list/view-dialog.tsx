"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { VIEWS_KEY } from "@/lib/queries/view-list";
import { changeView, createView } from "@/lib/queries/views";
import { DEFAULT_COLUMNS } from "@/lib/shared/list-columns";
import { viewHref } from "@/lib/shared/view-address";
import { useSavedViews, type ViewsOfPage } from "./use-saved-views";
import { VIEW_WORDS as WORDS } from "./view-words";

interface ViewDialogProps extends ViewsOfPage {
	/** A new view of what is shown, or other words and columns for the open one. */
	dialog: "new" | "edit";
	onClose: () => void;
}

/** Asks for a view's name and what belongs to it, and saves it. */
export function ViewDialog({ dialog, onClose, ...page }: ViewDialogProps) {
	const router = useRouter();
	const client = useQueryClient();
	const notify = useToast();
	const { current, shown, list } = useSavedViews(page);
	const view = dialog === "edit" ? current : null;
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState<string | null>(null);
	const formId = useId();

	async function onSubmit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const fields = {
			name: String(data.get("name") ?? "").trim(),
			shared: data.get("shared") === "on",
			columns: data.get("columns") === "on" ? [...(shown.columns ?? list.columns ?? DEFAULT_COLUMNS)] : null,
		};
		setBusy(true);
		setProblem(null);
		try {
			const saved =
				view === null ? await createView({ search: shown.search, ...fields }) : await changeView(view.id, fields);
			await client.invalidateQueries({ queryKey: VIEWS_KEY });
			if (view === null) router.replace(viewHref(saved), { scroll: false });
			onClose();
			notify({ tone: "ok", title: WORDS.saved(saved.name) });
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
