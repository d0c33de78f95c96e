"use client";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "@/lib/queries/client";
import { ProveDialog } from "./prove-dialog";

interface ProvenAction {
	start: () => void;
	isPending: boolean;
	/** Why it was refused; null while it was not, and while only the password is missing. */
	error: Error | null;
	/** Render it anywhere: the password dialog, when it is asked for. */
	dialog: ReactNode;
}

/** An action that may answer `reauth_required`: then the password is asked for and the action is tried again by itself. */
export function useProvenAction<T>(
	action: () => Promise<T>,
	onDone: (result: T) => Promise<void> | void,
): ProvenAction {
	const [asking, setAsking] = useState(false);
	const mutation = useMutation({
		mutationFn: action,
		onSuccess: onDone,
		onError: (error) => {
			if (needsProof(error)) setAsking(true);
		},
	});
	return {
		start: () => mutation.mutate(),
		isPending: mutation.isPending,
		error: mutation.error !== null && needsProof(mutation.error) ? null : mutation.error,
		dialog: (
			<ProveDialog
				open={asking}
				onOpenChange={setAsking}
				onProven={() => {
					setAsking(false);
					mutation.mutate();
				}}
			/>
		),
	};
}

function needsProof(error: Error): boolean {
	return error instanceof ApiProblem && error.code === "reauth_required";
}
