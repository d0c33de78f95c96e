/** Where a verification stands: the cursor of its stream, so that any worker can go on with it. */
import "server-only";
import { z } from "zod";
import type { Provider, StreamKind } from "@/lib/providers/provider";
import { plainDate } from "@/lib/shared/date-inputs";
import { addDays } from "@/lib/shared/dates";
import { type VerificationScope, verificationScope } from "@/lib/shared/verification";

/** The provider's own feeds that are read anew, in this order. */
const LISTS = {
	window: ["window"],
	all: ["window", "future", "history", "blocks"],
} as const satisfies Record<VerificationScope, readonly StreamKind[]>;

const list = z.enum(LISTS.all);

const steps = {
	begin: z.object({ do: z.literal("begin") }),
	/** `again`: a second look for what the first reading did not list (blocks cannot be asked for one by one). */
	list: z.object({ do: z.literal("list"), list, page: z.string().nullable(), rest: z.array(list), again: z.boolean() }),
	/** Everything is read: is what was not listed few enough to be believed? */
	weigh: z.object({ do: z.literal("weigh") }),
	/** What was not listed is asked for one by one, in the order of our ids. */
	ask: z.object({ do: z.literal("ask"), after: z.string() }),
	settle: z.object({ do: z.literal("settle") }),
};

const cursor = z.object({
	v: z.literal(1),
	/** The verification. */
	id: z.string(),
	scope: verificationScope,
	/** When its reading began, and the tenant's day then: a reading that crosses midnight still reads the first day's window. */
	startedAt: z.iso.datetime(),
	today: plainDate,
	step: z.discriminatedUnion("do", [steps.begin, steps.list, steps.weigh, steps.ask, steps.settle]),
});
export type VerifyCursor = z.infer<typeof cursor>;
export type VerifyList = z.infer<typeof list>;
/** A cursor that stands at one kind of step. */
export type At<Do extends VerifyCursor["step"]["do"]> = VerifyCursor & {
	step: Extract<VerifyCursor["step"], { do: Do }>;
};

/** The start of a verification; its times are set anew when a worker begins. */
export function firstVerifyCursor(id: string, scope: VerificationScope, at: Date): string {
	const today = at.toISOString().slice(0, 10);
	return verifyCursorText({ v: 1, id, scope, startedAt: at.toISOString(), today, step: { do: "begin" } });
}

/** Null: no verification is under way. Throws for a cursor that is not ours, which is a bug. */
export function readVerifyCursor(text: string | null): VerifyCursor | null {
	return text === null ? null : cursor.parse(JSON.parse(text));
}

export function verifyCursorText(state: VerifyCursor): string {
	return JSON.stringify(state);
}

/** The feeds that this provider has, of those that the scope reads. */
export function listsOf(provider: Provider, scope: VerificationScope): VerifyList[] {
	return LISTS[scope].filter((kind) => provider.streams.some((stream) => stream.kind === kind));
}

interface Span {
	from: string;
	to: string;
}

/** The days that the feeds of a scope cover together, per kind of record; null where a scope reads none of them. */
export function spansOf(
	provider: Provider,
	{ scope, today }: Pick<VerifyCursor, "scope" | "today">,
): { reservations: Span | null; blocks: Span | null } {
	const kinds = listsOf(provider, scope);
	return {
		reservations: span(
			provider,
			kinds.filter((kind) => kind !== "blocks"),
			today,
		),
		blocks: span(
			provider,
			kinds.filter((kind) => kind === "blocks"),
			today,
		),
	};
}

function span(provider: Provider, kinds: readonly VerifyList[], today: string): Span | null {
	const days = provider.streams.flatMap(({ kind, lists }) =>
		lists !== undefined && kinds.some((wanted) => wanted === kind) ? [lists] : [],
	);
	if (days.length === 0) return null;
	return {
		from: addDays(today, Math.min(...days.map(({ fromDay }) => fromDay))),
		to: addDays(today, Math.max(...days.map(({ toDay }) => toDay))),
	};
}
