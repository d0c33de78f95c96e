"use client";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { Overview } from "@/lib/shared/connections";

interface BudgetPanelProps {
	budgets: Overview["budgets"];
	/** Provider id → its own name. */
	labels: Readonly<Record<string, string>>;
}

/** Requests sent in the running window against what each provider allows. */
export function BudgetPanel({ budgets, labels }: BudgetPanelProps) {
	return (
		<Panel title="Request allowance" sub="Shared by all connections of a provider">
			<ul className="flex flex-col gap-4">
				{budgets.map((budget) => {
					const share = budget.limit === 0 ? 1 : budget.used / budget.limit;
					const minutes = Math.round(budget.windowSeconds / 60);
					return (
						<li key={budget.provider}>
							<div className="mb-1 flex items-center gap-2">
								<ProviderMark id={budget.provider} />
								<span className="min-w-0 flex-1">{labels[budget.provider] ?? budget.provider}</span>
								<span className="num text-n11 text-sm">
									{budget.used.toLocaleString("en")} of {budget.limit.toLocaleString("en")}
								</span>
							</div>
							<Progress
								label={`Requests to ${labels[budget.provider] ?? budget.provider}`}
								value={budget.used}
								max={budget.limit}
								tone={share >= 1 ? "bad" : share >= 0.8 ? "warn" : "accent"}
								text={`in ${minutes <= 1 ? `${budget.windowSeconds} s` : `${minutes} min`} · ${budget.reserved} kept for people${budget.waitingStreams === 0 ? "" : ` · ${budget.waitingStreams} ${budget.waitingStreams === 1 ? "stream waits" : "streams wait"}`}`}
							/>
						</li>
					);
				})}
			</ul>
		</Panel>
	);
}
