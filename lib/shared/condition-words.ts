/**
 * The one vocabulary of states: what a connection, a tenant or a list of reservations can be in, its word, its tone, and
 * what a list can be filtered by. Sentences for each: conditions.ts. Every page, list, dot and API sentence takes its
 * words from here. Pure.
 */
import { z } from "zod";
import type { ConditionKind, ConnectionState, conditionAction, tone } from "./connections";
import type { Sentence } from "./sentence";

type Tone = z.infer<typeof tone>;
export type ConditionAction = z.infer<typeof conditionAction>;

/** What a list can be filtered by. */
export const conditionGroup = z.enum(["person", "disturbed", "paused", "loading", "fine", "over"]);
export type ConditionGroup = z.infer<typeof conditionGroup>;

export interface Condition {
	kind: ConditionKind;
	group: ConditionGroup;
	label: string;
	tone: Tone;
	since: string | null;
	sentence: Sentence;
	/** Null: nothing is to be done. */
	action: ConditionAction | null;
	/** Beside a state, never the state itself: the mirror is as true as without it. */
	isNote: boolean;
}

/** Most urgent first. */
export const GROUPS: readonly { id: ConditionGroup; label: string }[] = [
	{ id: "person", label: "Needs a person" },
	{ id: "disturbed", label: "Disturbed" },
	{ id: "paused", label: "Paused" },
	{ id: "loading", label: "Loading" },
	{ id: "fine", label: "Up to date" },
	{ id: "over", label: "Not synced" },
];

type Word = Pick<Condition, "label" | "tone" | "group"> & { isNote?: true };

/** In the order of urgency. */
const WORDS: Record<ConditionKind, Word> = {
	revoked: { label: "Revoked", tone: "quiet", group: "over" },
	revoked_local_only: { label: "Removed here only", tone: "warn", group: "over" },
	revoking: { label: "Revoking", tone: "info", group: "over" },
	left_out: { label: "Left out", tone: "quiet", group: "over" },
	needs_reconnect: { label: "Needs a person", tone: "bad", group: "person" },
	not_reached: { label: "Not reached", tone: "bad", group: "person" },
	held: { label: "Needs an answer", tone: "warn", group: "person" },
	paused: { label: "Paused", tone: "warn", group: "paused" },
	cancelled: { label: "Cancelled", tone: "warn", group: "paused" },
	disturbed: { label: "Disturbed", tone: "warn", group: "disturbed" },
	loading: { label: "Loading", tone: "info", group: "loading" },
	behind: { label: "Not up to date", tone: "warn", group: "disturbed" },
	not_permitted: { label: "Partly not permitted", tone: "warn", group: "person" },
	slow: { label: "Slow", tone: "warn", group: "disturbed" },
	expiring: { label: "Token ends", tone: "warn", group: "person", isNote: true },
	set_aside: { label: "Records set aside", tone: "warn", group: "fine", isNote: true },
	webhooks_silent: { label: "Webhooks silent", tone: "info", group: "fine", isNote: true },
	waiting: { label: "Waiting", tone: "info", group: "fine", isNote: true },
	fine: { label: "Up to date", tone: "ok", group: "fine" },
};
const ORDER = Object.keys(WORDS) as ConditionKind[];

/** The label of a connection's own states, for what names a state without a connection. */
export function stateLabel(state: ConnectionState): { label: string; tone: Tone } {
	if (state === "active") return HEALTHY;
	return WORDS[state === "degraded" ? "disturbed" : state];
}

export const HEALTHY = { label: "Healthy", tone: "ok" } as const;

/** The condition that names the state: the first that is no note. */
export function mainCondition(conditions: readonly Condition[]): Condition {
	const main = conditions.find(({ isNote }) => !isNote);
	if (main === undefined) throw new Error("a subject is always in some state");
	return main;
}

/** Whether a filter for a group finds it: notes count too, so that whoever must act finds everything. */
export function isInGroup(conditions: readonly Condition[], group: ConditionGroup): boolean {
	if (group === "fine") return conditions.every((condition) => condition.group === "fine");
	return conditions.some((condition) => condition.group === group);
}

/** For sorting by urgency: the group first, then the kind. */
export function urgency({ group, kind }: Pick<Condition, "group" | "kind">): number {
	return GROUPS.findIndex(({ id }) => id === group) * ORDER.length + ORDER.indexOf(kind);
}

export function condition(
	kind: ConditionKind,
	since: string | null,
	sentence: Sentence,
	action: ConditionAction | null = null,
): Condition {
	const { isNote, ...word } = WORDS[kind];
	return { kind, ...word, since, sentence, action, isNote: isNote ?? false };
}

export function fine(sentence: Sentence): Condition {
	return condition("fine", null, sentence);
}
