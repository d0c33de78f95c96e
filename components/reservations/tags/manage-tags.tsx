"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { changeTag, deleteTag } from "@/lib/queries/annotations";
import { TAG_NAME_MAX, type Tag, tagTone } from "@/lib/shared/annotations";
import { TONE_WORDS, TAG_WORDS as WORDS } from "../notes/own-words";
import { useAnnotate } from "../notes/use-annotate";

interface ManageTagsProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	tags: readonly Tag[];
	/** Owners and admins; others delete only what is not used. */
	mayDeleteUsed: boolean;
}

/** All tags of the installation: rename, recolour, delete. */
export function ManageTags({ open, onOpenChange, tags, mayDeleteUsed }: ManageTagsProps) {
	const { annotate, busy } = useAnnotate();
	const [leaving, setLeaving] = useState<Tag | null>(null);

	async function remove(tag: Tag, confirmed: boolean) {
		await annotate(() => deleteTag(tag.id, confirmed));
		setLeaving(null);
	}

	return (
		<>
			<Dialog open={open && leaving === null} onOpenChange={onOpenChange}>
				<DialogContent title={WORDS.manageTitle} description={WORDS.manageText} wide>
					<ul className="flex flex-col gap-2">
						{tags.map((tag) => (
							<TagLine
								key={`${tag.id} ${tag.name} ${tag.tone}`}
								tag={tag}
								busy={busy}
								onSave={(name, tone) => void annotate(() => changeTag(tag.id, { name, tone }))}
								onDelete={
									tag.uses > 0 && !mayDeleteUsed
										? null
										: () => (tag.uses > 0 ? setLeaving(tag) : void remove(tag, false))
								}
							/>
						))}
					</ul>
				</DialogContent>
			</Dialog>
			<Dialog open={leaving !== null} onOpenChange={(stays) => !stays && setLeaving(null)}>
				{leaving !== null && (
					<DialogContent
						title={WORDS.confirmTitle(leaving.name)}
						description={WORDS.confirmText(leaving.uses)}
						footer={
							<>
								<Button onClick={() => setLeaving(null)}>{WORDS.cancel}</Button>
								<Button variant="danger" busy={busy} onClick={() => void remove(leaving, true)}>
									{WORDS.remove}
								</Button>
							</>
						}
					/>
				)}
			</Dialog>
		</>
	);
}

interface TagLineProps {
	tag: Tag;
	busy: boolean;
	onSave: (name: string, tone: Tag["tone"]) => void;
	/** Null: not for this operator. */
	onDelete: (() => void) | null;
}

function TagLine({ tag, busy, onSave, onDelete }: TagLineProps) {
	const [name, setName] = useState(tag.name);
	const [tone, setTone] = useState(tag.tone);
	const changed = name.trim() !== "" && (name.trim() !== tag.name || tone !== tag.tone);

	function submit(event: FormEvent) {
		event.preventDefault();
		if (changed) onSave(name.trim(), tone);
	}

	return (
		<li>
			<form onSubmit={submit} className="flex flex-wrap items-center gap-2">
				<span className="min-w-40 flex-1">
					<Input
						aria-label={`${WORDS.name}: ${tag.name}`}
						value={name}
						maxLength={TAG_NAME_MAX}
						onChange={(event) => setName(event.target.value)}
					/>
				</span>
				<Select
					aria-label={`${WORDS.tone}: ${tag.name}`}
					value={tone}
					onChange={(event) => setTone(tagTone.parse(event.target.value))}
				>
					{tagTone.options.map((option) => (
						<option key={option} value={option}>
							{TONE_WORDS[option]}
						</option>
					))}
				</Select>
				<span className="num w-32 text-n11 text-sm">{WORDS.uses(tag.uses)}</span>
				<Button type="submit" size="sm" disabled={!changed} busy={busy && changed}>
					{WORDS.save}
				</Button>
				{onDelete !== null && (
					<Button
						variant="quiet"
						size="sm"
						iconOnly
						disabled={busy}
						aria-label={`${WORDS.remove} ${tag.name}`}
						onClick={onDelete}
					>
						<Icon name="trash" />
					</Button>
				)}
			</form>
		</li>
	);
}
