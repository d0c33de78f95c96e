/** Lists of API v2 with their filters (PROVIDERS.md 2.5). Rows come in the order they were made (upstream: unknown). */
import type { Incoming, Reply } from "../http/server";
import type { Settings } from "../settings";
import { msToTicks, textToDay, textToTicks } from "../world/dates";
import type { JsonObject } from "../world/json-text";
import {
	type BookingIncludes,
	ownerrezBooking,
	ownerrezDeposits,
	ownerrezFees,
	ownerrezGuest,
	ownerrezPayments,
	ownerrezRefunds,
} from "../world/ownerrez-record";
import type { OwnerrezUser } from "../world/ownerrez-user";
import { Status } from "../world/table";
import { envelope, OwnerrezError } from "./replies";

function truthy(query: URLSearchParams, name: string): boolean {
	return /^(true|1)$/i.test(query.get(name) ?? "");
}

export function includesOf(query: URLSearchParams): BookingIncludes {
	return {
		charges: truthy(query, "include_charges"),
		tags: truthy(query, "include_tags"),
		fields: truthy(query, "include_fields"),
		guest: truthy(query, "include_guest"),
		doorCodes: truthy(query, "include_door_codes"),
		cancellationPolicy: truthy(query, "include_cancellation_policy"),
		agreements: truthy(query, "include_agreements"),
	};
}

function dayOf(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null || text === "") return undefined;
	const day = textToDay(text.slice(0, 10));
	if (Number.isNaN(day)) throw new OwnerrezError(400, "invalid_parameter", `'${text}' is not a date for ${name}.`);
	return day;
}

function ticksOf(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null || text === "") return undefined;
	const ticks = textToTicks(text);
	if (Number.isNaN(ticks)) throw new OwnerrezError(400, "invalid_parameter", `'${text}' is not a time for ${name}.`);
	return ticks;
}

export function listProperties(user: OwnerrezUser, incoming: Incoming): Reply {
	const active = incoming.query.get("active");
	const rows = user.properties.map((_, i) => i);
	const wanted = active === null ? rows : rows.filter((i) => user.propertyRow(i, false).active === (active === "true"));
	return envelope(incoming.url, wanted, (i) => user.propertyRow(i, false), true);
}

export function listBookings(user: OwnerrezUser, incoming: Incoming, order: Settings["ownerBookingOrder"]): Reply {
	const { query } = incoming;
	const propertyIds = query.get("property_ids");
	const since = ticksOf(query, "since_utc");
	if (!propertyIds && since === undefined) {
		throw new OwnerrezError(400, "invalid_request", "Either property_ids or since_utc is required.");
	}
	const units = propertyIds ? new Set(propertyIds.split(",").map((id) => user.propertyIndexOf(id.trim()))) : undefined;
	const from = dayOf(query, "from");
	const to = dayOf(query, "to");
	const status = query.get("status")?.toLowerCase();
	const { table } = user;
	const rows: number[] = [];
	for (let i = 0; i < table.count; i++) {
		if (table.isDeleted(i)) continue;
		// Inclusive or not is unknown (PROVIDERS.md 5): inclusive, so that overlap shows repeats.
		if (since !== undefined && table.at(table.updated, i) < since) continue;
		if (units && !units.has(table.firstUnit(i))) continue;
		const arrival = table.at(table.arrival, i);
		// `from`: departing on or after; `to`: arriving on or before.
		if (from !== undefined && arrival + table.at(table.nights, i) < from) continue;
		if (to !== undefined && arrival > to) continue;
		if (status && status !== statusOf(user, i)) continue;
		rows.push(i);
	}
	if (order !== "made") {
		const sign = order === "oldest_change" ? 1 : -1;
		rows.sort((a, b) => sign * (table.at(table.updated, a) - table.at(table.updated, b) || a - b));
	}
	const includes = includesOf(query);
	return envelope(incoming.url, rows, (i) => ownerrezBooking(user, i, includes));
}

function statusOf(user: OwnerrezUser, index: number): string {
	const status = user.table.at(user.table.status, index);
	return status === Status.cancelled ? "canceled" : status === Status.tentative ? "pending" : "active";
}

export function listGuests(user: OwnerrezUser, incoming: Incoming): Reply {
	const { query } = incoming;
	const q = query.get("q")?.trim().toLowerCase();
	const since = ticksOf(query, "created_since_utc");
	if (!q && since === undefined) {
		throw new OwnerrezError(400, "invalid_request", "Either q or created_since_utc is required.");
	}
	const includes = includesOf(query);
	const rows: number[] = [];
	for (let i = 0; i < user.table.count; i++) {
		if (!user.isGuest(i)) continue;
		if (since !== undefined && msToTicks(user.table.at(user.table.bookedMs, i)) < since) continue;
		if (q && !JSON.stringify(ownerrezGuest(user, i)).toLowerCase().includes(q)) continue;
		rows.push(i);
	}
	return envelope(incoming.url, rows, (i) => ownerrezGuest(user, i, includes));
}

const MONEY = {
	payments: { make: ownerrezPayments, stamp: "collected_utc" },
	refunds: { make: ownerrezRefunds, stamp: "paid_utc" },
	deposits: { make: ownerrezDeposits, stamp: "deposited_utc" },
	fees: { make: ownerrezFees, stamp: null },
} as const;
export type MoneyKind = keyof typeof MONEY;

const kept = new WeakMap<OwnerrezUser, { revision: number; rows: Map<MoneyKind, JsonObject[]> }>();

/** All money records of a user, kept until something of the user changes: a page must not make them all anew. */
export function allMoney(user: OwnerrezUser, kind: MoneyKind): JsonObject[] {
	let cache = kept.get(user);
	if (cache?.revision !== user.revision) {
		cache = { revision: user.revision, rows: new Map() };
		kept.set(user, cache);
	}
	let rows = cache.rows.get(kind);
	if (!rows) {
		rows = [];
		for (let i = 0; i < user.table.count; i++) if (!user.table.isDeleted(i)) rows.push(...MONEY[kind].make(user, i));
		cache.rows.set(kind, rows);
	}
	return rows;
}

export function listMoney(user: OwnerrezUser, incoming: Incoming, kind: MoneyKind, needsFilter: boolean): Reply {
	const { query } = incoming;
	const bookingId = query.get("booking_id");
	const since = ticksOf(query, "since_utc");
	if (needsFilter && bookingId === null && since === undefined) {
		throw new OwnerrezError(400, "invalid_request", "Either booking_id or since_utc is required.");
	}
	const { make, stamp } = MONEY[kind];
	let rows: JsonObject[];
	if (bookingId !== null) {
		const index = user.liveIndexOf(bookingId);
		rows = index < 0 ? [] : make(user, index);
	} else rows = allMoney(user, kind);
	if (since !== undefined && stamp !== null) rows = rows.filter((row) => textToTicks(String(row[stamp])) >= since);
	return envelope(incoming.url, rows, (row) => row);
}
