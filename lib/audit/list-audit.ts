/** Reading the audit trail, newest first. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { AuditFilter, AuditPage } from "@/lib/shared/audit";

/** One page of the trail; needs `audit.read`. The cursor is the id of the last row given. */
export async function listAudit(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
	assertCan(actor, "audit.read");
	const rows = await db().auditEvent.findMany({
		where: { AND: [whereOf(filter), await scopeOf(actor)] },
		orderBy: { id: "desc" },
		take: filter.limit + 1,
	});
	const items = rows.slice(0, filter.limit);
	const last = items.at(-1);
	return {
		items: items.map(({ id, at, detail, ...row }) => ({
			...row,
			id: String(id),
			at: at.toISOString(),
			outcome: row.outcome as AuditPage["items"][number]["outcome"],
			detail: detail as AuditPage["items"][number]["detail"],
		})),
		nextCursor: rows.length > filter.limit && last !== undefined ? String(last.id) : null,
	};
}

function whereOf(filter: AuditFilter): Prisma.AuditEventWhereInput {
	return {
		...(filter.cursor === undefined ? {} : { id: { lt: cursorId(filter.cursor) } }),
		...(filter.action === undefined ? {} : { action: { startsWith: filter.action } }),
		...(filter.outcome === undefined ? {} : { outcome: filter.outcome }),
		...(filter.actor === undefined ? {} : { actorLabel: { contains: filter.actor, mode: "insensitive" as const } }),
		...(filter.target === undefined ? {} : { targetId: filter.target }),
		at: {
			...(filter.since === undefined ? {} : { gte: new Date(filter.since) }),
			...(filter.before === undefined ? {} : { lt: new Date(filter.before) }),
		},
	};
}

/** A reader limited to some tenants sees their own doings and what happened to those tenants and their connections (S-62). */
async function scopeOf(actor: Actor): Promise<Prisma.AuditEventWhereInput> {
	if (actor.tenantScope === "all") return {};
	const tenantIds = [...actor.tenantScope];
	const tenants = await db().tenant.findMany({ where: { id: { in: tenantIds } }, select: { connectionId: true } });
	return {
		OR: [
			{ actorId: actor.id },
			{ targetType: "tenant", targetId: { in: tenantIds } },
			{ targetType: "connection", targetId: { in: tenants.map((tenant) => tenant.connectionId) } },
		],
	};
}

function cursorId(cursor: string): bigint {
	if (/^\d{1,18}$/.test(cursor)) return BigInt(cursor);
	throw new AppError("invalid_input", "bad audit cursor", "This page link is broken. Start from the first page.", {
		issues: [{ path: "cursor", message: "is not a cursor of this list" }],
	});
}
