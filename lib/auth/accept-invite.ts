/** A one-time link becomes an account and a first session. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError } from "@/lib/errors";
import type { AcceptInviteInput } from "@/lib/shared/auth";
import { lockFirstOwner } from "./first-owner";
import { alreadyOperator, deadLink, findOpenInvite } from "./invites";
import { hashPassword } from "./passwords";
import { type SessionOrigin, startSession } from "./sessions";
import { takeThrottle } from "./throttle";

const TRIES = 20;
const WINDOW_SECONDS = 15 * 60;

/** Returns the raw session id for the cookie. Throws `not_found` for a dead link, `conflict`, `invalid_input`, `rate_limited`. */
export async function acceptInvite(
	input: AcceptInviteInput,
	origin: SessionOrigin & { requestId: string | null },
): Promise<string> {
	await takeThrottle(`invite:address:${origin.ip ?? "unknown"}`, TRIES, WINDOW_SECONDS);
	if ((await findOpenInvite(db(), input.token)) === null) throw deadLink();
	const passwordHash = await hashPassword(input.password);
	return db().$transaction(async (tx) => {
		await lockFirstOwner(tx);
		const invite = await findOpenInvite(tx, input.token);
		if (invite === null || invite.purpose === "reset") throw deadLink();
		const used = await tx.invite.updateMany({ where: { id: invite.id, usedAt: null }, data: { usedAt: now() } });
		if (used.count !== 1) throw deadLink();
		const email = invite.email ?? input.email;
		if (email === undefined) {
			throw new AppError("invalid_input", "setup without e-mail", "Give the e-mail address you will sign in with.", {
				issues: [{ path: "email", message: "is needed" }],
			});
		}
		if ((await tx.operator.count({ where: { email } })) > 0) throw alreadyOperator();
		const { role, allTenants, tenantIds } = invite;
		const id = newId("opr");
		const at = now();
		await tx.operator.create({
			data: { id, email, name: input.name, role, allTenants, tenantIds, passwordHash, createdAt: at, lastSignInAt: at },
		});
		await recordAudit(
			tx,
			{ kind: "operator", id, label: email, ip: origin.ip, requestId: origin.requestId },
			{
				action: invite.purpose === "setup" ? "operator.setup" : "operator.join",
				targetType: "operator",
				targetId: id,
				outcome: "ok",
				detail: { role },
			},
		);
		return startSession(tx, id, origin);
	});
}
