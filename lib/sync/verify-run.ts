/**
 * The work of a verification, step by step: begin, read each feed anew, weigh and ask for what was not listed, settle.
 * Each step is committed with its cursor, so another worker goes on where this one stopped.
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import { todayIn } from "@/lib/shared/dates";
import { mustGiveWay } from "./give-way";
import { HEALTHY, holdLease, LeaseLost, releaseStream } from "./lease";
import type { RunContext, SliceEnd } from "./run-context";
import { closeRun } from "./run-record";
import { type At, listsOf, readVerifyCursor, type VerifyCursor } from "./verify-cursor";
import { expectedCount } from "./verify-mirror";
import { verifyPage } from "./verify-page";
import { commitStep } from "./verify-step";
import { askUnlisted, settleVerification, weighUnlisted } from "./verify-unlisted";

/** So many failures in a row end a verification; until then it waits and goes on. */
const FAILURES_MAX = 6;

/** Errors: as withAccess, LeaseLost, RunStopped. A failure that another try cannot mend ends the verification as failed. */
export async function runVerify(context: RunContext, sliceEnds: number): Promise<SliceEnd> {
	let cursor = readVerifyCursor(context.stream.cursor);
	while (cursor !== null) {
		const current: VerifyCursor = cursor;
		try {
			cursor = await step(context, current);
		} catch (error) {
			if (isFinal(context, error)) await giveUp(context, current, error);
			throw error;
		}
		if (cursor !== null && (await mustGiveWay(context, sliceEnds))) return "paused";
	}
	return "finished";
}

function step(context: RunContext, cursor: VerifyCursor): Promise<VerifyCursor | null> {
	switch (cursor.step.do) {
		case "begin":
			return begin(context, cursor);
		case "list":
			return verifyPage(context, { ...cursor, step: cursor.step });
		case "weigh":
			return weighUnlisted(context, { ...cursor, step: cursor.step });
		case "ask":
			return askUnlisted(context, { ...cursor, step: cursor.step });
		case "settle":
			return settleVerification(context, { ...cursor, step: cursor.step }, (tx) => writeTrace(tx, context, cursor));
	}
}

async function begin(context: RunContext, cursor: VerifyCursor): Promise<VerifyCursor | null> {
	const { stream, provider, tenant } = context;
	const at = now();
	const [list, ...rest] = listsOf(provider, cursor.scope);
	if (list === undefined) throw new Error(`${provider.id} has no feed to verify`);
	const next: At<"list"> = {
		...cursor,
		startedAt: at.toISOString(),
		today: todayIn(tenant.timeZone, at),
		step: { do: "list", list, page: null, rest, again: false },
	};
	return commitStep(context, cursor, 0, async (tx) => {
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		const expected = await expectedCount(tx, context, next);
		await tx.stream.update({ where: { id: stream.id }, data: { done: 0, expected } });
		await tx.verification.update({ where: { id: cursor.id }, data: { startedAt: at } });
		return { next };
	});
}

/** Runs before the last step is written, so the counts are those of all steps before it and of its marks. */
async function writeTrace(tx: Transaction, { stream }: RunContext, cursor: VerifyCursor): Promise<void> {
	const { scope, requestedBy, compared, equal, differing, missing, extra } = await tx.verification.findUniqueOrThrow({
		where: { id: cursor.id },
	});
	const repaired = await tx.verificationFinding.count({ where: { verificationId: cursor.id, repaired: true } });
	await recordAudit(tx, SYSTEM, {
		action: "tenant.verified",
		targetType: "tenant",
		targetId: stream.tenantId,
		outcome: "ok",
		detail: { scope, requestedBy, compared, equal, differing, missing, extra, repaired },
	});
}

/** 429s are waits, not failures; the engine tries everything else that may mend itself again. */
function isFinal({ stream }: RunContext, error: unknown): error is ProviderError {
	if (!(error instanceof ProviderError) || error.kind === "rate_limited") return false;
	return PROVIDER_ERROR_RULES[error.kind].retry === "no" || stream.failures + 1 >= FAILURES_MAX;
}

/**
 * Ends run and stream here, so that the connection is not blamed for a verification: its other streams judge that.
 * Throws LeaseLost, because the claim is given back and nothing more may be written under it.
 */
async function giveUp(context: RunContext, cursor: VerifyCursor, error: ProviderError): Promise<never> {
	const { stream, provider } = context;
	const message = PROVIDER_ERROR_RULES[error.kind].text.replaceAll("{provider}", provider.label);
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		const { scope, requestedBy } = await tx.verification.update({
			where: { id: cursor.id },
			data: { state: "failed", finishedAt: now(), message },
		});
		await tx.stream.update({ where: { id: stream.id }, data: { cursor: null } });
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		await releaseStream(tx, stream, { ...HEALTHY, nextDueAt: null });
		await closeRun(tx, context, "failed", message);
		await recordAudit(tx, SYSTEM, {
			action: "tenant.verified",
			targetType: "tenant",
			targetId: stream.tenantId,
			outcome: "failed",
			detail: { scope, requestedBy, cause: error.kind },
		});
	});
	throw new LeaseLost(stream.id);
}
