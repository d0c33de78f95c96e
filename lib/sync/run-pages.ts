/** The provider's feeds: page after page, each fetched with no transaction open and committed with its cursor. */
import "server-only";
import type { Lane } from "@/lib/budget/take-request";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import type { StreamKind } from "@/lib/providers/provider";
import { todayIn } from "@/lib/shared/dates";
import { commitPage } from "./commit-page";
import { mustGiveWay } from "./give-way";
import type { RunContext, SliceEnd } from "./run-context";

/** A person's click may take so many pages of the share kept for people; what is beyond is a poll like others. */
const ASKED_PAGES = 5;

/**
 * Cursor of a first reading whose last page is stored. Without it a worker that is killed between that page and the end
 * of its run would leave a cursor that says "from the beginning" (F-02).
 */
const READ_TO_THE_END = "end";

/** Errors: as withAccess, commitPage and mustGiveWay. */
export async function runPages(context: RunContext, sliceEnds: number): Promise<SliceEnd> {
	const { stream, provider } = context;
	if (stream.cursor === READ_TO_THE_END) return "finished";
	const isRepeated = provider.streams.find(({ kind }) => kind === stream.kind)?.mode === "repeat";
	return readPages(context, sliceEnds, {
		cursor: stream.cursor,
		today: null,
		listsAll: false,
		store: (cursor, done) => (done && !isRepeated ? READ_TO_THE_END : cursor),
	});
}

interface Reading {
	/** The provider's own cursor. */
	cursor: string | null;
	/** The tenant's day on which the reading began; null: today. */
	today: string | null;
	/** Remember every id that is listed (sweeps). */
	listsAll: boolean;
	/** What is stored as the stream's cursor after a page. */
	store(cursor: string | null, done: boolean): string | null;
}

/** From `cursor` to the end, or until the slice must end. Errors: as runPages. */
export async function readPages(context: RunContext, sliceEnds: number, reading: Reading): Promise<SliceEnd> {
	const { stream, provider, tenant, signal } = context;
	let { cursor } = reading;
	for (let pages = 0; ; pages++) {
		let requests = 0;
		const seenAt = now();
		const page = await withAccess(
			stream.connectionId,
			{ lane: laneOf(context, pages), signal, onRequest: () => requests++ },
			(access) =>
				provider.fetchPage(access, {
					tenant,
					kind: stream.kind as StreamKind,
					cursor,
					today: reading.today ?? todayIn(tenant.timeZone, seenAt),
				}),
		);
		await commitPage(context, page, {
			requests,
			seenAt,
			cursor: reading.store(page.cursor, page.done),
			notesSeen: reading.listsAll,
		});
		if (page.done) return "finished";
		cursor = page.cursor;
		if (await mustGiveWay(context, sliceEnds)) return "paused";
	}
}

function laneOf({ stream, asked }: RunContext, pages: number): Lane {
	if (stream.kind !== "changed") return "fill";
	return asked && pages < ASKED_PAGES ? "person" : "poll";
}
