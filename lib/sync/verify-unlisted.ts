/**
 * What is here and was not listed by the provider. It is asked for one by one before it is called gone; when too much is
 * missing at once it is reported and nothing is marked: that is a strange answer, not a wave of deletions (F-48).
 */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { ProviderError } from "@/lib/errors";
import type { RunContext } from "./run-context";
import type { At, VerifyCursor } from "./verify-cursor";
import { listedCount, nextUnlisted, seenId, type Unlisted, unlistedInside } from "./verify-mirror";
import { compareAndStore, type Reading, sealReading } from "./verify-page";
import { commitStep, type Finding, type StepResult } from "./verify-step";

const GUARD_COUNT = 20;
const GUARD_SHARE = 0.05;

/** Too much missing: all of it is reported, nothing asked. Else blocks are found extra, and reservations are asked for. */
export async function weighUnlisted(context: RunContext, cursor: At<"weigh">): Promise<VerifyCursor | null> {
	return commitStep(context, cursor, 0, async (tx): Promise<StepResult> => {
		const unlisted = await unlistedInside(tx, context, cursor);
		const expected = await listedCount(tx, context, cursor);
		// Whether lists hold cancelled ones is not known of every provider (PROVIDERS.md 3): they prove nothing.
		const silent = unlisted.filter(({ cancelled }) => !cancelled);
		if (isTooMany(silent.length, expected)) {
			return {
				next: { ...cursor, step: { do: "settle" } },
				findings: unlisted.map((row) => extra(row, ["Not listed; too many at once to be asked for one by one"])),
				compared: unlisted.length,
				message: tooManyWords(context, silent.length, expected),
			};
		}
		// Two readings in a row did not list them, and single blocks cannot be asked for.
		const blocks = unlisted.filter(({ entity }) => entity === "block");
		return {
			next: { ...cursor, step: { do: "ask", after: "" } },
			findings: blocks.map((row) => extra(row, [])),
			compared: blocks.length,
		};
	});
}

/** The unlisted reservation that comes next is asked for: what is there after all is compared, the rest is extra. */
export async function askUnlisted(context: RunContext, cursor: At<"ask">): Promise<VerifyCursor | null> {
	const next = await nextUnlisted(db(), context, cursor, cursor.step.after);
	if (next === null) {
		return commitStep(context, cursor, 0, async () => ({ next: { ...cursor, step: { do: "settle" } } }));
	}
	let requests = 0;
	const found = await askFor(context, next, () => requests++);
	const step = { next: { ...cursor, step: { do: "ask" as const, after: next.id } } };
	if (found === "gone") {
		return commitStep(context, cursor, requests, async () => ({ ...step, findings: [extra(next, [])], compared: 1 }));
	}
	const sealed = await sealReading(context, found);
	return commitStep(context, cursor, requests, async (tx) => ({
		...(await compareAndStore(tx, context, found, sealed)),
		...step,
	}));
}

async function askFor(context: RunContext, { remoteId }: Unlisted, count: () => void): Promise<Reading | "gone"> {
	const { stream, tenant, signal } = context;
	const reading = { list: "window" as const, seenAt: now(), confirmed: new Set([`reservation:${remoteId}`]) };
	try {
		const access = { lane: "fill" as const, signal, onRequest: count };
		const record = await withAccess(stream.connectionId, access, (call, provider) =>
			provider.fetchOne(call, tenant, remoteId),
		);
		return { ...reading, records: [record], rejected: [] };
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		if (error.kind === "not_found") return "gone";
		if (error.kind !== "unexpected_shape" || error.field === null) throw error;
		const rejected = { remoteId, field: error.field, reason: error.detail ?? "does not fit", raw: null };
		return { ...reading, records: [], rejected: [rejected] };
	}
}

/** The end: what was found extra is marked as gone, when it is few enough to be believed. */
export async function settleVerification(
	context: RunContext,
	cursor: At<"settle">,
	finished: (tx: Transaction) => Promise<void>,
): Promise<VerifyCursor | null> {
	return commitStep(context, cursor, 0, async (tx): Promise<StepResult> => {
		const end: StepResult = { next: null };
		const { message } = await tx.verification.findUniqueOrThrow({
			where: { id: cursor.id },
			select: { message: true },
		});
		// Without a message the unlisted were few; those outside the lists' days are counted only here.
		if (message === null) {
			const extras = await tx.verificationFinding.count({ where: { verificationId: cursor.id, kind: "extra" } });
			const expected = await listedCount(tx, context, cursor);
			if (isTooMany(extras, expected)) end.message = tooManyWords(context, extras, expected);
			else end.marked = await markExtras(tx, cursor.id);
		}
		await tx.sweepSeen.deleteMany({ where: { streamId: context.stream.id } });
		await finished(tx);
		return end;
	});
}

/** The provider certainly had each of them when our copy last changed. */
async function markExtras(tx: Transaction, verificationId: string): Promise<number> {
	const marked = await tx.$queryRaw<{ id: string }[]>`
		UPDATE reservation r SET gone_after = r.changed_at, gone_before = ${now()}::timestamptz
		FROM verification_finding f
		WHERE f.verification_id = ${verificationId} AND f.kind = 'extra' AND r.id = f.reservation_id AND r.gone_before IS NULL
		RETURNING r.id`;
	await tx.verificationFinding.updateMany({
		where: { verificationId, kind: "extra", reservationId: { in: marked.map(({ id }) => id) } },
		data: { repaired: true },
	});
	return marked.length;
}

function isTooMany(missing: number, expected: number): boolean {
	return missing > Math.max(GUARD_COUNT, expected * GUARD_SHARE);
}

function tooManyWords({ provider }: RunContext, missing: number, expected: number): string {
	return `${provider.label} did not give ${missing} of ${expected} reservations that are here. Nothing was marked as gone. Look at ${provider.label} whether they are really gone, then verify again.`;
}

function extra({ id, remoteId, entity }: Unlisted, fields: string[]): Finding {
	return { kind: "extra", remoteId: seenId(entity, remoteId), reservationId: id, fields, repaired: false };
}
