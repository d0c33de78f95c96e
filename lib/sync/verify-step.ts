/** One step of a verification stands or falls as a whole: what it stored, what it found, its counters and its cursor. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { holdLease } from "./lease";
import type { RunContext } from "./run-context";
import { type VerifyCursor, verifyCursorText } from "./verify-cursor";

export interface Finding {
	kind: "differing" | "missing" | "extra";
	remoteId: string;
	reservationId: string | null;
	fields: string[];
	repaired: boolean;
}

/** What a step did; absent counts are zero. */
export interface StepResult {
	next: VerifyCursor | null;
	findings?: readonly Finding[];
	/** Records compared in this step, found alike among them. */
	compared?: number;
	equal?: number;
	/** Extra ones marked as gone, found in earlier steps. */
	marked?: number;
	quarantined?: number;
	/** Why it ended without marking what it found; for people. */
	message?: string;
}

/**
 * Runs `work` in a transaction that holds the lease, then writes what it gives. Returns the next cursor; null: the end.
 * @throws LeaseLost (also when it was cancelled meanwhile); then nothing was written.
 */
export async function commitStep(
	context: RunContext,
	cursor: VerifyCursor,
	requests: number,
	work: (tx: Transaction) => Promise<StepResult>,
): Promise<VerifyCursor | null> {
	const { stream, runId } = context;
	return db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		const result = await work(tx);
		const { next, findings = [], compared = 0, equal = 0, marked = 0, quarantined = 0, message } = result;
		const at = now();
		const of = (kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind).length;
		const repaired = findings.filter((finding) => finding.repaired).length + marked;
		const stored = findings.filter((finding) => finding.repaired && finding.kind !== "extra").length + marked;
		await tx.verification.update({
			where: { id: cursor.id },
			data: {
				state: next === null ? "finished" : "running",
				...(next === null ? { finishedAt: at } : {}),
				...(message === undefined ? {} : { message }),
				compared: { increment: compared },
				equal: { increment: equal },
				differing: { increment: of("differing") },
				missing: { increment: of("missing") },
				extra: { increment: of("extra") },
				repaired: { increment: repaired },
				requests: { increment: requests },
			},
		});
		await tx.verificationFinding.createMany({
			data: findings.map((finding) => ({ ...finding, verificationId: cursor.id })),
			skipDuplicates: true,
		});
		await tx.stream.update({
			where: { id: stream.id },
			data: { cursor: next === null ? null : verifyCursorText(next), done: { increment: compared } },
		});
		await tx.run.update({
			where: { id: runId },
			data: {
				requests: { increment: requests },
				pages: { increment: requests === 0 ? 0 : 1 },
				updated: { increment: stored },
				unchanged: { increment: Math.max(0, compared - stored - quarantined) },
				quarantined: { increment: quarantined },
				heartbeatAt: at,
			},
		});
		return next;
	});
}
