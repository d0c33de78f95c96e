/** Units to choose from in a filter. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { UnitFilter, UnitOption } from "@/lib/shared/reservations";
import { tenantsInScope } from "./tenant-scope";

/** Active units first, then in the provider's order. `q` is looked for in name and type. Errors: forbidden, not_found. */
export async function listUnits(
	actor: Actor,
	filter: UnitFilter,
): Promise<{ items: UnitOption[]; nextCursor: string | null }> {
	assertCan(actor, "reservations.read");
	const tenants = (await tenantsInScope(actor, filter)).filter((tenant) => tenant.included);
	const contains = filter.q === undefined ? undefined : { contains: likeText(filter.q), mode: "insensitive" as const };
	const units = await db().unit.findMany({
		where: {
			tenantId: { in: tenants.map((tenant) => tenant.id) },
			...(contains === undefined ? {} : { OR: [{ name: contains }, { typeName: contains }] }),
		},
		orderBy: [{ active: "desc" }, { sortOrder: "asc" }, { name: "asc" }, { id: "asc" }],
		take: filter.limit,
		select: { id: true, name: true, tenantId: true, typeName: true },
	});
	return {
		items: units.map(({ typeName, ...unit }) => ({ ...unit, type: typeName })),
		nextCursor: null,
	};
}

/** Prisma's `contains` leaves LIKE's own signs to the caller. */
function likeText(text: string): string {
	return text.replace(/[\\%_]/g, "\\$&");
}
