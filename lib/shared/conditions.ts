/** What a subject is in, in sentences: the reason, since when, and what happens or is to be done next. Pure. */
import { countWords, durationWords } from "./amount-words";
import { type Condition, condition, fine } from "./condition-words";
import type { ConnectionState, TenantSummary } from "./connections";
import type { Sentence } from "./sentence";
import { streamList } from "./stream-words";

/** Changes are asked for every few minutes; three missed rounds are worth a word. */
const STALE_AFTER_SECONDS = 15 * 60;
/** A person is told this long before a token ends that only a person can renew. */
const EXPIRY_NOTICE_MS = 14 * 86_400_000;

/** What the words are about: the facts that tenants, connections and lists have in common. */
export interface Subject {
	/** The provider's own name. */
	provider: string;
	state: ConnectionState;
	reason: string;
	stateSince: string;
	included: boolean;
	problem: string | null;
	asOf: string | null;
	paused: { since: string; by: string } | null;
	/** Its connection was paused, not the tenant itself. */
	pausedAbove: boolean;
	backoff: { since: string; until: string; reason: string } | null;
	waiting: { reason: string; until: string } | null;
	nextRequestAt: string | null;
	slowSince: string | null;
	/** Null: not about one tenant, so that being behind cannot be judged here. */
	poll: { seconds: number | null } | null;
	/** Being read for the first time; `missing` names what is, once the stays around today are here. */
	loading: { waiting: { reason: string; until: string } | null; missing: string | null } | null;
	hold: TenantSummary["hold"];
	/** A first reading was cancelled: who did, and how it goes on. */
	cancelled: string | null;
	notPermitted: readonly string[];
	quarantined: number;
	silentSince: string | null;
	needsPersonBy: string | null;
}

/** Seconds after which a tenant that is asked every `pollSeconds` counts as not up to date. */
export function staleAfterSeconds(pollSeconds: number | null): number {
	return Math.max(STALE_AFTER_SECONDS, 3 * (pollSeconds ?? 0));
}

/**
 * Everything a subject is in. What ended or is left out has no further conditions; a tenant is always in some state, of a
 * connection that is well the caller says so.
 */
export function conditionsOf(subject: Subject, at: Date): Condition[] {
	const ended = endedCondition(subject);
	if (ended !== null) return [ended];
	const behind = behindCondition(subject, at);
	const found = [
		reconnectCondition(subject),
		reachCondition(subject),
		holdCondition(subject),
		pauseCondition(subject),
		cancelCondition(subject),
		disturbedCondition(subject),
		loadingCondition(subject),
		behind,
		permissionCondition(subject),
		slowCondition(subject, behind !== null),
		expiryCondition(subject, at),
		quarantineCondition(subject),
		silenceCondition(subject),
		waitingCondition(subject),
	].filter((condition) => condition !== null);
	if (found.some(({ isNote }) => !isNote) || subject.poll === null) return found;
	return [
		...found,
		fine(["As of ", ...instant(subject.asOf), ".", ...nextWords(subject.nextRequestAt, " Next look for changes ")]),
	];
}

function endedCondition({ state, reason, stateSince, included, asOf }: Subject): Condition | null {
	const evidence = { label: "Evidence", to: "revocation" } as const;
	switch (state) {
		case "revoked":
			return condition(
				state,
				stateSince,
				[
					"Access was revoked ",
					{ at: stateSince },
					"; this is the last known state",
					...asOfWords(asOf),
					". Connect the account again to go on.",
				],
				evidence,
			);
		case "revoked_local_only":
			return condition(
				state,
				stateSince,
				[reason, " Since ", { at: stateSince }, " nothing is read any more."],
				evidence,
			);
		case "revoking":
			return condition(
				state,
				stateSince,
				["Access has been in revocation since ", { at: stateSince }, "; nothing is read any more."],
				{ label: "Watch", to: "revocation" },
			);
		default:
			return included
				? null
				: condition("left_out", null, [
						"Rezdeck knows it but reads nothing of it. Include it to fetch its reservations.",
					]);
	}
}

