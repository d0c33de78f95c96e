/** Stores one page: records, units, quarantine, cursor and counters stand or fall together. */
import "server-only";
import { now } from "@/lib/clock";
import { databaseFailure } from "@/lib/database-failure";
import { db, type Transaction } from "@/lib/db/client";
import { log } from "@/lib/log";
import type { Page, RejectedRecord, StoredRecord, StreamKind } from "@/lib/providers/provider";
import { QUARANTINE_PURPOSE, quarantine, quarantineIdentity } from "@/lib/reservations/quarantine";
import { sealRaws } from "@/lib/reservations/seal-raws";
import { type StoredCounts, storePage } from "@/lib/reservations/store-page";
import { retireUnits, storeUnits } from "@/lib/reservations/store-units";
import { seal } from "@/lib/vault/vault";
import { type ClaimedStream, holdLease, LeaseLost } from "./lease";
import type { RunContext } from "./run-context";

/** So often a record may stop its page before it is set aside. */
const TRIES = 3;

interface PageFacts {
	/** Requests that the page took. */
	requests: number;
	seenAt: Date;
	/** The stream's cursor after this page. */
	cursor: string | null;
	/** Remember what was listed (sweeps). */
	notesSeen: boolean;
}

/** @throws LeaseLost; then nothing of the page was written. */
export async function commitPage(context: RunContext, page: Page, facts: PageFacts): Promise<void> {
	try {
		await storeWhole(context, page, facts);
	} catch (error) {
		if (error instanceof LeaseLost || databaseFailure(error) !== null) throw error;
		await storeWhole(context, await withoutBadRecords(context, page, facts.seenAt, error), facts);
	}
}

async function storeWhole({ stream, runId }: RunContext, page: Page, facts: PageFacts): Promise<void> {
	const { requests, seenAt } = facts;
	// Sealing is slow and needs no database: it happens before the transaction opens.
	const sealedRaws = await sealRaws(stream.tenantId, page.records);
	const kind = stream.kind as StreamKind;
	const rejected = await Promise.all(
		page.rejected.map(async (record) => ({
			...record,
			sealed: await seal(
				QUARANTINE_PURPOSE,
				`${stream.tenantId}:${quarantineIdentity(kind, record)}`,
				JSON.stringify(record.raw ?? null),
			),
		})),
	);
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		if (page.units.length > 0) await storeUnits(tx, stream.tenantId, page.units);
		if (kind === "inventory" && page.done) await retireUnits(tx, stream.tenantId);
		const counts = await storePage(tx, { tenantId: stream.tenantId, records: page.records, sealedRaws, seenAt });
		if (facts.notesSeen) await noteSeen(tx, stream, page);
		for (const record of rejected) await quarantine(tx, stream.tenantId, kind, record, seenAt);
		if (page.tenant !== null) {
			const { name, timeZone, timeZoneRaw } = page.tenant;
			await tx.tenant.update({ where: { id: stream.tenantId }, data: { name, timeZone, timeZoneRaw } });
		}
		await tx.stream.update({
			where: { id: stream.id },
			data: {
				cursor: facts.cursor,
				done: { increment: page.records.length + rejected.length },
				...(page.expected === null ? {} : { expected: page.expected }),
			},
		});
		await tx.run.update({
			where: { id: runId },
			data: {
				pages: { increment: 1 },
				requests: { increment: requests },
				created: { increment: counts.created },
				updated: { increment: counts.updated },
				unchanged: { increment: counts.unchanged + counts.stale },
				quarantined: { increment: rejected.length },
				heartbeatAt: now(),
			},
		});
	});
}

/**
 * The page without the records that cannot be stored; those are set aside, and the rest goes on (F-52). Each is tried
 * on its own. When none can be stored it is probably not their fault: then `cause` is thrown, until the stream has
 * failed twice with it.
 */
async function withoutBadRecords({ stream }: RunContext, page: Page, seenAt: Date, cause: unknown): Promise<Page> {
	const records: StoredRecord[] = [];
	const rejected: RejectedRecord[] = [];
	for (const stored of page.records) {
		try {
			await storeRecords(stream, [stored], seenAt);
			records.push(stored);
		} catch (error) {
			if (error instanceof LeaseLost || databaseFailure(error) !== null) throw error;
			log.warn({ err: error, streamId: stream.id }, "a record cannot be stored");
			rejected.push({
				remoteId: stored.record.remoteId,
				field: "(record)",
				reason: "Rezdeck could not store this record. The person who runs Rezdeck finds the cause in the log.",
				raw: stored.raw,
			});
		}
	}
	const mayBeOurFault = records.length === 0 && stream.failures < TRIES - 1;
	if (rejected.length === 0 || mayBeOurFault) throw cause;
	return { ...page, records, rejected: [...page.rejected, ...rejected] };
}

/** Stores records that were read on their own, without a page. Throws LeaseLost. */
export async function storeRecords(
	stream: ClaimedStream,
	records: StoredRecord[],
	seenAt: Date,
): Promise<StoredCounts> {
	const sealedRaws = await sealRaws(stream.tenantId, records);
	return db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		return storePage(tx, { tenantId: stream.tenantId, records, sealedRaws, seenAt });
	});
}

/** Remembers what a sweep has listed; its end compares and forgets. */
async function noteSeen(tx: Transaction, stream: ClaimedStream, page: Page): Promise<void> {
	const listed = [
		...page.records.map(({ record }) => record.remoteId),
		...page.rejected.map(({ remoteId }) => remoteId),
	];
	await tx.sweepSeen.createMany({
		data: listed.filter((id) => id !== null).map((remoteId) => ({ streamId: stream.id, remoteId })),
		skipDuplicates: true,
	});
}
