/** What a signed-in person does with their own account: who am I, sessions, password, proof, sign-out. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import type { ChangePasswordInput, Me, SessionSummary } from "@/lib/shared/auth";
import { PERMISSIONS } from "@/lib/shared/roles";
import type { Actor } from "./actor";
import { PROOF_MAX_AGE_MS } from "./fresh-proof";
import { hashPassword, verifyPassword } from "./passwords";
import { endSession, endSessionsOf, isLive, type SessionOrigin, startSession } from "./sessions";
import { resetThrottle, takeThrottle } from "./throttle";

const PASSWORD_TRIES = 10;
const WINDOW_SECONDS = 15 * 60;

/** Whom this session or key stands for, and what it may do. */
export async function whoAmI(actor: Actor): Promise<Me> {
	const operator = await db().operator.findUniqueOrThrow({ where: { id: actor.id } });
	return {
		kind: actor.kind === "api_key" ? "api_key" : "operator",
		id: operator.id,
		email: operator.email,
		name: operator.name,
		role: actor.role,
		permissions: [...PERMISSIONS[actor.role]],
		tenantScope: actor.tenantScope === "all" ? "all" : [...actor.tenantScope],
		readOnly: actor.readOnly ?? false,
		proofExpiresAt:
			actor.provenAt === null ? null : new Date(actor.provenAt.getTime() + PROOF_MAX_AGE_MS).toISOString(),
	};
}

/** One's own live sessions, the newest visit first. */
export async function listOwnSessions(actor: Actor): Promise<SessionSummary[]> {
	const sessions = await db().session.findMany({
		where: { operatorId: actor.id, endedAt: null, expiresAt: { gt: now() } },
		orderBy: { lastSeenAt: "desc" },
	});
	return sessions
		.filter((session) => isLive(session, now()))
		.map((session) => ({
			id: session.id,
			current: session.id === actor.sessionId,
			createdAt: session.createdAt.toISOString(),
			lastSeenAt: session.lastSeenAt.toISOString(),
			expiresAt: session.expiresAt.toISOString(),
			ip: session.ip,
			userAgent: session.userAgent,
		}));
}

/** Ends one of one's own sessions; this very one too (that is signing out). */
export async function endOwnSession(actor: Actor, id: string): Promise<void> {
	await db().$transaction(async (tx) => {
		const session = await tx.session.findFirst({ where: { id, operatorId: actor.id } });
		if (session === null) throw notFound("session");
		if (!(await endSession(tx, id))) return;
		await recordAudit(tx, actor, {
			action: id === actor.sessionId ? "sign_out" : "session.end",
			targetType: "operator",
			targetId: actor.id,
			outcome: "ok",
		});
	});
}

/** Confirms the person's password, so that dangerous actions are open for the next 5 minutes. */
export async function proveAgain(actor: Actor, password: string): Promise<Me> {
	const sessionId = await assertOwnPassword(actor, password, "session.prove");
	const provenAt = now();
	await db().$transaction(async (tx) => {
		await tx.session.update({ where: { id: sessionId }, data: { provenAt } });
		await recordAudit(tx, actor, {
			action: "session.prove",
			outcome: "ok",
			targetType: "operator",
			targetId: actor.id,
		});
	});
	return whoAmI({ ...actor, provenAt });
}

/** Changes one's password and ends all of one's sessions; returns the raw id of the new one that replaces this one. */
export async function changePassword(actor: Actor, input: ChangePasswordInput, origin: SessionOrigin): Promise<string> {
	await assertOwnPassword(actor, input.current, "password.change");
	const passwordHash = await hashPassword(input.next);
	return db().$transaction(async (tx) => {
		await tx.operator.update({ where: { id: actor.id }, data: { passwordHash } });
		const ended = await endSessionsOf(tx, actor.id);
		await recordAudit(tx, actor, {
			action: "password.change",
			outcome: "ok",
			targetType: "operator",
			targetId: actor.id,
			detail: { sessionsEnded: ended },
		});
		return startSession(tx, actor.id, origin);
	});
}

/** Throttled like sign-in. Throws `invalid_input` for a wrong password; returns the session's row id. */
async function assertOwnPassword(actor: Actor, password: string, action: string): Promise<string> {
	if (actor.kind !== "operator" || actor.sessionId === null) {
		throw new AppError("forbidden", "not a person's session", "An API key cannot do this. Sign in and do it there.");
	}
	const key = `password:${actor.id}`;
	await takeThrottle(key, PASSWORD_TRIES, WINDOW_SECONDS);
	const { passwordHash } = await db().operator.findUniqueOrThrow({
		where: { id: actor.id },
		select: { passwordHash: true },
	});
	if (await verifyPassword(passwordHash, password)) {
		await resetThrottle(key);
		return actor.sessionId;
	}
	await recordAudit(db(), actor, { action, outcome: "failed", targetType: "operator", targetId: actor.id });
	throw new AppError("invalid_input", "wrong own password", "This is not your current password.", {
		issues: [{ path: action === "password.change" ? "current" : "password", message: "is not your current password" }],
	});
}
