/** Verifications in words. Pure. */
import type { Tone } from "@/components/ui/tone";
import { durationWords, formatCount } from "@/lib/shared/amount-words";
import type { Verification, VerificationFinding } from "@/lib/shared/verification";

export const SCOPE_WORDS: Record<Verification["scope"], string> = {
	window: "Stays around today",
	all: "Everything",
};

export const FINDING_WORDS: Record<VerificationFinding["kind"], { label: string; tone: Tone }> = {
	differing: { label: "Differing", tone: "warn" },
	missing: { label: "Missing here", tone: "bad" },
	extra: { label: "Only here", tone: "warn" },
};

/** One word on what came of it. */
export function verdictOf(verification: Verification): { label: string; tone: Tone } {
	const { state, differing, missing, extra } = verification;
	if (state === "waiting") return { label: "Waiting", tone: "warn" };
	if (state === "running") return { label: "Running", tone: "info" };
	if (state === "failed") return { label: "Failed", tone: "bad" };
	if (state === "cancelled") return { label: "Cancelled", tone: "quiet" };
	const found = differing + missing + extra;
	if (found === 0) return { label: "Equal", tone: "ok" };
	// Records that cannot be read are found and not repaired, and so is what a person must look at.
	if (verification.repaired < found) return { label: "Differences left", tone: "bad" };
	return { label: "Repaired", tone: "warn" };
}

/** "1,200 of about 4,000 records · about 2 min left" */
export function progressText({ compared, expected, secondsLeft }: Verification): string {
	const amount =
		expected === null
			? `${formatCount(compared)} records so far`
			: `${formatCount(compared)} of about ${formatCount(expected)} records`;
	return secondsLeft === null ? amount : `${amount} · about ${durationWords(secondsLeft)} left`;
}

export const VERIFY_WORDS = {
	whatWasNotEqual: "What was not equal",
	found: "Found",
	record: "Record",
	whatDiffers: "What differs",
	repaired: "Repaired",
	theWholeRecord: "The whole record",
	yes: "Yes",
	no: "No",
	findingsNotLoaded: "The findings could not be loaded",
	showMore: "Show more",
	showMoreOf: (more: string) => `Show ${more} more`,
	verification: "Verification",
	verificationSub: "Compares every record here with the provider's and repairs what differs.",
	loading: "The last verification is loading",
	notLoaded: "The last verification could not be loaded",
	tryAgain: "Try again",
	neverVerified: "Never verified",
	neverVerifiedText: (mayVerify: boolean) =>
		`Nobody has compared this tenant with the provider yet.${mayVerify ? " Press Verify to do it now; syncing goes on meanwhile." : ""}`,
	notStarted: "The verification did not start",
	notCancelled: "The verification was not cancelled",
	cancel: "Cancel",
	theVerification: "the verification",
	whatToVerify: "What to verify",
	verify: "Verify",
	asOf: "as of",
	timeNotKnown: "a time not known",
	askedFor: "asked for",
	by: "by",
	equal: "Equal",
	differing: "Differing",
	missingHere: "Missing here",
	onlyHere: "Only here",
	requests: "Requests",
} as const;
