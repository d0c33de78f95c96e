/** The first owner: from the environment, or by a one-time setup link that the supervisor prints. There is no default account. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { emailAddress, newPassword } from "@/lib/shared/auth";
import { SYSTEM } from "./actor";
import { hashPassword } from "./passwords";
import { hashSecret, newSecret } from "./secrets";

const SETUP_MINUTES = 60;
/** Any constant of our own. */
const FIRST_OWNER_LOCK = 7_303_014_901n;

export type FirstOwner = { kind: "exists" } | { kind: "created"; email: string } | { kind: "setup_link"; url: string };

/**
 * Called at every start, after the migrations. Makes the owner named by ADMIN_EMAIL and ADMIN_PASSWORD, or a new setup
 * link (1 hour, one use; an older link dies), unless an operator exists. Throws an Error with one clear sentence when the
 * two variables do not make an account.
 */
export async function ensureFirstOwner(): Promise<FirstOwner> {
	if ((await db().operator.count()) > 0) return { kind: "exists" };
	const admin = adminFromEnvironment();
	const passwordHash = admin === null ? null : await hashPassword(admin.password);
	const token = newSecret();
	return db().$transaction(async (tx): Promise<FirstOwner> => {
		await lockFirstOwner(tx);
		if ((await tx.operator.count()) > 0) return { kind: "exists" };
		await tx.invite.deleteMany({ where: { purpose: "setup" } });
		if (admin !== null) {
			const id = newId("opr");
			const name = admin.email.split("@")[0] ?? admin.email;
			await tx.operator.create({
				data: { id, email: admin.email, name, role: "owner", passwordHash, createdAt: now() },
			});
			await recordAudit(tx, SYSTEM, {
				action: "operator.setup",
				targetType: "operator",
				targetId: id,
				outcome: "ok",
				detail: { email: admin.email, role: "owner", from: "environment" },
			});
			return { kind: "created", email: admin.email };
		}
		await tx.invite.create({
			data: {
				id: newId("inv"),
				tokenHash: hashSecret(token),
				purpose: "setup",
				role: "owner",
				createdAt: now(),
				expiresAt: new Date(now().getTime() + SETUP_MINUTES * 60_000),
			},
		});
		return { kind: "setup_link", url: `${env().NEXTAUTH_URL}/setup?token=${token}` };
	});
}

/** Whether anybody can sign in yet; before, only the setup link opens anything. */
export async function hasOperators(): Promise<boolean> {
	return (await db().operator.findFirst({ select: { id: true } })) !== null;
}

/** Held until the transaction ends, so that two starts or two clicks make one first owner. */
export async function lockFirstOwner(tx: Transaction): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_OWNER_LOCK})`;
}

function adminFromEnvironment(): { email: string; password: string } | null {
	const { ADMIN_EMAIL, ADMIN_PASSWORD } = env();
	if (ADMIN_EMAIL === undefined && ADMIN_PASSWORD === undefined) return null;
	if (ADMIN_EMAIL === undefined) throw new Error("ADMIN_PASSWORD is set but ADMIN_EMAIL is not. Set both or neither.");
	if (ADMIN_PASSWORD === undefined)
		throw new Error("ADMIN_EMAIL is set but ADMIN_PASSWORD is not. Set both or neither.");
	const email = emailAddress.safeParse(ADMIN_EMAIL);
	if (!email.success) throw new Error("ADMIN_EMAIL is not an e-mail address. Correct it and start again.");
	const password = newPassword.safeParse(ADMIN_PASSWORD);
	if (!password.success) {
		throw new Error(`ADMIN_PASSWORD ${password.error.issues[0]?.message}. Set another and start again.`);
	}
	return { email: email.data, password: password.data };
}
