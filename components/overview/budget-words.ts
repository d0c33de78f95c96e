/** A request allowance in sentences. Pure. */
import { countWords, formatCount } from "@/lib/shared/amount-words";
import type { BudgetGauge } from "@/lib/shared/connections";

/** "in 5 min · 4 kept for people · limit learned" */
export function budgetLine(budget: BudgetGauge): string {
	const { windowSeconds } = budget;
	const window = windowSeconds < 120 ? `${windowSeconds} s` : `${Math.round(windowSeconds / 60)} min`;
	const source = { published: "", assumed: " · our careful guess", learned: " · learned from its answers" }[
		budget.source
	];
	return `in ${window} · ${formatCount(budget.reserved)} kept for people${source}`;
}

const LANES = [
	["person", "for people"],
	["poll", "looking for changes"],
	["fill", "reading in and sweeping"],
	["idle", "contact details"],
] as const;

/** "120 looking for changes · 30 reading in and sweeping"; null when nothing was sent. */
export function laneLine({ byLane }: BudgetGauge): string | null {
	const parts = LANES.flatMap(([lane, words]) => (byLane[lane] === 0 ? [] : [`${formatCount(byLane[lane])} ${words}`]));
	return parts.length === 0 ? null : parts.join(" · ");
}

/** "2 people and 14 streams wait for it"; null when nobody does. */
export function waitingLine({ waitingPeople, waitingStreams }: BudgetGauge): string | null {
	const waiting = [
		...(waitingPeople === 0 ? [] : [countWords(waitingPeople, "person", "people")]),
		...(waitingStreams === 0 ? [] : [countWords(waitingStreams, "stream")]),
	];
	if (waiting.length === 0) return null;
	return `${waiting.join(" and ")} ${waitingPeople + waitingStreams === 1 ? "waits" : "wait"}`;
}

/** "This installation can follow about 40 more customers at 5 minutes." */
export function forecastLine({ forecast }: BudgetGauge): string {
	if (forecast === null) return "How many more customers it can follow shows after some polls.";
	const minutes = Math.round(forecast.intervalSeconds / 60);
	if (forecast.moreTenants === 0) {
		return `This installation can follow no more customers at ${minutes} minutes; more are asked less often.`;
	}
	return `This installation can follow about ${countWords(forecast.moreTenants, "more customer")} at ${minutes} minutes.`;
}

export const BUDGET_WORDS = {
	requestAllowance: "Request allowance",
	requestAllowanceSub: "Shared by all connections of a provider",
	usedOf: (used: string, limit: string) => `${used} of ${limit}`,
	requestsTo: (label: string) => `Requests to ${label}`,
	saidTooManyRequests: (label: string) => `${label} said “too many requests”; nothing is asked before {until}.`,
	hasFailed: (label: string) => `${label} has failed since {since}.`,
	isAskedAgain: (label: string) => `${label} has failed since {since}; it is asked again at {at}.`,
	/** @param seconds that answers take; null when none came */
	hasBeenSlow: (label: string, seconds: string | null) =>
		`${label} has been slow since {since}${seconds === null ? "" : `: answers take ${seconds} s`}.`,
} as const;
