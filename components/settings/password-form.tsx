"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { changePassword } from "@/lib/queries/settings";
import { changePasswordInput, PASSWORD_MIN } from "@/lib/shared/auth";
import { ACCOUNT_WORDS } from "./account-words";

type Errors = Partial<Record<"current" | "next" | "repeat", string>>;

export function PasswordForm() {
	const notify = useToast();
	const [busy, setBusy] = useState(false);
	const [errors, setErrors] = useState<Errors>({});

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		const data = new FormData(form);
		const input = changePasswordInput.safeParse({ current: data.get("current"), next: data.get("next") });
		const found = input.success ? {} : errorsOf(input.error.issues);
		if (data.get("next") !== data.get("repeat")) found.repeat = ACCOUNT_WORDS.notTheSame;
		setErrors(found);
		if (!input.success || Object.keys(found).length > 0) return;
		setBusy(true);
		try {
			await changePassword(input.data);
			form.reset();
			notify({ tone: "ok", title: ACCOUNT_WORDS.passwordChanged, text: ACCOUNT_WORDS.passwordChangedText });
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			const named = errorsOf((error.problem.issues ?? []).map(({ path, message }) => ({ path: [path], message })));
			setErrors(named);
			if (Object.keys(named).length === 0) notify({ tone: "bad", title: error.problem.title, text: error.message });
		} finally {
			setBusy(false);
		}
	}

	return (
		<form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-sm flex-col gap-4">
			<Field label={ACCOUNT_WORDS.currentPassword} error={errors.current}>
				{(control) => <Input {...control} name="current" type="password" autoComplete="current-password" />}
			</Field>
			<Field label={ACCOUNT_WORDS.newPassword} error={errors.next} hint={ACCOUNT_WORDS.passwordHint(PASSWORD_MIN)}>
				{(control) => <Input {...control} name="next" type="password" autoComplete="new-password" />}
			</Field>
			<Field label={ACCOUNT_WORDS.newPasswordAgain} error={errors.repeat}>
				{(control) => <Input {...control} name="repeat" type="password" autoComplete="new-password" />}
			</Field>
			<div>
				<Button type="submit" variant="primary" busy={busy}>
					{ACCOUNT_WORDS.changePassword}
				</Button>
			</div>
		</form>
	);
}

function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Errors {
	const errors: Errors = {};
	for (const issue of issues) {
		const field = String(issue.path[0]);
		if (field === "current" || field === "next") errors[field] ??= issue.message;
	}
	return errors;
}
