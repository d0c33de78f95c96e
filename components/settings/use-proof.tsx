"use client";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiProblem } from "@/lib/queries/client";
import { provePassword } from "@/lib/queries/settings";
import { SETTINGS_WORDS } from "./settings-words";

interface Pending {
	action: () => Promise<unknown>;
	done: (value: unknown) => void;
	failed: (error: unknown) => void;
}

/** What `run` throws when the person closed the question: nothing happened, nothing is to be said. */
export class ProofDeclined extends Error {
	override readonly name = "ProofDeclined";
}

/**
 * Runs actions that the API may answer with `reauth_required`: asks for the password, then runs them again.
 * Render `dialog` once in the component.
 */
export function useProof(): { run: <T>(action: () => Promise<T>) => Promise<T>; dialog: ReactNode } {
	const pending = useRef<Pending | null>(null);
	const [open, setOpen] = useState(false);
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState<string | null>(null);

	async function run<T>(action: () => Promise<T>): Promise<T> {
		try {
			return await action();
		} catch (cause) {
			if (!(cause instanceof ApiProblem) || cause.code !== "reauth_required") throw cause;
		}
		return new Promise<T>((done, failed) => {
			pending.current = { action, done: (value) => done(value as T), failed };
			setError(null);
			setOpen(true);
		});
	}

	function close() {
		setOpen(false);
		pending.current?.failed(new ProofDeclined("the password was not given"));
		pending.current = null;
	}

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		event.stopPropagation(); // React passes it on to a form around the dialog otherwise
		const password = String(new FormData(event.currentTarget).get("password"));
		setBusy(true);
		setError(null);
		try {
			await provePassword(password);
		} catch (cause) {
			if (!(cause instanceof ApiProblem)) throw cause;
			setError(cause.message);
			return;
		} finally {
			setBusy(false);
		}
		const waiting = pending.current;
		pending.current = null;
		setOpen(false);
		waiting?.action().then(waiting.done, waiting.failed);
	}

	const dialog = (
		<Dialog open={open} onOpenChange={(next) => !next && close()}>
			<DialogContent
				title={SETTINGS_WORDS.confirmYourPassword}
				description={SETTINGS_WORDS.confirmYourPasswordDescription}
			>
				<form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
					<Field label={SETTINGS_WORDS.password} error={error}>
						{(control) => (
							<Input {...control} name="password" type="password" autoComplete="current-password" required autoFocus />
						)}
					</Field>
					<div className="flex justify-end gap-2">
						<DialogClose asChild>
							<Button>{SETTINGS_WORDS.cancel}</Button>
						</DialogClose>
						<Button type="submit" variant="primary" busy={busy}>
							{SETTINGS_WORDS.confirm}
						</Button>
					</div>
				</form>
			</DialogContent>
		</Dialog>
	);
	return { run, dialog };
}
