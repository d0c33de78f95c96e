"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiProblem } from "@/lib/queries/client";
import { signInWithPassword } from "@/lib/queries/sign-in";
import { AUTH_WORDS } from "./auth-words";
import { useReady } from "./use-ready";

interface SignInFormProps {
	/** A path of our own, checked by the server. */
	returnTo: string;
}

export function SignInForm({ returnTo }: SignInFormProps) {
	const ready = useReady();
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState<{ title: string; text: string } | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		setBusy(true);
		setProblem(null);
		try {
			const outcome = await signInWithPassword(String(form.get("email")), String(form.get("password")));
			if (outcome.kind === "ok") {
				// A full load, so that nothing rendered for somebody else stays in the page's memory.
				window.location.assign(returnTo);
				return;
			}
			setProblem(outcome.kind === "refused" ? REFUSED : throttled(outcome.seconds));
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			setProblem({ title: error.problem.title, text: error.message });
		}
		setBusy(false);
	}

	return (
		// The method and address matter only before React has taken over: a password must never end up in a URL.
		<form
			method="post"
			action="/api/auth/callback/credentials"
			onSubmit={(event) => void submit(event)}
			className="flex flex-col gap-4"
		>
			{problem !== null && (
				<Notice tone="bad" title={problem.title} live="assertive">
					{problem.text}
				</Notice>
			)}
			<Field label={AUTH_WORDS.email}>
				{(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />}
			</Field>
			<Field label={AUTH_WORDS.password}>
				{(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
			</Field>
			<Button type="submit" variant="primary" busy={busy} disabled={!ready}>
				{AUTH_WORDS.signIn}
			</Button>
		</form>
	);
}

const REFUSED = {
	title: AUTH_WORDS.wrong,
	text: AUTH_WORDS.wrongText,
};

function throttled(seconds: number) {
	const minutes = Math.ceil(seconds / 60);
	return {
		title: AUTH_WORDS.tooManyTries,
		text: AUTH_WORDS.waitMinutes(minutes),
	};
}
