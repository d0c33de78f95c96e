"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { provePassword } from "@/lib/queries/connections";
import { PROVE_WORDS } from "./prove-words";

interface ProveDialogProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	/** The password was right: the refused action may be tried again. */
	onProven: () => void;
}

/** Asks for one's own password before something that cannot be undone. */
export function ProveDialog({ open, onOpenChange, onProven }: ProveDialogProps) {
	const [password, setPassword] = useState("");
	const prove = useMutation({
		mutationFn: provePassword,
		onSuccess: onProven,
		onSettled: () => setPassword(""),
	});

	function submit(event: FormEvent) {
		event.preventDefault();
		// The dialog lies in a portal, but React still bubbles its events to the form that opened it.
		event.stopPropagation();
		if (!prove.isPending && password !== "") prove.mutate(password);
	}

	return (
		<Dialog
			open={open}
			onOpenChange={(next) => {
				setPassword("");
				prove.reset();
				onOpenChange(next);
			}}
		>
			<DialogContent title={PROVE_WORDS.isItYou} description={PROVE_WORDS.isItYouDescription}>
				<form onSubmit={submit} className="flex flex-col gap-4">
					<Field label={PROVE_WORDS.yourRezdeckPassword} error={prove.error?.message ?? null} required>
						{(control) => (
							<Input
								{...control}
								type="password"
								autoComplete="current-password"
								autoFocus
								value={password}
								onChange={(event) => setPassword(event.target.value)}
							/>
						)}
					</Field>
					<div className="flex flex-wrap justify-end gap-2">
						<DialogClose asChild>
							<Button>{PROVE_WORDS.cancel}</Button>
						</DialogClose>
						<Button type="submit" variant="primary" busy={prove.isPending}>
							{PROVE_WORDS.confirm}
						</Button>
					</div>
				</form>
			</DialogContent>
		</Dialog>
	);
}
