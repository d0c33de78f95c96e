"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { saveSyncSettings, syncSettingsQuery } from "@/lib/queries/sync-settings";
import { DEFAULT_SYNC_SETTINGS, type SyncSettings as Settings, syncSettings } from "@/lib/shared/settings";
import { SYNC_SETTINGS_WORDS } from "./sync-settings-words";

type Name = keyof Settings;

const FIELDS: readonly { name: Name; label: string; hint: string }[] = [
	{
		name: "pollMinSeconds",
		label: SYNC_SETTINGS_WORDS.shortest,
		hint: SYNC_SETTINGS_WORDS.shortestHint,
	},
	{
		name: "pollMaxSeconds",
		label: SYNC_SETTINGS_WORDS.longest,
		hint: SYNC_SETTINGS_WORDS.longestHint,
	},
	{
		name: "webhookFactor",
		label: SYNC_SETTINGS_WORDS.rarer,
		hint: SYNC_SETTINGS_WORDS.rarerHint,
	},
	{
		name: "historyDays",
		label: SYNC_SETTINGS_WORDS.earlierStates,
		hint: SYNC_SETTINGS_WORDS.earlierStatesHint,
	},
];

interface SyncSettingsProps {
	settings: Settings;
	mayChange: boolean;
}

/** How often changes are asked for and how long history is kept, for the whole installation. */
export function SyncSettings({ settings, mayChange }: SyncSettingsProps) {
	const client = useQueryClient();
	const notify = useToast();
	const [busy, setBusy] = useState(false);
	const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const input = syncSettings.safeParse(
			Object.fromEntries(FIELDS.map(({ name }) => [name, numberOf(data.get(name))])),
		);
		if (!input.success) {
			setErrors(errorsOf(input.error.issues.map(({ path, message }) => ({ path: String(path[0]), message }))));
			return;
		}
		setErrors({});
		setBusy(true);
		try {
			const saved = await saveSyncSettings(input.data);
			client.setQueryData(syncSettingsQuery().queryKey, saved);
			notify({ tone: "ok", title: SYNC_SETTINGS_WORDS.saved, text: SYNC_SETTINGS_WORDS.savedText });
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			const named = errorsOf(error.problem.issues ?? []);
			setErrors(named);
			if (Object.keys(named).length === 0) notify({ tone: "bad", title: error.problem.title, text: error.message });
		} finally {
			setBusy(false);
		}
	}

	return (
		<form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-lg flex-col gap-4">
			{!mayChange && <p className="text-n11">{SYNC_SETTINGS_WORDS.notYourRole}</p>}
			{FIELDS.map(({ name, label, hint }) => (
				<Field
					key={name}
					label={label}
					hint={SYNC_SETTINGS_WORDS.withUsual(hint, DEFAULT_SYNC_SETTINGS[name])}
					error={errors[name] ?? null}
				>
					{(control) => (
						<Input
							{...control}
							name={name}
							type="number"
							inputMode="decimal"
							step="any"
							defaultValue={settings[name]}
							disabled={!mayChange}
							className="num max-w-40"
						/>
					)}
				</Field>
			))}
			{mayChange && (
				<div>
					<Button type="submit" variant="primary" busy={busy}>
						{SYNC_SETTINGS_WORDS.save}
					</Button>
				</div>
			)}
		</form>
	);
}

/** An empty field is no number, not zero: zero keeps history for ever. */
function numberOf(value: FormDataEntryValue | null): number | undefined {
	return typeof value !== "string" || value.trim() === "" ? undefined : Number(value);
}

function errorsOf(issues: readonly { path: string; message: string }[]): Partial<Record<Name, string>> {
	const errors: Partial<Record<Name, string>> = {};
	for (const { path, message } of issues) {
		const field = FIELDS.find(({ name }) => name === path);
		if (field !== undefined) errors[field.name] ??= message;
	}
	return errors;
}
