"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { createTag, putReservationTags, tagsQuery } from "@/lib/queries/annotations";
import { TAG_NAME_MAX, TAGS_PER_RESERVATION, type TagRef } from "@/lib/shared/annotations";
import { TAG_WORDS as WORDS } from "../notes/own-words";
import { useAnnotate } from "../notes/use-annotate";

interface TagChoiceProps {
	reservationId: string;
	tags: readonly TagRef[];
	onManage: () => void;
}

/** The tags as boxes; a name that does not exist yet is created by the way. */
export function TagChoice({ reservationId, tags, onManage }: TagChoiceProps) {
	const { data } = useQuery(tagsQuery());
	const { annotate, busy } = useAnnotate();
	const [text, setText] = useState("");
	const name = text.trim();
	const all = data?.items ?? [];
	const shown = all.filter((tag) => tag.name.toLowerCase().includes(name.toLowerCase()));
	const isNew = name !== "" && !all.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
	const chosen = tags.map((tag) => tag.id);
	const full = chosen.length >= TAGS_PER_RESERVATION;

	const put = (ids: string[]) => annotate(() => putReservationTags(reservationId, ids));

	async function create() {
		const created = await annotate(async () => {
			const tag = await createTag(name, "info");
			await putReservationTags(reservationId, [...chosen, tag.id]);
		});
		if (created !== undefined) setText("");
	}

	return (
		<>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (isNew && !full) void create();
				}}
				className="flex flex-col gap-2"
			>
				<Input
					aria-label={WORDS.find}
					placeholder={WORDS.find}
					value={text}
					maxLength={TAG_NAME_MAX}
					onChange={(event) => setText(event.target.value)}
				/>
				{isNew && (
					<Button type="submit" size="sm" busy={busy} disabled={full}>
						<Icon name="plus" />
						<bdi className="truncate">{WORDS.create(name)}</bdi>
					</Button>
				)}
			</form>
			<fieldset disabled={busy} className="mt-2 max-h-60 overflow-y-auto">
				<legend className="sr-only">{WORDS.title}</legend>
				{shown.map((tag) => (
					<Checkbox
						key={tag.id}
						label={tag.name}
						checked={chosen.includes(tag.id)}
						disabled={full && !chosen.includes(tag.id)}
						onChange={(event) =>
							void put(event.target.checked ? [...chosen, tag.id] : chosen.filter((id) => id !== tag.id))
						}
					/>
				))}
			</fieldset>
			{shown.length === 0 && <p className="py-1 text-n11 text-sm">{all.length === 0 ? WORDS.empty : WORDS.noMatch}</p>}
			{full && <p className="py-1 text-sm text-warn-text">{WORDS.full}</p>}
			{all.length > 0 && (
				<Button variant="quiet" size="sm" className="mt-2" onClick={() => onManage()}>
					{WORDS.manage}
				</Button>
			)}
		</>
	);
}
