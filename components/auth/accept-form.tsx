"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiProblem } from "@/lib/queries/client";
import { acceptInvite } from "@/lib/queries/sign-in";
import { acceptInviteInput, PASSWORD_MIN } from "@/lib/shared/auth";
import { AUTH_WORDS } from "./auth-words";
import { useReady } from "./use-ready";

interface AcceptFormProps {
	token: string;
	/** Fixed by the invitation; null for the first owner, who gives one. */
	email: string | null;
	action: string;
}

type Errors = Partial<Record<"email" | "name" | "password" | "repeat", string>>;

/** Name and password for a new account; signs in when it is made. */
export function AcceptForm({ token, email, action }: AcceptFormProps) {
	const ready = useReady();
	const [busy, setBusy] = useState(false);
	const [errors, setErrors] = useState<Errors>({});
	const [failure, setFailure] = useState<string | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		const text = (name: string) => String(form.get(name) ?? "");
		const input = acceptInviteInput.safeParse({
			token,
			...(email === null ? { email: text("email") } : {}),
			name: text("name"),
			password: text("password"),
		});
		const found = input.success ? {} : errorsOf(input.error.issues);
		if (text("password") !== text("repeat")) found.repeat = AUTH_WORDS.notTheSame;
		setErrors(found);
		setFailure(null);
		if (!input.success || Object.keys(found).length > 0) return;
		setBusy(true);
		try {
			await acceptInvite(input.data);
			window.location.assign("/");
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			setErrors(errorsOf((error.problem.issues ?? []).map(({ path, message }) => ({ path: [path], message }))));
			setFailure(error.message);
			setBusy(false);
		}
	}

	return (
		<form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			{failure !== null && <Notice tone="bad" title={failure} live="assertive" />}
			<Field
				label={AUTH_WORDS.email}
				error={errors.email}
				hint={email === null ? AUTH_WORDS.youSignInWithIt : undefined}
			>
				{(control) => (
					<Input
						{...control}
						name="email"
						type="email"
						autoComplete="username"
						{...(email === null ? { autoFocus: true } : { value: email, readOnly: true })}
					/>
				)}
			</Field>
			<Field label={AUTH_WORDS.yourName} error={errors.name}>
				{(control) => <Input {...control} name="name" autoComplete="name" />}
			</Field>
			<Field label={AUTH_WORDS.password} error={errors.password} hint={AUTH_WORDS.passwordHint(PASSWORD_MIN)}>
				{(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
			</Field>
			<Field label={AUTH_WORDS.passwordAgain} error={errors.repeat}>
				{(control) => <Input {...control} name="repeat" type="password" autoComplete="new-password" />}
			</Field>
			<Button type="submit" variant="primary" busy={busy} disabled={!ready}>
				{action}
			</Button>
		</form>
	);
}

function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Errors {
	const errors: Errors = {};
	for (const issue of issues) {
		const field = String(issue.path[0]);
		if (field === "email" || field === "name" || field === "password") errors[field] ??= issue.message;
	}
	return errors;
}
