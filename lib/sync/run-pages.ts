/** The provider's feeds: page after page, each fetched with no transaction open and committed with its cursor. */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import type { Page, StreamKind } from "@/lib/providers/provider";
import { todayIn } from "@/lib/shared/dates";
import { commitPage } from "./commit-page";
import type { RunContext, SliceEnd } from "./run-context";
import { settleSweep } from "./settle-sweep";

/** Errors: as withAccess and commitPage. */
export async function runPages(context: RunContext, sliceEnds: number): Promise<SliceEnd> {
	const { stream, provider, tenant, signal } = context;
	let { cursor } = stream;
	for (;;) {
		let requests = 0;
		const seenAt = now();
		const page: Page = await withAccess(
			stream.connectionId,
			{ lane: stream.kind === "changed" ? "poll" : "fill", signal, onRequest: () => requests++ },
			(access) =>
				provider.fetchPage(access, {
					tenant,
					kind: stream.kind as StreamKind,
					cursor,
					today: todayIn(tenant.timeZone, seenAt),
				}),
		);
		await commitPage(stream, context.runId, page, requests, seenAt);
		cursor = page.cursor;
		if (page.done) break;
		if (signal.aborted || Date.now() > sliceEnds) return "paused";
	}
	await settleSweep(context);
	return "finished";
}
