"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY, syncNow } from "@/lib/queries/connections";
import { RUNS_KEY } from "@/lib/queries/runs";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { countdownWords } from "@/lib/shared/amount-words";
import { secondsUntil } from "./progress-words";
import { SYNC_WORDS } from "./sync-words";
import { useSecond } from "./use-second";

interface SyncNowProps {
	connectionId: string;
	/** One tenant of it; left out: all. */
	tenantId?: string;
	/** The allowance is used up: why, until when. */
	waiting: { reason: string; until: string } | null;
}

/** Asks for news now. Says beside the button how long the provider's allowance still makes it wait. */
export function SyncNow({ connectionId, tenantId, waiting }: SyncNowProps) {
	const client = useQueryClient();
	const notify = useToast();
	const now = useSecond(waiting !== null);
	const sync = useMutation({
		mutationFn: () => syncNow(connectionId, tenantId),
		onSuccess: async () => {
			notify({ tone: "ok", title: SYNC_WORDS.askedForNews, text: SYNC_WORDS.askedForNewsText });
			await Promise.all(
				[CONNECTIONS_KEY, TENANTS_KEY, RUNS_KEY].map((queryKey) => client.invalidateQueries({ queryKey })),
			);
		},
		onError: (error) => notify({ tone: "bad", title: SYNC_WORDS.noRunWasStarted, text: error.message }),
	});
	return (
		<span className="inline-flex items-center gap-2">
			{waiting !== null && (
				<span className="num text-n10 text-sm" title={waiting.reason}>
					{SYNC_WORDS.waitingGoesOn(countdownWords(secondsUntil(waiting.until, now)))}
				</span>
			)}
			<Button busy={sync.isPending} onClick={() => sync.mutate()}>
				{SYNC_WORDS.syncNow}
			</Button>
		</span>
	);
}
