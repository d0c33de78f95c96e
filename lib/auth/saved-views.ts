/** Saved views: one's own and those that somebody shared. What a view shows is decided by the rights of whoever opens it. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFound } from "@/lib/errors";
import { listColumns } from "@/lib/shared/preferences";
import type { SavedView, SavedViewChange, SavedViewInput, ViewPage } from "@/lib/shared/views";
import { type Actor, assertCan, can, seesTenant } from "./actor";

const VIEWS_PER_OPERATOR = 100;
const INCLUDE = { operator: { select: { name: true } } } satisfies Prisma.SavedViewInclude;
type Row = Prisma.SavedViewGetPayload<{ include: typeof INCLUDE }>;

/** By name: one's own first, then the shared ones of which the actor may see anything. */
export async function listSavedViews(actor: Actor, page: ViewPage): Promise<{ items: SavedView[]; nextCursor: null }> {
	assertCan(actor, "reservations.read");
	const rows = await db().savedView.findMany({
		where: { page, OR: [{ operatorId: actor.id }, { shared: true }] },
		include: INCLUDE,
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
	const views = (await Promise.all(rows.map((row) => asSeenBy(actor, row)))).filter((view) => view !== null);
	return { items: [...views.filter((view) => view.own), ...views.filter((view) => !view.own)], nextCursor: null };
}

/** Errors: not_found for unknown ids, others' private views and views of nothing that the actor may see alike. */
export async function getSavedView(actor: Actor, id: string): Promise<SavedView> {
	assertCan(actor, "reservations.read");
	const view = await asSeenBy(actor, await visibleRow(actor, id));
	if (view === null) throw notFound("view");
	return view;
}

/** Errors: conflict when one of the actor's views has the name already, or there are too many. */
export async function createSavedView(actor: Actor, input: SavedViewInput): Promise<SavedView> {
	assertCan(actor, "reservations.read");
	const { id = newId("viw"), page, name, search, shared } = input;
	const existing = await db().savedView.count({ where: { operatorId: actor.id } });
	if (existing >= VIEWS_PER_OPERATOR) {
		throw new AppError("conflict", "too many saved views", `You have ${existing} views. Delete one that is not used.`);
	}
	const columns = input.columns ?? Prisma.DbNull;
	const at = now();
	await namedOnce(name, () =>
		db().savedView.create({
			data: { id, operatorId: actor.id, page, name, search, columns, shared, createdAt: at, updatedAt: at },
		}),
	);
	return getSavedView(actor, id);
}

/** By whoever saved it, and by those who manage operators when it is shared. Errors: not_found, forbidden, conflict. */
export async function changeSavedView(actor: Actor, id: string, change: SavedViewChange): Promise<SavedView> {
	await assertMayEdit(actor, id);
	const { columns, name, search, shared } = change;
	await namedOnce(name ?? "", () =>
		db().savedView.update({
			where: { id },
			data: {
				...(name === undefined ? {} : { name }),
				...(search === undefined ? {} : { search }),
				...(shared === undefined ? {} : { shared }),
				...(columns === undefined ? {} : { columns: columns ?? Prisma.DbNull }),
				updatedAt: now(),
			},
		}),
	);
	return getSavedView(actor, id);
}

/** Errors: not_found, forbidden. */
export async function deleteSavedView(actor: Actor, id: string): Promise<void> {
	await assertMayEdit(actor, id);
	await db().savedView.deleteMany({ where: { id } });
}

async function visibleRow(actor: Actor, id: string): Promise<Row> {
	const row = await db().savedView.findFirst({
		where: { id, OR: [{ operatorId: actor.id }, { shared: true }] },
		include: INCLUDE,
	});
	if (row === null) throw notFound("view");
	return row;
}

async function assertMayEdit(actor: Actor, id: string): Promise<void> {
	assertCan(actor, "reservations.read");
	const view = await getSavedView(actor, id);
	if (!view.canEdit) {
		throw new AppError(
			"forbidden",
			"not the view's owner",
			`This view is ${view.ownerName}'s. Save it under a name of your own to change it.`,
		);
	}
}

/**
 * The view with only the tenants that the actor may see. Null when it is about others altogether: then neither its name
 * nor their ids are told. Whoever sees less than the whole view may not change it: saving would lose the rest.
 */
async function asSeenBy(actor: Actor, row: Row): Promise<SavedView | null> {
	const search = new URLSearchParams(row.search);
	const named = search.get("tenant")?.split(",") ?? [];
	const seen = named.filter((id) => seesTenant(actor, id));
	if (named.length > 0 && seen.length === 0) return null;
	if (seen.length > 0) search.set("tenant", seen.join(","));
	const unit = search.get("unit");
	if (unit !== null && !(await seesUnit(actor, unit))) return null;
	const own = row.operatorId === actor.id;
	return {
		id: row.id,
		page: row.page as ViewPage,
		name: row.name,
		search: search.toString(),
		columns: listColumns.nullable().safeParse(row.columns).data ?? null,
		shared: row.shared,
		own,
		ownerName: row.operator.name,
		canEdit: (own || can(actor, "operators.manage")) && seen.length === named.length,
		updatedAt: row.updatedAt.toISOString(),
	};
}

async function seesUnit(actor: Actor, unitId: string): Promise<boolean> {
	if (actor.tenantScope === "all") return true;
	const unit = await db().unit.findUnique({ where: { id: unitId }, select: { tenantId: true } });
	// A unit that only the provider's inventory could name is looked for in the actor's own tenants by the list itself.
	return unit === null || seesTenant(actor, unit.tenantId);
}

async function namedOnce(name: string, write: () => Promise<unknown>): Promise<void> {
	try {
		await write();
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")) throw error;
		throw new AppError("conflict", "a view of this name exists", `There is a view called “${name}” already.`, {
			issues: [{ path: "name", message: "is taken by another view" }],
			cause: error,
		});
	}
}
