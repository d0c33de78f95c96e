/** Calendar feeds: made, listed, revoked. Their address is told once; only its hash is kept. */
import "server-only";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, can } from "@/lib/auth/actor";
import { requireFreshProof } from "@/lib/auth/fresh-proof";
import { hashSecret, newSecret } from "@/lib/auth/secrets";
import { holdsScope } from "@/lib/auth/tenant-scope";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { CalendarFeed } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { formatCount } from "@/lib/shared/amount-words";
import { FEED_EVENTS_MAX, type Feed, type FeedCreated, feedField, type feedInput } from "@/lib/shared/feeds";
import { type ReservationFilter, reservationFilter } from "@/lib/shared/reservations";
import { filterWords } from "./export-head";
import { openList } from "./list-reservations";

const FEEDS_PER_OPERATOR = 50;
const WITH_OPERATOR = { operator: { select: { email: true, allTenants: true, tenantIds: true } } } as const;

/** One's own feeds; those who manage operators see all of theirs too. Newest first, revoked ones included. */
export async function listFeeds(actor: Actor): Promise<Feed[]> {
	assertCan(actor, "reservations.read");
	const rows = await db().calendarFeed.findMany({
		where: can(actor, "operators.manage") ? {} : { operatorId: actor.id },
		include: WITH_OPERATOR,
		orderBy: { id: "desc" },
	});
	const visible = rows.filter((row) => row.operatorId === actor.id || holdsScope(actor, row.operator));
	return Promise.all(visible.map((row) => toFeed(actor, row)));
}

/**
 * A feed of the actor's own; its address is in this answer and nowhere else.
 * Errors: reauth_required, forbidden (keys), not_found and invalid_input as the list has them, conflict (too many).
 */
export async function createFeed(actor: Actor, input: z.output<typeof feedInput>): Promise<FeedCreated> {
	assertCan(actor, "reservations.read");
	requireFreshProof(actor);
	const list = await openList(actor, filterOfSearch(input.search));
	if (list.total > FEED_EVENTS_MAX) {
		const message = `matches more than ${formatCount(FEED_EVENTS_MAX)} reservations, which no calendar program reads well`;
		throw new AppError("invalid_input", `search ${message}`, `This list ${message}. Give it a range of days.`, {
			issues: [{ path: "search", message }],
		});
	}
	const token = newSecret();
	const row = await db().$transaction(async (tx) => {
		const live = await tx.calendarFeed.count({ where: { operatorId: actor.id, revokedAt: null } });
		if (live >= FEEDS_PER_OPERATOR) {
			throw new AppError(
				"conflict",
				"too many feeds",
				`You have ${live} calendar feeds. Revoke one that is not used any more first.`,
			);
		}
		const { name, search, fields } = input;
		const created = await tx.calendarFeed.create({
			data: {
				id: newId("fed"),
				operatorId: actor.id,
				name,
				tokenHash: hashSecret(token),
				search,
				fields,
				createdAt: now(),
			},
			include: WITH_OPERATOR,
		});
		await recordAudit(tx, actor, {
			action: "feed.create",
			targetType: "feed",
			targetId: created.id,
			outcome: "ok",
			detail: { name, fields: fields.join(", ") },
		});
		return created;
	});
	return { ...(await toFeed(actor, row)), url: `${env().NEXTAUTH_URL}/feeds/${token}.ics` };
}

/** Dead from the next request on. One's own, or anybody's for those who manage operators. Errors: not_found. */
export async function revokeFeed(actor: Actor, id: string): Promise<void> {
	assertCan(actor, "reservations.read");
	await db().$transaction(async (tx) => {
		const row = await tx.calendarFeed.findUnique({ where: { id }, include: WITH_OPERATOR });
		const mayRevoke =
			row !== null &&
			(row.operatorId === actor.id || (can(actor, "operators.manage") && holdsScope(actor, row.operator)));
		if (!mayRevoke) throw notFound("calendar feed");
		const { count } = await tx.calendarFeed.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
		if (count === 0) return;
		await recordAudit(tx, actor, {
			action: "feed.revoke",
			targetType: "feed",
			targetId: id,
			outcome: "ok",
			detail: { name: row.name, operator: row.operator.email },
		});
	});
}

/** A stored query string as a filter; it was checked when it was stored. */
export function filterOfSearch(search: string): ReservationFilter {
	return reservationFilter.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** What is stored as fields of a feed, in their own order. */
export function fieldsOf(row: { fields: string[] }) {
	return feedField.options.filter((field) => row.fields.includes(field));
}

async function toFeed(actor: Actor, row: CalendarFeed & { operator: { email: string } }): Promise<Feed> {
	return {
		id: row.id,
		name: row.name,
		search: row.search,
		shows: await filterWords(actor, filterOfSearch(row.search)),
		fields: fieldsOf(row),
		operatorEmail: row.operator.email,
		createdAt: row.createdAt.toISOString(),
		lastReadAt: row.lastReadAt?.toISOString() ?? null,
		revokedAt: row.revokedAt?.toISOString() ?? null,
	};
}
