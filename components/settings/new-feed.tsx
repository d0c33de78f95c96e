"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyText } from "@/components/ui/copy-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { createFeed } from "@/lib/queries/feeds";
import { DEFAULT_FEED_FIELDS, type FeedCreated, feedField, feedInput } from "@/lib/shared/feeds";
import { FIELD_LABELS, FEED_WORDS as WORDS } from "./feed-words";

/** A list that a feed can show. */
export interface FeedChoice {
	/** Query string of the list. */
	search: string;
	label: string;
}

interface NewFeedProps {
	/** The first one is chosen. */
	choices: readonly FeedChoice[];
	change: <T>(name: string, action: () => Promise<T>) => Promise<T | undefined>;
	busy: boolean;
}

export function NewFeed({ choices, change, busy }: NewFeedProps) {
	const [created, setCreated] = useState<FeedCreated | null>(null);
	const [error, setError] = useState<string | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		const data = new FormData(form);
		const input = {
			name: String(data.get("name")),
			search: choices[Number(data.get("list"))]?.search ?? "",
			fields: feedField.options.filter((field) => data.get(field) === "on"),
		};
		const checked = feedInput.safeParse(input);
		setError(checked.success ? null : (checked.error.issues[0]?.message ?? null));
		if (!checked.success) return;
		const feed = await change("create", () => createFeed(input));
		if (feed === undefined) return;
		setCreated(feed);
		form.reset();
	}

	return (
		<Panel title={WORDS.newTitle} sub={WORDS.newSub}>
			<form
				method="post"
				onSubmit={(event) => void submit(event)}
				className="flex flex-wrap items-start gap-x-4 gap-y-3"
			>
				<div className="min-w-56 flex-1">
					<Field label={WORDS.name} error={error}>
						{(control) => <Input {...control} name="name" maxLength={80} placeholder={WORDS.namePlaceholder} />}
					</Field>
				</div>
				<div className="min-w-56 flex-1">
					<Field label={WORDS.shows}>
						{(control) => (
							<Select {...control} name="list" className="w-full">
								{choices.map(({ label }, at) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what is sent
									<option key={at} value={at}>
										{label}
									</option>
								))}
							</Select>
						)}
					</Field>
				</div>
				<fieldset className="basis-full">
					<legend className="font-medium text-sm">{WORDS.tells}</legend>
					<div className="flex flex-wrap gap-x-5">
						{feedField.options.map((field) => (
							<Checkbox
								key={field}
								name={field}
								label={FIELD_LABELS[field]}
								defaultChecked={DEFAULT_FEED_FIELDS.includes(field)}
								{...(field === "guest" ? { hint: WORDS.guestHint } : {})}
							/>
						))}
					</div>
				</fieldset>
				<Button type="submit" variant="primary" busy={busy}>
					{WORDS.create}
				</Button>
			</form>
			{created !== null && (
				<Notice tone="ok" title={WORDS.ready(created.name)} live="polite" className="mt-4">
					<div className="mt-1 flex flex-col gap-1">
						<CopyText text={created.url} label={WORDS.address} />
						<span>{WORDS.keep}</span>
					</div>
				</Notice>
			)}
		</Panel>
	);
}
