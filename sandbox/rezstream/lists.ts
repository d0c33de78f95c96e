/** Paged lists of rezStream: skip/limit by stay, and the composite cursor of `updated` (PROVIDERS.md 1.6). */
import type { Incoming, Reply } from "../http/server";
import type { Settings } from "../settings";
import { textToDay, textToTicks, ticksToText } from "../world/dates";
import type { JsonObject } from "../world/json-text";
import { type Depth, rezstreamRecord } from "../world/rezstream-record";
import type { Block, RezstreamTenant } from "../world/rezstream-tenant";
import { Status } from "../world/table";
import { json, link, Problem } from "./replies";

/** Default and highest limit are unknown (PROVIDERS.md 1.5); samples show 2, 10 and 20. */
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

export interface ListContext {
	base: string;
	settings: Settings;
	incoming: Incoming;
	tenant: RezstreamTenant;
}

export function dateParam(incoming: Incoming, name: string): number {
	const text = incoming.query.get(name);
	if (text === null) throw new Problem(400, `The query parameter '${name}' is required (YYYY-MM-DD).`);
	const day = textToDay(text);
	if (Number.isNaN(day)) throw new Problem(400, `'${text}' is not a date for '${name}'.`);
	return day;
}

function countParam(incoming: Incoming, name: string, fallback: number, least: number): number {
	const text = incoming.query.get(name);
	if (text === null) return fallback;
	if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Problem(400, `'${text}' is not valid for '${name}'.`);
	return Number(text);
}

/** A limit that is too high is capped without a word: a short page is no sign of the end. */
const limitParam = (incoming: Incoming) => Math.min(countParam(incoming, "limit", DEFAULT_LIMIT, 1), MAX_LIMIT);

function rowDepth(settings: Settings, depth: Depth): Depth {
	return depth === "full" && settings.rezstreamListSummaries ? "summary" : depth;
}

interface Order {
	revision: number;
	rows: number[];
}
const orders = new WeakMap<RezstreamTenant, Order>();

/** Rows by arrival, kept until the tenant changes. */
function byArrival(tenant: RezstreamTenant): number[] {
	const kept = orders.get(tenant);
	if (kept?.revision === tenant.revision) return kept.rows;
	const { table } = tenant;
	const rows: number[] = [];
	for (let i = 0; i < table.count; i++) if (!table.isDeleted(i)) rows.push(i);
	rows.sort((a, b) => table.at(table.arrival, a) - table.at(table.arrival, b) || a - b);
	orders.set(tenant, { revision: tenant.revision, rows });
	return rows;
}

/** Overlap of stay and window; a stay that ends on `from` still counts (whether it should is unknown). */
function staying(tenant: RezstreamTenant, from: number, to: number, hideCancelled: boolean): number[] {
	const { table } = tenant;
	const found: number[] = [];
	for (const index of byArrival(tenant)) {
		const arrival = table.at(table.arrival, index);
		if (arrival > to) break;
		if (arrival + table.at(table.nights, index) < from) continue;
		if (hideCancelled && table.at(table.status, index) === Status.cancelled) continue;
		found.push(index);
	}
	return found;
}

export function listByDate(context: ListContext, depth: Depth): Reply {
	const { incoming, tenant, settings } = context;
	const from = dateParam(incoming, "from");
	// `to` may be optional for reserved rates (PROVIDERS.md 1.5).
	const to = depth === "rates" && !incoming.query.has("to") ? Number.MAX_SAFE_INTEGER : dateParam(incoming, "to");
	if (to < from) throw new Problem(400, "'to' lies before 'from'.");
	const rows = staying(tenant, from, to, settings.rezstreamListsHideCancelled);
	const rowOf = (index: number) => rezstreamRecord(tenant, index, rowDepth(settings, depth));
	return skipLimitPage(context, rows, rowOf);
}

export function listBlocks(context: ListContext): Reply {
	const { incoming, tenant } = context;
	const from = dateParam(incoming, "from");
	const to = dateParam(incoming, "to");
	const rows = tenant.blocks
		.map((block, number) => ({ block, number }))
		.filter(({ block }) => block.startDay <= to && block.endDay > from)
		.sort((a, b) => a.block.startDay - b.block.startDay || a.number - b.number);
	return skipLimitPage(context, rows, ({ block, number }: { block: Block; number: number }) =>
		tenant.blockRow(block, number),
	);
}

function skipLimitPage<T>({ base, incoming }: ListContext, rows: T[], rowOf: (row: T) => JsonObject): Reply {
	const limit = limitParam(incoming);
	const skip = countParam(incoming, "skip", 0, 0);
	const at = (to: number) => ({
		from: incoming.query.get("from") ?? undefined,
		to: incoming.query.get("to") ?? undefined,
		limit,
		skip: to,
	});
	const last = Math.max(0, Math.ceil(rows.length / limit) - 1) * limit;
	const links = [link(base, incoming.path, at(0), "first"), link(base, incoming.path, at(last), "last")];
	if (skip > 0) links.unshift(link(base, incoming.path, at(Math.max(0, skip - limit)), "prev"));
	if (skip + limit < rows.length) links.unshift(link(base, incoming.path, at(skip + limit), "next"));
	return json(rows.slice(skip, skip + limit).map(rowOf), links);
}

export function listUpdated({ base, incoming, tenant, settings }: ListContext, depth: Depth): Reply {
	const { query, path } = incoming;
	const from = query.get("from");
	if (from === null) throw new Problem(400, "The query parameter 'from' is required (a UTC timestamp).");
	const fromTick = textToTicks(from);
	if (Number.isNaN(fromTick)) throw new Problem(400, `'${from}' is not a timestamp for 'from'.`);
	const limit = limitParam(incoming);
	const afterAt = query.get("afterAt");
	const afterId = query.get("afterId");
	if ((afterAt === null) !== (afterId === null)) throw new Problem(400, "'afterAt' and 'afterId' belong together.");
	let start = tenant.order.position(fromTick, "");
	if (afterAt !== null && afterId !== null) {
		const tick = textToTicks(afterAt);
		if (Number.isNaN(tick)) throw new Problem(400, `'${afterAt}' is not a timestamp for 'afterAt'.`);
		start = Math.max(start, tenant.order.positionAfter(tick, afterId.toLowerCase()));
	}
	const { table } = tenant;
	const rows: number[] = [];
	let next = start;
	for (; rows.length < limit && next < tenant.order.length; next++) {
		const index = tenant.order.slice(next, 1)[0] as number;
		if (settings.rezstreamListsHideCancelled && table.at(table.status, index) === Status.cancelled) continue;
		rows.push(index);
	}
	const links = [link(base, path, { from, limit }, "first")];
	const last = rows.at(-1);
	if (last !== undefined && (next < tenant.order.length || settings.rezstreamUpdatedAlwaysNext)) {
		const cursor = { from, limit, afterAt: ticksToText(table.at(table.updated, last)), afterId: tenant.recordId(last) };
		links.unshift(link(base, path, cursor, "next"));
	}
	return json(
		rows.map((index) => rezstreamRecord(tenant, index, rowDepth(settings, depth))),
		links,
	);
}
