/**
 * Operators: who may sign in, with which role, for which tenants. Only owners make, change or disable owners; the last
 * owner stays; nobody gives away more than they hold. A change of rights ends the operator's sessions.
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import type { OperatorInput, OperatorSummary } from "@/lib/shared/operators";
import { type Role, role } from "@/lib/shared/roles";
import { type Actor, assertCan } from "./actor";
import { requireFreshProof } from "./fresh-proof";
import { endSessionsOf, isLive } from "./sessions";
import { grantableScope, holdsScope, type Scope } from "./tenant-scope";

/** All operators the actor manages, by e-mail; needs `operators.manage`. */
export async function listOperators(actor: Actor): Promise<OperatorSummary[]> {
	assertCan(actor, "operators.manage");
	const operators = await db().operator.findMany({
		include: { sessions: { select: { endedAt: true, expiresAt: true, lastSeenAt: true } } },
		orderBy: { email: "asc" },
	});
	return operators
		.filter((operator) => operator.id === actor.id || holdsScope(actor, operator))
		.map((operator) => ({
			id: operator.id,
			email: operator.email,
			name: operator.name,
			role: role.parse(operator.role),
			allTenants: operator.allTenants,
			tenantIds: operator.tenantIds,
			disabledAt: operator.disabledAt?.toISOString() ?? null,
			lastSignInAt: operator.lastSignInAt?.toISOString() ?? null,
			createdAt: operator.createdAt.toISOString(),
			liveSessions: operator.sessions.filter((session) => isLive(session, now())).length,
			self: operator.id === actor.id,
		}));
}

/**
 * Changes role, scope or whether the account may sign in, and ends its sessions when something changed.
 * Throws `forbidden` (owners by others), `conflict` (last owner, oneself), `not_found`, `reauth_required`.
 */
export async function changeOperator(actor: Actor, id: string, input: OperatorInput): Promise<void> {
	assertCan(actor, "operators.manage");
	requireFreshProof(actor);
	await db().$transaction(async (tx) => {
		const owners = await lockOwners(tx);
		const before = await manageableOperator(tx, actor, id);
		const nextRole = input.role ?? role.parse(before.role);
		assertMayMake(actor, nextRole);
		const scope = await nextScope(tx, actor, before, nextRole, input);
		const disabled = input.disabled ?? before.disabledAt !== null;
		const staysOwner = nextRole === "owner" && !disabled;
		if (owners.includes(id) && !staysOwner && owners.length === 1) throw lastOwner();
		if (disabled && id === actor.id) throw cannotDisableSelf();
		const changed = {
			...(nextRole === before.role ? {} : { role: `${before.role} to ${nextRole}` }),
			...(sameScope(scope, before)
				? {}
				: { scope: scope.allTenants ? "all tenants" : `${scope.tenantIds.length} tenants` }),
			...(disabled === (before.disabledAt !== null) ? {} : { disabled }),
		};
		if (Object.keys(changed).length === 0) return;
		await tx.operator.update({
			where: { id },
			data: { role: nextRole, ...scope, disabledAt: disabled ? (before.disabledAt ?? now()) : null },
		});
		await endSessionsOf(tx, id);
		const action = "disabled" in changed ? (disabled ? "operator.disable" : "operator.enable") : "operator.change";
		await recordAudit(tx, actor, {
			action,
			targetType: "operator",
			targetId: id,
			outcome: "ok",
			detail: { email: before.email, ...changed },
		});
	});
}

/** Signs an operator out everywhere; returns how many sessions ended. */
export async function endOperatorSessions(actor: Actor, id: string): Promise<{ ended: number }> {
	assertCan(actor, "operators.manage");
	return db().$transaction(async (tx) => {
		const operator = await findInScope(tx, actor, id);
		const ended = await endSessionsOf(tx, id);
		await recordAudit(tx, actor, {
			action: "operator.end_sessions",
			targetType: "operator",
			targetId: id,
			outcome: "ok",
			detail: { email: operator.email, ended },
		});
		return { ended };
	});
}

/** Throws `forbidden` when somebody who is no owner would make one. */
export function assertMayMake(actor: Actor, made: Role): void {
	if (made !== "owner" || actor.role === "owner") return;
	throw new AppError(
		"forbidden",
		`${actor.role} makes owner`,
		"Only an owner can make somebody an owner. Ask an owner.",
	);
}

/** Ids of the owners who can sign in, locked until the transaction ends, so that two cannot remove each other at once. */
async function lockOwners(tx: Transaction): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM operator WHERE role = 'owner' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
	return rows.map((row) => row.id);
}

async function findInScope(tx: Transaction, actor: Actor, id: string) {
	const operator = await tx.operator.findUnique({ where: { id } });
	if (operator === null || !(operator.id === actor.id || holdsScope(actor, operator))) throw notFound("operator");
	return operator;
}

/** The operator, when the actor may change it; `not_found` beyond their scope, `forbidden` for owners by others. */
export async function manageableOperator(tx: Transaction, actor: Actor, id: string) {
	const operator = await findInScope(tx, actor, id);
	if (operator.role === "owner" && actor.role !== "owner") {
		throw new AppError("forbidden", `${actor.role} changes owner`, "Only an owner can change an owner. Ask an owner.");
	}
	return operator;
}

/** Owners see everything, so that there is always somebody who does. Unchanged scopes are not checked again. */
async function nextScope(
	tx: Transaction,
	actor: Actor,
	before: Scope,
	nextRole: Role,
	input: OperatorInput,
): Promise<Scope> {
	if (nextRole === "owner") return { allTenants: true, tenantIds: [] };
	const wanted = {
		allTenants: input.allTenants ?? (input.tenantIds === undefined && before.allTenants),
		tenantIds: input.tenantIds ?? before.tenantIds,
	};
	if (sameScope(wanted, before)) return { allTenants: before.allTenants, tenantIds: before.tenantIds };
	return grantableScope(tx, actor, wanted);
}

function sameScope(a: Scope, b: Scope): boolean {
	if (a.allTenants || b.allTenants) return a.allTenants === b.allTenants;
	return [...a.tenantIds].sort().join() === [...b.tenantIds].sort().join();
}

function lastOwner(): AppError {
	return new AppError("conflict", "last owner", "This is the last owner. Make somebody else an owner first.");
}

function cannotDisableSelf(): AppError {
	return new AppError(
		"conflict",
		"operator disables self",
		"You cannot disable your own account. Ask another owner or admin.",
	);
}
