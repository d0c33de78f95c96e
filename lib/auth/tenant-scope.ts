/** Which tenants an operator may see, and who may give that right to whom. */
import "server-only";
import { db, type Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { TenantChoice } from "@/lib/shared/operators";
import { type Actor, assertCan, seesTenant } from "./actor";

export interface Scope {
	allTenants: boolean;
	tenantIds: string[];
}

/** The tenants the actor may hand out, by name; needs `operators.manage`. */
export async function listTenantChoices(actor: Actor): Promise<TenantChoice[]> {
	assertCan(actor, "operators.manage");
	return db().tenant.findMany({
		where: actor.tenantScope === "all" ? {} : { id: { in: [...actor.tenantScope] } },
		select: { id: true, name: true },
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
}

/** Whether everything in the scope is visible to the actor: nobody manages, or hands out, more than they see. */
export function holdsScope(actor: Actor, scope: Scope): boolean {
	if (actor.tenantScope === "all") return true;
	return !scope.allTenants && scope.tenantIds.every((id) => seesTenant(actor, id));
}

/** Normalised scope; throws not_found for a tenant that is unknown or not the actor's to give. */
export async function grantableScope(tx: Transaction, actor: Actor, scope: Scope): Promise<Scope> {
	if (scope.allTenants) {
		if (actor.tenantScope !== "all") throw notFound("tenant");
		return { allTenants: true, tenantIds: [] };
	}
	const tenantIds = [...new Set(scope.tenantIds)];
	const known = await tx.tenant.count({ where: { id: { in: tenantIds } } });
	if (known !== tenantIds.length || !holdsScope(actor, { allTenants: false, tenantIds })) throw notFound("tenant");
	return { allTenants: false, tenantIds };
}
