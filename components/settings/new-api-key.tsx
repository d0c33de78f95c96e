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
import { createApiKey } from "@/lib/queries/settings";
import { type ApiKeyCreated, apiKeyInput } from "@/lib/shared/operators";

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
		<Panel title="New key" sub="A key acts with your own role and tenants, whatever they are at that moment.">
			<form
				method="post"
				onSubmit={(event) => void submit(event)}
				className="flex flex-wrap items-start gap-x-4 gap-y-3"
			>
				<div className="min-w-56 flex-1">
					<Field label="What uses it" error={error}>
						{(control) => <Input {...control} name="name" maxLength={80} placeholder="Housekeeping screen" />}
					</Field>
				</div>
				<Field label="Expires">
					{(control) => (
						<Select {...control} name="expires" defaultValue="365">
							<option value="30">in 30 days</option>
							<option value="90">in 90 days</option>
							<option value="365">in a year</option>
							<option value="never">never</option>
						</Select>
					)}
				</Field>
				<div className="basis-full">
					<Checkbox name="write" label="May also change things" hint="Without this it can only read." />
				</div>
				<Button type="submit" variant="primary" busy={busy}>
					Create key
				</Button>
			</form>
			{created !== null && (
				<Notice
					tone="ok"
					title={`Key “${created.name}” is ready. Copy it now: it is not shown again.`}
					live="polite"
					className="mt-4"
				>
					<div className="mt-1 flex flex-col gap-1">
						<CopyText text={created.key} label="API key" />
						<span>
							Send it as <code className="font-mono">Authorization: Bearer …</code>
						</span>
					</div>
				</Notice>
			)}
		</Panel>
	);
}
