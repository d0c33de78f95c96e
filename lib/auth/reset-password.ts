/** A forgotten password: somebody who manages operators makes a one-time link; there is no way in by e-mail alone. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { ResetPasswordInput } from "@/lib/shared/auth";
import type { ResetLink } from "@/lib/shared/operators";
import { type Actor, assertCan } from "./actor";
import { requireFreshProof } from "./fresh-proof";
import { deadLink, findOpenInvite } from "./invites";
import { manageableOperator } from "./operators";
import { hashPassword } from "./passwords";
import { hashSecret, newSecret } from "./secrets";
import { endSessionsOf, type SessionOrigin, startSession } from "./sessions";
import { resetThrottle, takeThrottle } from "./throttle";

const LINK_HOURS = 24;
const TRIES = 20;
const WINDOW_SECONDS = 15 * 60;

/** The link for an operator to choose a new password: one use, 24 hours, replaces an older one. Its token is in this answer only. */
export async function createResetLink(actor: Actor, operatorId: string): Promise<ResetLink> {
	assertCan(actor, "operators.manage");
	requireFreshProof(actor);
	const token = newSecret();
	const expiresAt = new Date(now().getTime() + LINK_HOURS * 3_600_000);
	await db().$transaction(async (tx) => {
		const operator = await manageableOperator(tx, actor, operatorId);
		if (operator.disabledAt !== null) {
			throw new AppError("conflict", "reset of a disabled account", "This account is disabled. Enable it first.");
		}
		const { email, role } = operator;
		await tx.invite.deleteMany({ where: { purpose: "reset", email, usedAt: null } });
		await tx.invite.create({
			data: {
				id: newId("inv"),
				tokenHash: hashSecret(token),
				purpose: "reset",
				email,
				role,
				createdBy: actor.label,
				createdAt: now(),
				expiresAt,
			},
		});
		await recordAudit(tx, actor, {
			action: "password.reset_link",
			targetType: "operator",
			targetId: operatorId,
			outcome: "ok",
			detail: { email },
		});
	});
	return { url: `${env().NEXTAUTH_URL}/invite?token=${token}`, expiresAt: expiresAt.toISOString() };
}

/** Sets the new password, ends every session of the account, and returns the raw id of a new one. Throws `not_found` for a dead link. */
export async function resetPassword(
	input: ResetPasswordInput,
	origin: SessionOrigin & { requestId: string | null },
): Promise<string> {
	await takeThrottle(`invite:address:${origin.ip ?? "unknown"}`, TRIES, WINDOW_SECONDS);
	if ((await findOpenInvite(db(), input.token))?.purpose !== "reset") throw deadLink();
	const passwordHash = await hashPassword(input.password);
	const { secret, email } = await db().$transaction(async (tx) => {
		const link = await findOpenInvite(tx, input.token);
		const used = await tx.invite.updateMany({
			where: { tokenHash: hashSecret(input.token), purpose: "reset", usedAt: null },
			data: { usedAt: now() },
		});
		const operator = await tx.operator.findUnique({ where: { email: link?.email ?? "" } });
		if (used.count !== 1 || operator === null || operator.disabledAt !== null) throw deadLink();
		await tx.operator.update({ where: { id: operator.id }, data: { passwordHash } });
		const ended = await endSessionsOf(tx, operator.id);
		const who = {
			kind: "operator" as const,
			id: operator.id,
			label: operator.email,
			ip: origin.ip,
			requestId: origin.requestId,
		};
		await recordAudit(tx, who, {
			action: "password.reset",
			targetType: "operator",
			targetId: operator.id,
			outcome: "ok",
			detail: { sessionsEnded: ended },
		});
		return { secret: await startSession(tx, operator.id, origin), email: operator.email };
	});
	// Wrong tries with the forgotten password must not keep the person out with the new one.
	await resetThrottle(`sign-in:account:${hashSecret(email)}`);
	return secret;
}