function reconnectCondition({ state, reason, stateSince, asOf }: Subject): Condition | null {
	if (state !== "needs_reconnect") return null;
	return condition(
		state,
		stateSince,
		[
			reason,
			" Nothing new arrives since ",
			{ at: stateSince },
			"; reservations stay readable",
			...asOfWords(asOf),
			".",
		],
		{ label: "Reconnect", to: "reconnect" },
	);
}

function reachCondition({ problem, asOf }: Subject): Condition | null {
	if (problem === null) return null;
	return condition("not_reached", null, [problem, " Reservations stay readable", ...asOfWords(asOf), "."], {
		label: "Open the connection",
		to: "connection",
	});
}

function holdCondition({ hold, provider }: Subject): Condition | null {
	if (hold === null) return null;
	const missing = `${provider} no longer lists ${hold.missing} of ${countWords(hold.expected, "reservation")} since `;
	if (hold.approvedAt !== null) {
		return {
			...condition("held", hold.since, [
				missing,
				{ at: hold.since },
				`. ${hold.approvedBy ?? "Somebody"} said `,
				{ at: hold.approvedAt },
				" that they are really gone; the next search for deletions marks them.",
			]),
			tone: "info",
			group: "fine",
			isNote: true,
		};
	}
	return condition(
		"held",
		hold.since,
		[missing, { at: hold.since }, ". Nothing was marked as gone: somebody must say whether they really are."],
		{ label: "Answer", to: "tenant" },
	);
}

function pauseCondition({ paused, pausedAbove, asOf, poll }: Subject): Condition | null {
	if (paused === null) return null;
	const whole = pausedAbove && poll !== null ? " with its whole connection" : "";
	return condition(
		"paused",
		paused.since,
		[`Paused by ${paused.by}${whole} since `, { at: paused.since }, "; nothing is read", ...asOfSentence(asOf), "."],
		{ label: "Go on", to: "resume" },
	);
}

function cancelCondition({ cancelled, paused }: Subject): Condition | null {
	if (cancelled === null || paused !== null) return null;
	return condition("cancelled", null, [`Not everything has been read. ${cancelled}`]);
}

function disturbedCondition(subject: Subject): Condition | null {
	const { state, reason, stateSince, backoff, asOf, paused, nextRequestAt } = subject;
	if (paused !== null || state === "needs_reconnect" || subject.problem !== null) return null;
	if (backoff === null && state !== "degraded") return null;
	const began = backoff?.since ?? stateSince;
	const next = backoff?.until ?? nextRequestAt;
	return condition(
		"disturbed",
		began,
		[
			...(asOf === null ? [] : ["As of ", { at: asOf }, ". "]),
			`${ended(backoff?.reason ?? reason)} Since `,
			{ at: began },
			...(next === null ? ["."] : ["; next try ", { until: next }, "."]),
		],
		{ label: "Open the connection", to: "connection" },
	);
}

function loadingCondition({ loading, paused, state, problem }: Subject): Condition | null {
	if (loading === null || paused !== null || state === "needs_reconnect" || problem !== null) return null;
	const missing =
		loading.missing === null
			? "Being read for the first time; reservations are still missing here."
			: `Stays around today are all here; ${loading.missing} are still being read for the first time.`;
	return condition("loading", null, [missing, ...pauseWords(loading.waiting)]);
}

function behindCondition(subject: Subject, at: Date): Condition | null {
	const { poll, asOf, paused, backoff, state, problem, loading } = subject;
	if (poll === null || paused !== null || backoff !== null || loading !== null || problem !== null) return null;
	if (state !== "active") return null;
	const age = asOf === null ? null : (at.getTime() - Date.parse(asOf)) / 1000;
	if (age !== null && age <= staleAfterSeconds(poll.seconds)) return null;
	const slow =
		subject.slowSince === null ? [] : [` ${subject.provider} answers slowly since `, { at: subject.slowSince }, "."];
	return condition(
		"behind",
		asOf,
		[asOf === null ? "Never read yet" : "Not updated since ", ...instant(asOf), ".", ...slow, ...nextStep(subject, at)],
		{ label: "Open the connection", to: "connection" },
	);
}

