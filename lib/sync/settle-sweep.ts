/**
 * The end of a sweep: what its reading did not list is asked for one by one, and only what the provider says it does not
 * have is marked as gone. When too much is missing at once nothing is asked and nothing marked before a person has said
 * that it is really gone: that is a strange answer, not a wave of deletions (F-48).
 */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { ProviderError } from "@/lib/errors";
import type { StoredRecord, StreamDefinition } from "@/lib/providers/provider";
import { countMissing, type Listing, type MissingReservation, markGone, nextMissing } from "@/lib/reservations/gone";
import { addDays } from "@/lib/shared/dates";
import { storeRecords } from "./commit-page";
import { mustGiveWay } from "./give-way";
import { holdLease } from "./lease";
import type { RunContext, SliceEnd } from "./run-context";
import { type SweepState, sweepCursorText } from "./sweep-cursor";
import { isTooMuch, needsAPerson, SweepHeld } from "./sweep-hold";

const BATCH = 100;

/**
 * Ends the sweep, or pauses between two questions; it then goes on where it stood.
 * @throws SweepHeld when too much is missing, what fetching throws, LeaseLost, RunStopped
 */
export async function settleSweep(
	context: RunContext,
	sweeps: NonNullable<StreamDefinition["sweeps"]>,
	state: SweepState,
	sliceEnds: number,
): Promise<SliceEnd> {
	const { stream } = context;
	const listing: Listing = {
		tenantId: stream.tenantId,
		streamId: stream.id,
		entity: sweeps.entity ?? "reservation",
		from: addDays(state.today, sweeps.fromDay),
		to: addDays(state.today, sweeps.toDay),
		startedAt: new Date(state.startedAt),
	};
	const counts = await countMissing(db(), listing);
	if (isTooMuch(counts) && (await needsAPerson(stream.id, counts))) throw new SweepHeld(counts);
	if (listing.entity === "block") return settleUnasked(context, listing, state);
	for (let asked = 0; ; ) {
		const batch = await nextMissing(db(), listing, BATCH);
		if (batch.length === 0) break;
		for (const reservation of batch) {
			await settleOne(
				context,
				reservation,
				state,
				`Asking for each of ${counts.missing} that were not listed: ${++asked} done.`,
			);
			if (await mustGiveWay(context, sliceEnds)) return "paused";
		}
	}
	await finish(context, state, []);
	return "finished";
}

/** The provider has no address for one of these: what two complete readings in a row did not list is gone. */
async function settleUnasked(context: RunContext, listing: Listing, state: SweepState): Promise<SliceEnd> {
	const missing = await nextMissing(db(), listing, null);
	const missedBefore = new Set(state.missed);
	const gone = missing.filter(({ remoteId }) => missedBefore.has(remoteId));
	await db().$transaction(async (tx) => {
		await holdLease(tx, context.stream);
		await markGone(
			tx,
			gone.map(({ id }) => id),
			{ after: dateOrNull(state.lastReadAt), before: new Date(state.startedAt) },
		);
		await tx.run.update({ where: { id: context.runId }, data: { updated: { increment: gone.length } } });
	});
	await finish(
		context,
		state,
		missing.filter(({ remoteId }) => !missedBefore.has(remoteId)).map(({ remoteId }) => remoteId),
	);
	return "finished";
}

/** Either it is gone, or it is there after all and stored as it is now. Then it counts as seen. */
async function settleOne(
	context: RunContext,
	{ id, remoteId }: MissingReservation,
	state: SweepState,
	message: string,
): Promise<void> {
	const { stream, runId } = context;
	const found = await fetchIfThere(context, remoteId);
	if (found !== null) await storeRecords(stream, [found], now());
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		if (found === null) await markGone(tx, [id], { after: dateOrNull(state.lastReadAt), before: now() });
		await tx.sweepSeen.createMany({ data: [{ streamId: stream.id, remoteId }], skipDuplicates: true });
		await tx.run.update({
			where: { id: runId },
			data: { requests: { increment: 1 }, updated: { increment: found === null ? 1 : 0 }, heartbeatAt: now(), message },
		});
	});
}

/** Null: the provider does not have it. */
async function fetchIfThere({ stream, tenant, signal }: RunContext, remoteId: string): Promise<StoredRecord | null> {
	try {
		return await withAccess(stream.connectionId, { lane: "fill", signal }, (access, provider) =>
			provider.fetchOne(access, tenant, remoteId),
		);
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return null;
		throw error;
	}
}

async function finish({ stream }: RunContext, state: SweepState, missed: string[]): Promise<void> {
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		const cursor = sweepCursorText({ ...state, phase: "between", next: null, missed });
		await tx.stream.update({ where: { id: stream.id }, data: { cursor, held: Prisma.DbNull } });
	});
}

function dateOrNull(text: string | null): Date | null {
	return text === null ? null : new Date(text);
}
