"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { OVERVIEW_KEY } from "@/lib/queries/overview";
import { RUNS_KEY } from "@/lib/queries/runs";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { answerHold } from "@/lib/queries/tenants";
import type { TenantSummary } from "@/lib/shared/connections";
import { TENANT_WORDS } from "./tenant-words";

interface HoldQuestionProps {
	tenant: TenantSummary;
	hold: NonNullable<TenantSummary["hold"]>;
	providerLabel: string;
	mayAnswer: boolean;
}

/** A sweep that found too much missing: nothing was marked as gone, and only a person can say what is true. */
export function HoldQuestion({ tenant, hold, providerLabel, mayAnswer }: HoldQuestionProps) {
	const client = useQueryClient();
	const notify = useToast();
	const answer = useMutation({
		mutationFn: (gone: boolean) => answerHold(tenant.id, gone),
		onSuccess: async (_nothing, gone) => {
			notify({
				tone: "ok",
				title: gone ? TENANT_WORDS.willBeGone : TENANT_WORDS.readAgainTitle,
				text: gone ? TENANT_WORDS.willBeGoneText : TENANT_WORDS.readAgainText,
			});
			await Promise.all(
				[TENANTS_KEY, RUNS_KEY, OVERVIEW_KEY].map((queryKey) => client.invalidateQueries({ queryKey })),
			);
		},
		onError: (error) => notify({ tone: "bad", title: TENANT_WORDS.answerNotTaken, text: error.message }),
	});
	const missing = TENANT_WORDS.reservationCount(hold.missing);
	return (
		<Notice
			tone="warn"
			className="mb-4"
			title={TENANT_WORDS.noLongerLists(providerLabel, missing, hold.expected)}
			action={
				mayAnswer ? (
					<span className="flex flex-wrap gap-2">
						<Button busy={answer.isPending && answer.variables === false} onClick={() => answer.mutate(false)}>
							{TENANT_WORDS.readAgain}
						</Button>
						<Button
							variant="danger"
							busy={answer.isPending && answer.variables === true}
							onClick={() => answer.mutate(true)}
						>
							{TENANT_WORDS.theyAreReallyGone}
						</Button>
					</span>
				) : undefined
			}
		>
			<p>{filled(TENANT_WORDS.nothingMarked(providerLabel), { since: <Instant at={hold.since} /> })}</p>
			<ul className="mt-1 list-disc pl-5">
				<li>{TENANT_WORDS.theyAreReallyGoneText}</li>
				<li>{TENANT_WORDS.readAgainMeans}</li>
			</ul>
			{!mayAnswer && <p className="mt-1">{TENANT_WORDS.askAnOperator}</p>}
		</Notice>
	);
}
