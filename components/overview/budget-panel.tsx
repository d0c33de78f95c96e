"use client";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { ProviderMark } from "@/components/ui/provider-mark";
import { formatCount } from "@/lib/shared/amount-words";
import type { BudgetGauge } from "@/lib/shared/connections";
import { BUDGET_WORDS, budgetLine, forecastLine, laneLine, waitingLine } from "./budget-words";

interface BudgetPanelProps {
	budgets: readonly BudgetGauge[];
	/** Provider id → its own name. */
	labels: Readonly<Record<string, string>>;
}

/** Requests sent in the running window against what each provider allows, who waits, and what still fits. */
export function BudgetPanel({ budgets, labels }: BudgetPanelProps) {
	return (
		<Panel title={BUDGET_WORDS.requestAllowance} sub={BUDGET_WORDS.requestAllowanceSub}>
			<ul className="flex flex-col gap-5">
				{budgets.map((budget) => (
					<Gauge key={budget.provider} budget={budget} label={labels[budget.provider] ?? budget.provider} />
				))}
			</ul>
		</Panel>
	);
}

function Gauge({ budget, label }: { budget: BudgetGauge; label: string }) {
	const share = budget.limit === 0 ? 1 : budget.used / budget.limit;
	// Full use by background work is what the allowance is for; it is bad news only when somebody waits or was refused.
	const tone = budget.pausedUntil !== null ? "bad" : share >= 0.95 && budget.waitingPeople > 0 ? "warn" : "accent";
	const lines = [laneLine(budget), waitingLine(budget), budget.reason].filter((line) => line !== null);
	return (
		<li className="min-w-0">
			<div className="mb-1 flex items-center gap-2">
				<ProviderMark id={budget.provider} />
				<span className="min-w-0 flex-1">{label}</span>
				<span className="num text-n11 text-sm">
					{BUDGET_WORDS.usedOf(formatCount(budget.used), formatCount(budget.limit))}
				</span>
			</div>
			<Progress
				label={BUDGET_WORDS.requestsTo(label)}
				value={budget.used}
				max={budget.limit}
				tone={tone}
				text={budgetLine(budget)}
			/>
			<div className="mt-1 flex flex-col gap-1 text-n11 text-sm">
				{lines.map((line) => (
					<p key={line} className="num">
						{line}
					</p>
				))}
				<Trouble budget={budget} label={label} />
				<p>{forecastLine(budget)}</p>
			</div>
		</li>
	);
}

/** What the provider does at the moment, when it is not well. */
function Trouble({ budget, label }: { budget: BudgetGauge; label: string }) {
	const { pausedUntil, closedUntil, failingSince, slowSince, latencyMs } = budget;
	return (
		<>
			{pausedUntil !== null && (
				<p>{filled(BUDGET_WORDS.saidTooManyRequests(label), { until: <Instant at={pausedUntil} /> })}</p>
			)}
			{closedUntil !== null ? (
				<p>
					{filled(BUDGET_WORDS.isAskedAgain(label), {
						since: <Instant at={failingSince} />,
						at: <Instant at={closedUntil} />,
					})}
				</p>
			) : (
				failingSince !== null && (
					<p>{filled(BUDGET_WORDS.hasFailed(label), { since: <Instant at={failingSince} /> })}</p>
				)
			)}
			{slowSince !== null && (
				<p>
					{filled(BUDGET_WORDS.hasBeenSlow(label, latencyMs === null ? null : (latencyMs / 1000).toFixed(1)), {
						since: <Instant at={slowSince} />,
					})}
				</p>
			)}
		</>
	);
}
