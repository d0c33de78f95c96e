/**
 * The end of a sweep: what its reading did not list is asked for one by one, and only what the provider says it does not
 * have is marked as gone. When too much is missing at once nothing is asked and nothing marked: that is a strange answer,
 * not a wave of deletions (F-48).
 */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { AppError, ProviderError } from "@/lib/errors";
import { type MissingReservation, markGone, missingFromSweep } from "@/lib/reservations/gone";
import { addDays, todayIn } from "@/lib/shared/dates";
import { storeRecords } from "./commit-page";
import { holdLease } from "./lease";
import type { RunContext } from "./run-context";

const GUARD_COUNT = 20;
const GUARD_SHARE = 0.05;

/** Does nothing for streams that are no sweep. Throws conflict when too much is missing, and what fetching throws. */
export async function settleSweep(context: RunContext): Promise<void> {
	const { stream, provider, tenant, startedAt } = context;
	const sweeps = provider.streams.find(({ kind }) => kind === stream.kind)?.sweeps;
	if (sweeps === undefined) return;
	// The day it began on: a reading that crosses midnight still read the first day's window.
	const today = todayIn(tenant.timeZone, startedAt);
	const { missing, expected } = await missingFromSweep(db(), {
		tenantId: stream.tenantId,
		streamId: stream.id,
		from: addDays(today, sweeps.fromDay),
		to: addDays(today, sweeps.toDay),
		startedAt,
	});
	if (missing.length > Math.max(GUARD_COUNT, expected * GUARD_SHARE)) {
		throw new AppError(
			"conflict",
			`${missing.length} of ${expected} missing in a sweep`,
			`${provider.label} did not list ${missing.length} of ${expected} reservations. Nothing was marked as gone; it is read again. If it stays, look at ${provider.label} whether they are really gone.`,
		);
	}
	const gone: string[] = [];
	for (const reservation of missing) if (await isGone(context, reservation)) gone.push(reservation.id);
	const previous = await db().stream.findUniqueOrThrow({ where: { id: stream.id }, select: { lastSuccessAt: true } });
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		await markGone(tx, gone, { after: previous.lastSuccessAt, before: now() });
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		await tx.run.update({ where: { id: context.runId }, data: { updated: { increment: gone.length } } });
	});
}

/** A record that is there after all, only not in the list, is stored as it is now. */
async function isGone(context: RunContext, { remoteId }: MissingReservation): Promise<boolean> {
	const { stream, tenant, signal } = context;
	try {
		const found = await withAccess(stream.connectionId, { lane: "fill", signal }, (access, provider) =>
			provider.fetchOne(access, tenant, remoteId),
		);
		await storeRecords(stream, [found], now());
		return false;
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return true;
		throw error;
	}
}
