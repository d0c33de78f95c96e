"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY, pauseConnection } from "@/lib/queries/connections";
import { OVERVIEW_KEY } from "@/lib/queries/overview";
import { RUNS_KEY } from "@/lib/queries/runs";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { pauseTenant } from "@/lib/queries/tenants";
import { SYNC_WORDS } from "./sync-words";

/** What is paused: a whole connection, or one tenant of it. */
export type PauseTarget = { name: string } & ({ connectionId: string } | { tenantId: string });

interface PauseControlProps {
	target: PauseTarget;
	paused: boolean;
	variant?: ButtonVariant;
	size?: ButtonSize;
}

/** Pauses, or goes on. Pausing is undone from the message that confirms it. */
export function PauseControl({ target, paused, variant = "secondary", size = "md" }: PauseControlProps) {
	const client = useQueryClient();
	const notify = useToast();
	const change = useMutation({
		mutationFn: (wanted: boolean) =>
			"tenantId" in target ? pauseTenant(target.tenantId, wanted) : pauseConnection(target.connectionId, wanted),
		onSuccess: async (_nothing, wanted) => {
			notify(
				wanted
					? {
							tone: "ok",
							title: SYNC_WORDS.isPaused(target.name),
							text: SYNC_WORDS.isPausedText,
							action: { label: SYNC_WORDS.goOn, onSelect: () => change.mutate(false) },
						}
					: { tone: "ok", title: SYNC_WORDS.goesOn(target.name), text: SYNC_WORDS.goesOnText },
			);
			await Promise.all(
				[CONNECTIONS_KEY, TENANTS_KEY, RUNS_KEY, OVERVIEW_KEY].map((queryKey) =>
					client.invalidateQueries({ queryKey }),
				),
			);
		},
		onError: (error, wanted) =>
			notify({
				tone: "bad",
				title: SYNC_WORDS.pauseNotTaken(target.name, wanted),
				text: error.message,
			}),
	});
	return (
		<Button variant={variant} size={size} busy={change.isPending} onClick={() => change.mutate(!paused)}>
			{paused ? SYNC_WORDS.goOn : SYNC_WORDS.pause}
			<span className="sr-only"> {target.name}</span>
		</Button>
	);
}
