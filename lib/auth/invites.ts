/** One-time links: invitations (7 days); the first owner's setup (first-owner.ts) and password resets (reset-password.ts) are rows of the same kind. Only a hash of the token is kept. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import type { Invite } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import type { InviteCreated, InviteInput, InviteSummary } from "@/lib/shared/operators";
import { role } from "@/lib/shared/roles";
import { type Actor, assertCan } from "./actor";
import { requireFreshProof } from "./fresh-proof";
import { assertMayMake } from "./operators";
import { hashSecret, newSecret } from "./secrets";
import { grantableScope, holdsScope } from "./tenant-scope";

const INVITE_DAYS = 7;

/** Invitations that were neither used nor withdrawn nor have expired, newest first; needs `operators.manage`. */
export async function listInvites(actor: Actor): Promise<InviteSummary[]> {
	assertCan(actor, "operators.manage");
	const invites = await db().invite.findMany({
		where: { purpose: "invite", usedAt: null, expiresAt: { gt: now() } },
		orderBy: { id: "desc" },
	});
	return invites.filter((invite) => holdsScope(actor, invite)).map(toSummary);
}

/** Makes a link for the inviter to pass on; its token is in this answer and nowhere else. Replaces an open one for the e-mail. */
export async function createInvite(actor: Actor, input: InviteInput): Promise<InviteCreated> {
	assertCan(actor, "operators.manage");
	requireFreshProof(actor);
	assertMayMake(actor, input.role);
	const token = newSecret();
	const invite = await db().$transaction(async (tx) => {
		const wanted = input.role === "owner" ? { allTenants: true, tenantIds: [] } : input;
		const scope = await grantableScope(tx, actor, wanted);
		if ((await tx.operator.count({ where: { email: input.email } })) > 0) throw alreadyOperator();
		await tx.invite.deleteMany({ where: { purpose: "invite", email: input.email, usedAt: null } });
		const created = await tx.invite.create({
			data: {
				id: newId("inv"),
				tokenHash: hashSecret(token),
				purpose: "invite",
				email: input.email,
				role: input.role,
				...scope,
				createdBy: actor.label,
				createdAt: now(),
				expiresAt: new Date(now().getTime() + INVITE_DAYS * 24 * 60 * 60_000),
			},
		});
		await recordAudit(tx, actor, {
			action: "operator.invite",
			targetType: "invite",
			targetId: created.id,
			outcome: "ok",
			detail: { email: input.email, role: input.role },
		});
		return created;
	});
	return { ...toSummary(invite), url: `${env().NEXTAUTH_URL}/invite?token=${token}` };
}

/** Makes an open invitation's link worthless. */
export async function withdrawInvite(actor: Actor, id: string): Promise<void> {
	assertCan(actor, "operators.manage");
	await db().$transaction(async (tx) => {
		const invite = await tx.invite.findFirst({ where: { id, purpose: "invite", usedAt: null } });
		if (invite === null || !holdsScope(actor, invite)) throw notFound("invitation");
		await tx.invite.delete({ where: { id } });
		await recordAudit(tx, actor, {
			action: "operator.invite_withdraw",
			targetType: "invite",
			targetId: id,
			outcome: "ok",
			detail: { email: invite.email },
		});
	});
}

export type InvitePurpose = "setup" | "invite" | "reset";

/** What the setup or invite page may show for a token; null when the link is used, expired, withdrawn or unknown. */
export async function peekInvite(token: string, ...purposes: InvitePurpose[]) {
	const invite = await findOpenInvite(db(), token);
	const purpose = purposes.find((wanted) => wanted === invite?.purpose);
	if (invite === null || purpose === undefined) return null;
	return { purpose, email: invite.email, role: role.parse(invite.role), createdBy: invite.createdBy };
}

/** The live invite behind a token. Setup links die as soon as any operator exists. */
export async function findOpenInvite(tx: Transaction, token: string): Promise<Invite | null> {
	const invite = await tx.invite.findUnique({ where: { tokenHash: hashSecret(token) } });
	if (invite === null || invite.usedAt !== null || invite.expiresAt <= now()) return null;
	if (invite.purpose === "setup" && (await tx.operator.count()) > 0) return null;
	return invite;
}

/** A one-time link that is used, expired, withdrawn or unknown. */
export function deadLink(): AppError {
	return new AppError(
		"not_found",
		"invite used, expired or unknown",
		"This link was used already, has expired or was withdrawn. Ask the person who gave it to you for a new one.",
	);
}

export function alreadyOperator(): AppError {
	return new AppError("conflict", "e-mail has an account", "There is an operator with this e-mail already.");
}

function toSummary(invite: Invite): InviteSummary {
	return {
		id: invite.id,
		email: invite.email ?? "",
		role: role.parse(invite.role),
		allTenants: invite.allTenants,
		tenantIds: invite.tenantIds,
		createdBy: invite.createdBy,
		createdAt: invite.createdAt.toISOString(),
		expiresAt: invite.expiresAt.toISOString(),
	};
}
