/** Asking for a verification of a tenant, and cancelling it. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { VERIFY_STREAM } from "@/lib/connections/streams";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFound } from "@/lib/errors";
import { provider as providerById } from "@/lib/providers/registry";
import type { VerificationScope } from "@/lib/shared/verification";
import { closeRun } from "./run-record";
import { firstVerifyCursor, listsOf } from "./verify-cursor";

/** A person waits for it: only polls and what a tenant needs to show anything at all go before. */
const POSITION = 15;

/**
 * Starts a verification, or leaves the one that is under way alone.
 * @throws not_found, conflict (left out, connection not usable, still filling), needs_reconnect
 */
export async function requestVerification(actor: Actor, tenantId: string, scope: VerificationScope): Promise<void> {
	assertCan(actor, "connections.sync");
	if (!seesTenant(actor, tenantId)) throw notFound("tenant");
	await db().$transaction(async (tx) => {
		const tenant = await lockTenant(tx, tenantId);
		assertVerifiable(tenant, scope);
		const stream = await tx.stream.findUnique({ where: { tenantId_kind: { tenantId, kind: VERIFY_STREAM } } });
		if (stream?.cursor != null && stream.nextDueAt !== null) return;
		const at = now();
		await closeUnfinished(tx, tenantId, at);
		const id = newId("ver");
		await tx.verification.create({
			data: { id, tenantId, scope, requestedBy: actor.label, requestedAt: at, state: "waiting" },
		});
		const state = {
			position: POSITION,
			cursor: firstVerifyCursor(id, scope, at),
			nextDueAt: at,
			waiting: null,
			failures: 0,
			done: 0,
			expected: null,
		};
		await tx.stream.upsert({
			where: { tenantId_kind: { tenantId, kind: VERIFY_STREAM } },
			create: {
				id: newId("str"),
				tenantId,
				kind: VERIFY_STREAM,
				connectionId: tenant.connectionId,
				// It is no part of the first filling: nothing waits for its first end.
				completedAt: at,
				...state,
			},
			update: state,
		});
		await recordAudit(tx, actor, {
			action: "tenant.verify_requested",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
			detail: { scope },
		});
	});
}

/** Stops the verification under way; what it has repaired stays repaired. Errors: not_found, conflict (none is under way). */
export async function cancelVerification(actor: Actor, tenantId: string): Promise<void> {
	assertCan(actor, "connections.sync");
	if (!seesTenant(actor, tenantId)) throw notFound("tenant");
	await db().$transaction(async (tx) => {
		await lockTenant(tx, tenantId);
		const at = now();
		// The fence is taken away from the worker that may be at it: nothing it has in hand is written any more.
		const [stream] = await tx.$queryRaw<{ id: string }[]>`
			UPDATE stream SET fence = fence + 1, lease_until = NULL, lease_owner = NULL, cursor = NULL, next_due_at = NULL,
				waiting = NULL, failures = 0
			WHERE tenant_id = ${tenantId} AND kind = ${VERIFY_STREAM} AND cursor IS NOT NULL RETURNING id`;
		if (stream === undefined) {
			throw new AppError("conflict", "no verification under way", "No verification of this tenant is under way.");
		}
		await closeUnfinished(tx, tenantId, at, `Cancelled by ${actor.label}.`);
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		const open = await tx.run.findMany({
			where: { streamId: stream.id, state: { in: ["running", "waiting"] } },
			select: { id: true },
		});
		for (const run of open)
			await closeRun(tx, { runId: run.id, asked: false }, "cancelled", `Cancelled by ${actor.label}.`);
		await recordAudit(tx, actor, {
			action: "tenant.verify_cancelled",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
		});
	});
}

type LockedTenant = Awaited<ReturnType<typeof lockTenant>>;

/** No stronger lock: the worker that stores pages refers to this row while it holds the stream that is changed here. */
async function lockTenant(tx: Transaction, tenantId: string) {
	const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM tenant WHERE id = ${tenantId} FOR NO KEY UPDATE`;
	if (row === undefined) throw notFound("tenant");
	return tx.tenant.findUniqueOrThrow({
		where: { id: tenantId },
		include: {
			connection: { select: { state: true } },
			streams: { select: { kind: true, completedAt: true } },
		},
	});
}

function assertVerifiable(tenant: LockedTenant, scope: VerificationScope): void {
	const { state } = tenant.connection;
	if (state === "needs_reconnect") {
		throw new AppError(
			"needs_reconnect",
			"verify without a token",
			"The connection of this tenant needs a person first: reconnect the account.",
		);
	}
	if (!USABLE_STATES.some((usable) => usable === state)) {
		throw new AppError("conflict", `verify on a ${state} connection`, "The connection of this tenant was revoked.");
	}
	if (!tenant.included) {
		throw new AppError("conflict", "verify of a left-out tenant", "This tenant is left out. Include it first.");
	}
	if (tenant.problem !== null) {
		throw new AppError("conflict", "verify of a tenant that is not reached", tenant.problem);
	}
	const wanted = listsOf(providerById(tenant.provider), scope);
	const filling = tenant.streams.some(
		({ kind, completedAt }) => completedAt === null && wanted.some((list) => list === kind),
	);
	if (filling) {
		throw new AppError(
			"conflict",
			"verify while filling",
			"The reservations of this tenant are still being read for the first time. Verify when that has ended.",
		);
	}
}

/** No verification stays "under way" once its stream no longer works on it. */
async function closeUnfinished(tx: Transaction, tenantId: string, at: Date, message?: string): Promise<void> {
	await tx.verification.updateMany({
		where: { tenantId, state: { in: ["waiting", "running"] } },
		data: { state: "cancelled", finishedAt: at, message: message ?? "It was stopped before its end." },
	});
}
