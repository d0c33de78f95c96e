/**
 * Server-side sessions: the row decides on every request, the cookie only names it (by a random id of which the row
 * keeps the hash). Ending the row ends the session within one request, whatever the browser still sends.
 */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { hashSecret, newSecret } from "./secrets";
import { SESSION_IDLE_SECONDS, SESSION_MAX_AGE_SECONDS } from "./session-cookie";

const LAST_SEEN_STEP_MS = 60_000;

export interface SessionOrigin {
	ip: string | null;
	userAgent: string | null;
}

/** Starts a session that counts as freshly proven; returns the raw id for the cookie, which is kept nowhere else. */
export async function startSession(tx: Transaction, operatorId: string, origin: SessionOrigin): Promise<string> {
	const secret = newSecret();
	const at = now();
	await tx.session.create({
		data: {
			id: hashSecret(secret),
			operatorId,
			createdAt: at,
			lastSeenAt: at,
			provenAt: at,
			expiresAt: new Date(at.getTime() + SESSION_MAX_AGE_SECONDS * 1000),
			ip: origin.ip,
			userAgent: origin.userAgent?.slice(0, 300) ?? null,
		},
	});
	return secret;
}

/**
 * The live session behind a raw id, with its operator; null when it was ended, is idle for 12 hours, is older than
 * 7 days, or its operator is disabled. Notes the visit at most once a minute.
 */
export async function findLiveSession(secret: string) {
	const session = await db().session.findUnique({ where: { id: hashSecret(secret) }, include: { operator: true } });
	if (session === null || !isLive(session, now()) || session.operator.disabledAt !== null) return null;
	const seenBefore = new Date(now().getTime() - LAST_SEEN_STEP_MS);
	if (session.lastSeenAt < seenBefore) {
		await db().session.updateMany({
			where: { id: session.id, endedAt: null, lastSeenAt: { lt: seenBefore } },
			data: { lastSeenAt: now() },
		});
	}
	return session;
}

/** Whether a session row still signs anybody in at this instant. */
export function isLive(session: { endedAt: Date | null; expiresAt: Date; lastSeenAt: Date }, at: Date): boolean {
	return (
		session.endedAt === null &&
		session.expiresAt > at &&
		session.lastSeenAt.getTime() + SESSION_IDLE_SECONDS * 1000 > at.getTime()
	);
}

/** Ends one session by its row id; false when it had ended before. */
export async function endSession(tx: Transaction, id: string): Promise<boolean> {
	const { count } = await tx.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: now() } });
	return count === 1;
}

/** Ends every session of an operator; returns how many were live. */
export async function endSessionsOf(tx: Transaction, operatorId: string): Promise<number> {
	const { count } = await tx.session.updateMany({ where: { operatorId, endedAt: null }, data: { endedAt: now() } });
	return count;
}
