/** Sign-in with e-mail and password. */
import "server-only";
import { type AuditActor, recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { verifyPassword } from "./passwords";
import { hashSecret } from "./secrets";
import { readSessionId } from "./session-cookie";
import { endSession, type SessionOrigin, startSession } from "./sessions";
import { countThrottle, refundThrottle, resetThrottle, tooManyTries } from "./throttle";

const WINDOW_SECONDS = 15 * 60;
/** Wrong tries per window. Enough for a person who is unsure, far too few for guessing. */
const ACCOUNT_LIMIT = 10;
const ADDRESS_LIMIT = 60;
/** Longer ones are refused unseen: hashing them would cost memory and time. */
const GIVEN_PASSWORD_MAX = 1024;

export interface SignInAttempt extends SessionOrigin {
	email: string;
	password: string;
	requestId: string | null;
	/** The session cookie the browser sent along; that session ends, so that none outlives a new sign-in (S-50). */
	previousCookie: string | null;
}

export interface SignedIn {
	operatorId: string;
	email: string;
	name: string;
	/** Raw session id, for the cookie only. */
	sessionSecret: string;
}

/**
 * Starts a session. Null for an unknown e-mail, a wrong password and a disabled account alike, after the same work.
 * Throws `rate_limited` after 10 wrong tries for one e-mail, or 60 from one address, within 15 minutes.
 */
export async function signIn(attempt: SignInAttempt): Promise<SignedIn | null> {
	const email = attempt.email.replaceAll("\0", "").trim().toLowerCase().slice(0, 320);
	// What is no e-mail may be a password typed into the wrong field: it does not belong into the trail.
	const label = email.includes("@") ? email : "not an e-mail";
	const who: AuditActor = { kind: "anonymous", id: "unknown", label, ip: attempt.ip, requestId: attempt.requestId };
	const accountKey = `sign-in:account:${hashSecret(email)}`;
	const addressKey = `sign-in:address:${attempt.ip ?? "unknown"}`;
	await takeTry(accountKey, ACCOUNT_LIMIT, who);
	await takeTry(addressKey, ADDRESS_LIMIT, who);

	const operator = await db().operator.findUnique({ where: { email }, omit: { passwordHash: false } });
	const password = attempt.password.slice(0, GIVEN_PASSWORD_MAX + 1);
	const matches = await verifyPassword(operator?.passwordHash ?? null, password);
	if (operator === null || !matches || operator.disabledAt !== null || password.length > GIVEN_PASSWORD_MAX) {
		const detail = {
			reason: operator?.disabledAt != null && matches ? "account disabled" : "wrong e-mail or password",
		};
		await recordAudit(db(), who, { action: "sign_in.failed", outcome: "failed", detail });
		return null;
	}
	await Promise.all([resetThrottle(accountKey), refundThrottle(addressKey)]);
	return openSession(operator, attempt);
}

async function openSession(
	operator: { id: string; email: string; name: string },
	attempt: SignInAttempt,
): Promise<SignedIn> {
	const previous = attempt.previousCookie === null ? null : await readSessionId(attempt.previousCookie);
	return db().$transaction(async (tx) => {
		if (previous !== null) await endSession(tx, hashSecret(previous));
		const sessionSecret = await startSession(tx, operator.id, attempt);
		await tx.operator.update({ where: { id: operator.id }, data: { lastSignInAt: now() } });
		const who: AuditActor = {
			kind: "operator",
			id: operator.id,
			label: operator.email,
			ip: attempt.ip,
			requestId: attempt.requestId,
		};
		await recordAudit(tx, who, { action: "sign_in", outcome: "ok", targetType: "operator", targetId: operator.id });
		return { operatorId: operator.id, email: operator.email, name: operator.name, sessionSecret };
	});
}

/** Writes one audit row when a limit is first passed, not one for each refused try: a flood must not fill the trail. */
async function takeTry(key: string, limit: number, who: AuditActor): Promise<void> {
	const { count, secondsLeft } = await countThrottle(key, WINDOW_SECONDS);
	if (count <= limit) return;
	if (count === limit + 1) {
		const scope = key.startsWith("sign-in:account:") ? "e-mail" : "address";
		await recordAudit(db(), who, { action: "sign_in.throttled", outcome: "refused", detail: { scope } });
	}
	throw tooManyTries(key, secondsLeft);
}
