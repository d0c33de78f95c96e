"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiProblem } from "@/lib/queries/client";
import { resetPassword } from "@/lib/queries/sign-in";
import { newPassword, PASSWORD_MIN } from "@/lib/shared/auth";
import { AUTH_WORDS } from "./auth-words";
import { useReady } from "./use-ready";

/** A new password for an account that exists. */
export function ResetForm({ token, email }: { token: string; email: string }) {
	const ready = useReady();
	const [busy, setBusy] = useState(false);
	const [errors, setErrors] = useState<{ password?: string | undefined; repeat?: string }>({});
	const [failure, setFailure] = useState<string | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const password = newPassword.safeParse(form.get("password"));
		const same = form.get("password") === form.get("repeat");
		setErrors({
			...(password.success ? {} : { password: password.error.issues[0]?.message }),
			...(same ? {} : { repeat: AUTH_WORDS.notTheSame }),
		});
		setFailure(null);
		if (!password.success || !same) return;
		setBusy(true);
		try {
			await resetPassword({ token, password: password.data });
			window.location.assign("/");
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			setFailure(error.message);
			setBusy(false);
		}
	}

	return (
		<form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			{failure !== null && <Notice tone="bad" title={failure} live="assertive" />}
			{/* For password managers: which account the new password belongs to. */}
			<input type="hidden" name="username" autoComplete="username" value={email} />
			<Field
				label={AUTH_WORDS.newPassword}
				error={errors.password ?? null}
				hint={AUTH_WORDS.passwordHint(PASSWORD_MIN)}
			>
				{(control) => <Input {...control} name="password" type="password" autoComplete="new-password" autoFocus />}
			</Field>
			<Field label={AUTH_WORDS.newPasswordAgain} error={errors.repeat ?? null}>
				{(control) => <Input {...control} name="repeat" type="password" autoComplete="new-password" />}
			</Field>
			<Button type="submit" variant="primary" busy={busy} disabled={!ready}>
				{AUTH_WORDS.setThePassword}
			</Button>
		</form>
	);
}
