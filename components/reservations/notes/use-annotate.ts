"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "@/components/ui/toast";
import { TAGS_KEY } from "@/lib/queries/annotations";
import { ApiProblem } from "@/lib/queries/client";
import { RESERVATIONS_KEY } from "@/lib/queries/reservation-list";

/** One change at a time to what is ours: says why when it is refused, and has everything that shows it read again. */
export function useAnnotate() {
	const queryClient = useQueryClient();
	const notify = useToast();
	const [busy, setBusy] = useState(false);

	/** Resolves to the answer, or to undefined when it was refused (which a toast has said by then). */
	async function annotate<T>(action: () => Promise<T>): Promise<{ done: T } | undefined> {
		setBusy(true);
		try {
			return { done: await action() };
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: error.problem.title, text: error.message });
			return undefined;
		} finally {
			setBusy(false);
			await Promise.all([RESERVATIONS_KEY, TAGS_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
		}
	}

	return { annotate, busy, notify };
}
