/** When a search for deletions must not decide by itself, and what a person said about it. */
import "server-only";
import { db, type Transaction } from "@/lib/db/client";
import { type SweepHold, sweepHold } from "@/lib/shared/connections";

const GUARD_COUNT = 20;
const GUARD_SHARE = 0.05;
/** What a person approved may have grown a little until it is looked at again. */
const APPROVED_GROWTH = 1.1;

export interface MissingCounts {
	missing: number;
	/** How many the reading should have listed. */
	expected: number;
}

/** Too much is missing: nothing was asked and nothing marked. */
export class SweepHeld extends Error {
	override readonly name = "SweepHeld";
	constructor(readonly counts: MissingCounts) {
		super(`${counts.missing} of ${counts.expected} missing in a sweep`);
	}
}

export function isTooMuch({ missing, expected }: MissingCounts): boolean {
	return missing > Math.max(GUARD_COUNT, expected * GUARD_SHARE);
}

/** False when somebody approved about as many. */
export async function needsAPerson(streamId: string, { missing }: MissingCounts): Promise<boolean> {
	const hold = await heldOf(db(), streamId);
	return hold?.approvedAt == null || missing > Math.max(GUARD_COUNT, hold.missing * APPROVED_GROWTH);
}

/** Null: nothing is held. */
export async function heldOf(tx: Pick<Transaction, "stream">, streamId: string): Promise<SweepHold | null> {
	const { held } = await tx.stream.findUniqueOrThrow({ where: { id: streamId }, select: { held: true } });
	return held === null ? null : sweepHold.parse(held);
}
