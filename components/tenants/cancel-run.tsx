"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY } from "@/lib/queries/connections";
import { cancelRun, RUNS_KEY } from "@/lib/queries/runs";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import type { RunSummary } from "@/lib/shared/connections";
import { streamWords } from "@/lib/shared/stream-words";
import { RUN_WORDS } from "./run-words";

/** Cancels one run. What it stored stays; the next run of its stream goes on from there. */
export function CancelRun({ run }: { run: RunSummary }) {
	const client = useQueryClient();
	const notify = useToast();
	const cancel = useMutation({
		mutationFn: () => cancelRun(run.id),
		onSuccess: async () => {
			notify({
				tone: "ok",
				title: RUN_WORDS.cancelling,
				text: RUN_WORDS.cancellingText,
			});
			await Promise.all(
				[RUNS_KEY, TENANTS_KEY, CONNECTIONS_KEY].map((queryKey) => client.invalidateQueries({ queryKey })),
			);
		},
		onError: (error) => notify({ tone: "bad", title: RUN_WORDS.notCancelled, text: error.message }),
	});
	return (
		<Button size="sm" variant="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
			{RUN_WORDS.cancel}
			<span className="sr-only"> {RUN_WORDS.runOf(streamWords(run.stream))}</span>
		</Button>
	);
}