function nextStep({ nextRequestAt, waiting }: Subject, at: Date): Sentence {
	if (waiting !== null) return pauseWords(waiting);
	if (nextRequestAt === null) return [" No update is planned; start a sync on the connection page."];
	if (Date.parse(nextRequestAt) <= at.getTime()) {
		return [" An update is due now and runs as soon as a worker is free."];
	}
	return [" Next update ", { until: nextRequestAt }, "."];
}

function permissionCondition({ notPermitted, provider }: Subject): Condition | null {
	if (notPermitted.length === 0) return null;
	return condition(
		"not_permitted",
		null,
		[
			`Not permitted: ${streamList(notPermitted)}. ${provider} was not asked for it or refuses it; reconnect and allow everything that Rezdeck asks for.`,
		],
		{ label: "Reconnect", to: "reconnect" },
	);
}

/** Worth a word only while the mirror is up to date all the same; else it is the reason why not. */
function slowCondition(
	{ slowSince, provider, asOf, nextRequestAt, backoff, paused, loading }: Subject,
	isBehind: boolean,
): Condition | null {
	if (slowSince === null || backoff !== null || paused !== null || loading !== null || isBehind) return null;
	return condition("slow", slowSince, [
		...(asOf === null ? [] : ["As of ", { at: asOf }, ". "]),
		`${provider} answers slowly since `,
		{ at: slowSince },
		...(nextRequestAt === null ? ["."] : ["; next request ", { until: nextRequestAt }, "."]),
	]);
}

function expiryCondition({ needsPersonBy, state }: Subject, at: Date): Condition | null {
	if (needsPersonBy === null || state === "needs_reconnect") return null;
	const left = Date.parse(needsPersonBy) - at.getTime();
	if (left > EXPIRY_NOTICE_MS) return null;
	return condition(
		"expiring",
		null,
		left > 0
			? ["The token ends ", { at: needsPersonBy }, " and cannot renew itself. Reconnect the account before."]
			: ["The token ended ", { at: needsPersonBy }, " and cannot renew itself. Reconnect the account."],
		{ label: "Reconnect", to: "reconnect" },
	);
}

function quarantineCondition({ quarantined, poll }: Subject): Condition | null {
	if (quarantined === 0) return null;
	return condition(
		"set_aside",
		null,
		[
			`${countWords(quarantined, "record")} set aside, because Rezdeck could not read ${quarantined === 1 ? "it" : "them"}; missing from every list.`,
		],
		{ label: "See why", to: poll === null ? "connection" : "tenant" },
	);
}

function silenceCondition({ silentSince, poll }: Subject): Condition | null {
	if (silentSince === null) return null;
	const every = poll?.seconds == null ? "" : ` every ${durationWords(poll.seconds)}`;
	return condition(
		"webhooks_silent",
		silentSince,
		["Webhooks silent since ", { at: silentSince }, `; polls go on${every}.`],
		{
			label: "See why",
			to: "tenant",
		},
	);
}

function waitingCondition({ waiting, loading, paused, backoff }: Subject): Condition | null {
	if (waiting === null || backoff !== null || loading !== null || paused !== null) return null;
	return condition("waiting", null, pauseWords(waiting).slice(1));
}

/** " Waiting for the allowance. Goes on 14:09." with a blank before it; nothing when it does not wait. */
function pauseWords(waiting: Subject["waiting"]): Sentence {
	if (waiting === null) return [];
	return [" ", ended(waiting.reason), " Goes on ", { until: waiting.until }, "."];
}

export function nextWords(next: string | null, before: string): Sentence {
	return next === null ? [] : [before, { until: next }, "."];
}

function instant(at: string | null): Sentence {
	return at === null ? [] : [{ at }];
}

function asOfWords(asOf: string | null): Sentence {
	return asOf === null ? [", but none arrived"] : [" as of ", { at: asOf }];
}

function asOfSentence(asOf: string | null): Sentence {
	return asOf === null ? [] : [". As of ", { at: asOf }];
}

/** Reasons of providers may end in a status code. */
function ended(reason: string): string {
	return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
