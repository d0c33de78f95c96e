/** A calendar feed by its secret address, with the rights that its operator has at that moment. */
import "server-only";
import { createHash } from "node:crypto";
import { type Actor, seesTenant } from "@/lib/auth/actor";
import { hashSecret } from "@/lib/auth/secrets";
import { takeThrottle } from "@/lib/auth/throttle";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { CalendarFeed, Operator } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { formatCount } from "@/lib/shared/amount-words";
import { FEED_EVENTS_MAX } from "@/lib/shared/feeds";
import type { ReservationFilter } from "@/lib/shared/reservations";
import { role } from "@/lib/shared/roles";
import { filterWords } from "./export-head";
import { CALENDAR_END, calendarBegin, eventText } from "./export-ical";
import { exportPages } from "./export-pages";
import { reservationUrl } from "./export-reservations";
import { fieldsOf, filterOfSearch } from "./feeds";
import { instantWords } from "./filter-sentence";
import { freshnessOf } from "./freshness";
import { openList } from "./list-reservations";

/** Calendar programs of many people may read from one address. */
const READS_PER_ADDRESS = 600;
const READS_PER_FEED = 60;
const WINDOW_SECONDS = 600;
const LAST_READ_STEP_MS = 60_000;

type Owner = Pick<Operator, "id" | "email" | "role" | "allTenants" | "tenantIds">;

export interface ReadFeed {
	body: string;
	/** Changes when an event or the name does; not with the "as of" of the description. */
	etag: string;
}

/**
 * Errors: not_found alike for what is no token, unknown or revoked, for an operator who is disabled, and for a list of
 * which the operator may see nothing any more; rate_limited.
 * @param ip the reader's address, for counting
 */
export async function readFeed(token: string, ip: string | null): Promise<ReadFeed> {
	await takeThrottle(`feeds:${ip ?? "unknown"}`, READS_PER_ADDRESS, WINDOW_SECONDS);
	// One look-up by hash whatever was presented: time tells nothing about which tokens exist.
	const feed = await db().calendarFeed.findUnique({
		where: { tokenHash: hashSecret(token) },
		include: { operator: true },
	});
	if (feed === null || feed.revokedAt !== null || feed.operator.disabledAt !== null) throw notFound("calendar feed");
	await takeThrottle(`feed:${feed.id}`, READS_PER_FEED, WINDOW_SECONDS);
	const read = await calendarOf(feed);
	await noteRead(feed);
	return read;
}

async function calendarOf(feed: CalendarFeed & { operator: Owner }): Promise<ReadFeed> {
	const actor = actorOf(feed.operator);
	const list = await openList(actor, seenBy(actor, filterOfSearch(feed.search))).catch((error: unknown) => {
		// What was a good list when the feed was made names something that is not there, or not theirs, any more.
		if (error instanceof AppError && error.code !== "rate_limited") throw notFound("calendar feed");
		throw error;
	});
	const fields = fieldsOf(feed);
	let events = "";
	for await (const rows of exportPages(list, { conflicts: false, marks: false, most: FEED_EVENTS_MAX })) {
		for (const row of rows) events += eventText(row, fields, reservationUrl());
	}
	const { asOf, reason } = freshnessOf(list.tenants, list.at);
	const description = [
		`As of ${asOf === null ? "not read yet" : instantWords(asOf)}`,
		reason,
		`Filters: ${await filterWords(actor, list.filter)}`,
		list.total > FEED_EVENTS_MAX ? `Only the first ${formatCount(FEED_EVENTS_MAX)} reservations are here` : null,
	].filter((part) => part !== null);
	const digest = createHash("sha256").update(`${feed.name}\n${events}`).digest("base64url");
	return {
		body: calendarBegin({ name: feed.name, description: description.join(" | ") }) + events + CALENDAR_END,
		etag: `W/"${digest}"`,
	};
}

/** The feed's tenants as far as its operator still sees them. */
function seenBy(actor: Actor, filter: ReservationFilter): ReservationFilter {
	if (filter.tenant === undefined) return filter;
	const tenant = filter.tenant.filter((id) => seesTenant(actor, id));
	if (tenant.length === 0) throw notFound("calendar feed");
	return { ...filter, tenant };
}

function actorOf(operator: Owner): Actor {
	return {
		kind: "operator",
		id: operator.id,
		label: operator.email,
		role: role.parse(operator.role),
		tenantScope: operator.allTenants ? "all" : operator.tenantIds,
		sessionId: null,
		provenAt: null,
		ip: null,
		requestId: null,
	};
}

async function noteRead({ id, lastReadAt }: CalendarFeed): Promise<void> {
	const at = now();
	if (lastReadAt !== null && at.getTime() - lastReadAt.getTime() < LAST_READ_STEP_MS) return;
	await db().calendarFeed.updateMany({ where: { id }, data: { lastReadAt: at } });
}
