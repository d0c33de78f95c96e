"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyText } from "@/components/ui/copy-text";
import { Field } from "@/components/ui/field";
import { filled } from "@/components/ui/filled";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { createApiKey } from "@/lib/queries/settings";
import { type ApiKeyCreated, apiKeyInput } from "@/lib/shared/operators";
import { API_KEY_WORDS } from "./api-key-words";

interface NewApiKeyProps {
	change: <T>(name: string, action: () => Promise<T>) => Promise<T | undefined>;
	busy: boolean;
}

export function NewApiKey({ change, busy }: NewApiKeyProps) {
	const [created, setCreated] = useState<ApiKeyCreated | null>(null);
	const [error, setError] = useState<string | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		const data = new FormData(form);
		const days = data.get("expires");
		const input = apiKeyInput.safeParse({
			name: data.get("name"),
			readOnly: data.get("write") !== "on",
			expiresInDays: days === "never" ? null : Number(days),
		});
		setError(input.success ? null : (input.error.issues[0]?.message ?? null));
		if (!input.success) return;
		const key = await change("create", () => createApiKey(input.data));
		if (key === undefined) return;
		setCreated(key);
		form.reset();
	}

	return (
		<Panel title={API_KEY_WORDS.newKey} sub={API_KEY_WORDS.newKeySub}>
			<form
				method="post"
				onSubmit={(event) => void submit(event)}
				className="flex flex-wrap items-start gap-x-4 gap-y-3"
			>
				<div className="min-w-56 flex-1">
					<Field label={API_KEY_WORDS.whatUsesIt} error={error}>
						{(control) => <Input {...control} name="name" maxLength={80} placeholder={API_KEY_WORDS.namePlaceholder} />}
					</Field>
				</div>
				<Field label={API_KEY_WORDS.expires}>
					{(control) => (
						<Select {...control} name="expires" defaultValue="365">
							<option value="30">{API_KEY_WORDS.in30Days}</option>
							<option value="90">{API_KEY_WORDS.in90Days}</option>
							<option value="365">{API_KEY_WORDS.inAYear}</option>
							<option value="never">{API_KEY_WORDS.never}</option>
						</Select>
					)}
				</Field>
				<div className="basis-full">
					<Checkbox name="write" label={API_KEY_WORDS.mayChange} hint={API_KEY_WORDS.mayChangeHint} />
				</div>
				<Button type="submit" variant="primary" busy={busy}>
					{API_KEY_WORDS.createKey}
				</Button>
			</form>
			{created !== null && (
				<Notice tone="ok" title={API_KEY_WORDS.keyReady(created.name)} live="polite" className="mt-4">
					<div className="mt-1 flex flex-col gap-1">
						<CopyText text={created.key} label={API_KEY_WORDS.apiKey} />
						<span>
							{filled(API_KEY_WORDS.sendItAs, { header: <code className="font-mono">{API_KEY_WORDS.header}</code> })}
						</span>
					</div>
				</Notice>
			)}
		</Panel>
	);
}
