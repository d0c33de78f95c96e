"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { OVERVIEW_KEY } from "@/lib/queries/overview";
import { RUNS_KEY } from "@/lib/queries/runs";
import { answerHold, TENANTS_KEY } from "@/lib/queries/tenants";
import { countWords } from "@/lib/shared/amount-words";
import type { TenantSummary } from "@/lib/shared/connections";

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
				title: gone ? "They will be marked as gone" : "Everything is read again",
				text: gone
					? "The search for deletions runs again now and asks for each one before it is marked."
					: "Nothing was marked. If they are still missing, the question comes back.",
			});
			await Promise.all(
				[TENANTS_KEY, RUNS_KEY, OVERVIEW_KEY].map((queryKey) => client.invalidateQueries({ queryKey })),
			);
		},
		onError: (error) => notify({ tone: "bad", title: "The answer was not taken", text: error.message }),
	});
	const missing = countWords(hold.missing, "reservation");
	return (
		<Notice
			tone="warn"
			className="mb-4"
			title={`${providerLabel} no longer lists ${missing} of ${countWords(hold.expected, "reservation")}`}
			action={
				mayAnswer ? (
					<span className="flex flex-wrap gap-2">
						<Button busy={answer.isPending && answer.variables === false} onClick={() => answer.mutate(false)}>
							Read again
						</Button>
						<Button
							variant="danger"
							busy={answer.isPending && answer.variables === true}
							onClick={() => answer.mutate(true)}
						>
							They are really gone
						</Button>
					</span>
				) : undefined
			}
		>
			<p>
				Since <Instant at={hold.since} />. Too many at once to believe without asking: nothing was marked as gone. Look
				at {providerLabel} first.
			</p>
			<ul className="mt-1 list-disc pl-5">
				<li>
					They are really gone: they are marked as gone here. They stay readable, and come back if the provider lists
					them again.
				</li>
				<li>
					Read again: nothing is marked; everything is listed anew, and the question comes back if they are still
					missing.
				</li>
			</ul>
			{!mayAnswer && <p className="mt-1">Ask an operator of this installation to answer.</p>}
		</Notice>
	);
}
