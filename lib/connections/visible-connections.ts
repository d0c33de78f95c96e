/** Which connections an actor may see: all, or those with a tenant in their scope. Others answer not_found (S-60). */
import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";

export function visibleConnections(actor: Actor): Prisma.ConnectionWhereInput {
	return actor.tenantScope === "all" ? {} : { tenants: { some: { id: { in: [...actor.tenantScope] } } } };
}

export function visibleTenants(actor: Actor): Prisma.TenantWhereInput {
	return actor.tenantScope === "all" ? {} : { id: { in: [...actor.tenantScope] } };
}

export async function assertSeesConnection(actor: Actor, connectionId: string): Promise<void> {
	const row = await db().connection.findFirst({
		where: { id: connectionId, ...visibleConnections(actor) },
		select: { id: true },
	});
	if (row === null) throw notFound("connection");
}
