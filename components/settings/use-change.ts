"use client";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { ProofDeclined, useProof } from "./use-proof";

/**
 * One change at a time from a settings page: asks for the password when the API wants it, says what came of it, and has
 * the named queries read again. Render `dialog` once; `busy` is the name of the change under way.
 */
export function useChange(keys: readonly QueryKey[]) {
	const queryClient = useQueryClient();
	const notify = useToast();
	const { run, dialog } = useProof();
	const [busy, setBusy] = useState<string | null>(null);

	/** Resolves to the answer, or to undefined when it was refused (which a toast has said by then). */
	async function change<T>(name: string, action: () => Promise<T>, done?: string): Promise<T | undefined> {
		setBusy(name);
		try {
			const result = await run(action);
			if (done !== undefined) notify({ tone: "ok", title: done });
			return result;
		} catch (error) {
			if (error instanceof ProofDeclined) return undefined;
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: error.problem.title, text: error.message });
			return undefined;
		} finally {
			setBusy(null);
			await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
		}
	}

	return { change, busy, dialog };
}
