/** Puts a search for deletions on hold, and takes a person's answer. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { releaseStream } from "./lease";
import { plannedInterval } from "./planned-interval";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";
import { readSweepCursor, sweepCursorText } from "./sweep-cursor";
import { heldOf, type MissingCounts } from "./sweep-hold";

/** A list that was wrong for a moment is right again after this. */
const SECOND_LOOK_MS = 10 * 60_000;

/**
 * Nothing is marked. It is read again after a while, then at its usual times, in case the provider lists them again by
 * itself; until then, or until a person answers, the hold stays.
 */
export async function holdSweep(tx: Transaction, context: RunContext, counts: MissingCounts, at: Date): Promise<void> {
	const { stream, provider } = context;
	const before = await heldOf(tx, stream.id);
	const { missing, expected } = counts;
	const secondLook = before === null || before.approvedAt !== null;
	const delay = secondLook ? SECOND_LOOK_MS : plannedInterval(context) * 1000;
	await releaseStream(tx, stream, {
		nextDueAt: new Date(at.getTime() + delay),
		held: { missing, expected, since: before?.since ?? at.toISOString(), approvedBy: null, approvedAt: null },
	});
	const state = readSweepCursor((await tx.stream.findUniqueOrThrow({ where: { id: stream.id } })).cursor);
	if (state !== null) {
		const cursor = sweepCursorText({ ...state, phase: "between", startedAt: state.lastReadAt ?? state.startedAt });
		await tx.stream.update({ where: { id: stream.id }, data: { cursor } });
	}
	const next = secondLook ? "It is read again in ten minutes." : "Say on the tenant page whether they are really gone.";
	await closeRun(
		tx,
		context,
		"failed",
		`${provider.label} did not list ${missing} of ${expected} records. Nothing was marked as gone. ${next}`,
	);
}

/**
 * A person says what is true about the tenant's held searches. Gone: the next reading asks the provider for each record
 * that is missing, and marks those that it does not have. Not gone: it is read again.
 * @throws forbidden, not_found, conflict when nothing is held
 */
export async function answerHold(actor: Actor, tenantId: string, gone: boolean): Promise<void> {
	assertCan(actor, "connections.sync");
	if (!seesTenant(actor, tenantId)) throw notFound("tenant");
	const at = now();
	await db().$transaction(async (tx) => {
		const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } });
		if (tenant === null) throw notFound("tenant");
		const held = await tx.stream.findMany({
			where: { tenantId, held: { not: Prisma.DbNull } },
			select: { id: true, kind: true },
		});
		if (held.length === 0) {
			throw new AppError("conflict", `no hold of ${tenantId}`, "Nothing waits for an answer here any more.");
		}
		let missing = 0;
		for (const { id } of held) {
			const hold = await heldOf(tx, id);
			if (hold === null) continue;
			missing += hold.missing;
			const answered = gone ? { ...hold, approvedBy: actor.label, approvedAt: at.toISOString() } : Prisma.DbNull;
			await tx.stream.update({ where: { id }, data: { held: answered, nextDueAt: at } });
		}
		await recordAudit(tx, actor, {
			action: gone ? "tenant.deletions_approved" : "tenant.deletions_refused",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
			detail: { missing, streams: held.map(({ kind }) => kind).join(" ") },
		});
	});
}
