/** The words of the activity page. What was done is in action-words. */
import type { AuditOutcome } from "@/lib/shared/audit";

/** What the list can be narrowed to: how its actions begin, and what they are about. */
export const AREAS: readonly [prefix: string, label: string][] = [
	["", "Everything"],
	["connect", "Connections"],
	["tenant", "Tenants"],
	["reservation", "Reservations"],
	["sign_", "Sign-in and out"],
	["operator", "Operators"],
	["api_key", "API keys"],
	["password", "Passwords"],
	["access", "Refused access"],
];

export const OUTCOME_WORDS: Record<AuditOutcome, string> = { ok: "done", failed: "failed", refused: "refused" };

export const ACTIVITY_WORDS = {
	what: "What",
	outcome: "Outcome",
	any: "Any",
	done: "Done",
	failed: "Failed",
	refused: "Refused",
	who: "Who",
	partOfAnEmail: "part of an e-mail",
	show: "Show",
	clear: "Clear",
	nothingRecorded: "Nothing recorded",
	nothingRecordedText: "Sign-ins, connections, revocations and changes of rights appear here as they happen.",
	nothingFits: "No entry fits this filter. Clear it to see all.",
	activity: "Activity",
	when: "When",
	on: "On",
	details: "Details",
	from: "From",
	request: (requestId: string) => `Request ${requestId}`,
	rezdeckItself: "Rezdeck itself",
	notGiven: "not given",
	olderNotLoaded: "Older entries could not be loaded",
	showOlder: "Show older",
	thatIsAll: "That is all.",
} as const;
