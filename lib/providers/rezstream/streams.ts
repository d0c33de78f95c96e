/** rezStream's feeds: inventory, stay windows and blocks by skip/limit, changes by the composite cursor (PROVIDERS.md 1.5–1.6). */
import "server-only";
import LinkHeader from "http-link-header";
import { z } from "zod";
import { ProviderError } from "@/lib/errors";
import { addDays } from "@/lib/shared/dates";
import { requirePinned } from "../http-client";
import { type OffsetWalk, offsetWalk, walkOn, walkUrl } from "../offset-walk";
import { guardNext, loopGuard, readCursor } from "../page-cursor";
import type {
	CallContext,
	Page,
	Provider,
	RejectedRecord,
	StoredRecord,
	StreamDefinition,
	StreamKind,
	StreamRequest,
	TenantContext,
} from "../provider";
import { SWEEP_DAYS, SWEEP_STREAMS } from "../sweep-streams";
import { resolveTimeZone } from "../time-zone";
import { endOfRun, firstWatermark, newest, startOfRun, type Watermark, watermark } from "../watermark";
import { idOf, readRecord } from "../wire";
import { apiUrl, getForTenant } from "./api";
import { CONNECT_MARGIN_MS, LOOK_BACK_MS, PAGE_SIZE, REZSTREAM, rezstreamConfig } from "./config";
import { mapBlock, mapReservation, mapUnit } from "./map";
import { block, inventory, isSummary, reservation, unit } from "./schemas";

/** Days from the tenant's today, both ends included. */
const DAYS = {
	window: [-7, 60],
	future: [61, 730],
	history: [-730, -8],
	blocks: [-30, 365],
	...SWEEP_DAYS,
} as const satisfies Partial<Record<StreamKind, readonly [number, number]>>;

function lists(kind: keyof typeof DAYS): NonNullable<StreamDefinition["lists"]> {
	const [fromDay, toDay] = DAYS[kind];
	return { fromDay, toDay };
}

export const REZSTREAM_STREAMS: readonly StreamDefinition[] = [
	{ kind: "inventory", mode: "repeat", intervalSeconds: 6 * 3600, order: 0, after: [] },
	{ kind: "window", mode: "once", intervalSeconds: 0, order: 10, after: ["inventory"], lists: lists("window") },
	{ kind: "changed", mode: "repeat", intervalSeconds: 60, order: 20, after: ["inventory"] },
	{ kind: "future", mode: "once", intervalSeconds: 0, order: 30, after: ["window"], lists: lists("future") },
	{
		kind: "blocks",
		mode: "repeat",
		intervalSeconds: 15 * 60,
		order: 40,
		after: ["inventory"],
		lists: lists("blocks"),
		sweeps: { ...lists("blocks"), entity: "block" },
	},
	{ kind: "history", mode: "once", intervalSeconds: 0, order: 50, after: ["future"], lists: lists("history") },
	...SWEEP_STREAMS,
];

const OFFSET = "skip";

const listCursor = offsetWalk.extend({ v: z.literal(1) });

const changedCursor = z.object({
	v: z.literal(1),
	mark: watermark,
	/** The run under way; null between runs. */
	run: z
		.object({ next: z.url(), guard: loopGuard, seen: z.string().nullable(), startedAt: z.iso.datetime() })
		.nullable(),
});
type ChangedCursor = z.infer<typeof changedCursor>;

export function firstCursor(kind: StreamKind, connectedAt: Date): string | null {
	if (kind !== "changed") return null;
	return changedCursorText(firstWatermark(new Date(connectedAt.getTime() - CONNECT_MARGIN_MS)), null);
}

export async function fetchPage(context: CallContext, request: StreamRequest): Promise<Page> {
	if (request.kind === "inventory") return await fetchInventory(context, request.tenant);
	if (request.kind === "changed") return await fetchChanged(context, request);
	return await fetchByDate(context, request, request.kind);
}

/** One reservation with everything in it. */
export async function fetchOne(context: CallContext, tenant: TenantContext, remoteId: string): Promise<StoredRecord> {
	const raw = await fetchDetail(context, tenant, remoteId);
	const { record, rejected } = readRecord(raw, reservation, mapReservation);
	if (record !== null) return { record, raw };
	throw new ProviderError(REZSTREAM, "unexpected_shape", { detail: rejected.reason, field: rejected.field });
}

export function readRaw(entity: "reservation" | "block", raw: unknown): ReturnType<Provider["readRaw"]> {
	return entity === "block" ? readRecord(raw, block, mapBlock) : readRecord(raw, reservation, mapReservation);
}

async function fetchInventory(context: CallContext, tenant: TenantContext): Promise<Page> {
	const { body } = await getForTenant(context, tenant, apiUrl("/inventory"));
	const read = inventory.safeParse(body);
	if (!read.success) {
		const field = read.error.issues[0]?.path.join(".") || "inventory";
		throw new ProviderError(REZSTREAM, "unexpected_shape", { detail: "inventory does not fit", field });
	}
	const { business, properties, unitTypes, units } = read.data;
	const timeZoneRaw = business?.timeZone ?? null;
	const names = {
		types: new Map(unitTypes.map(({ id, name, maxOccupancy }) => [id, { name, maxOccupancy }])),
		properties: new Map(properties.map(({ id, name }) => [id, name])),
		timeZoneRaw,
	};
	const readUnits = units.map((raw, position) => readRecord(raw, unit, (wire) => mapUnit(wire, names, position)));
	return {
		records: [],
		units: readUnits.flatMap(({ record }) => record ?? []),
		tenant:
			business === null || business === undefined
				? null
				: {
						remoteId: tenant.remoteId,
						name: business.name ?? tenant.remoteId,
						timeZoneRaw,
						timeZone: resolveTimeZone(timeZoneRaw),
					},
		rejected: readUnits.flatMap(({ rejected }) => rejected ?? []),
		cursor: null,
		done: true,
		expected: units.length,
	};
}

async function fetchByDate(context: CallContext, request: StreamRequest, kind: keyof typeof DAYS): Promise<Page> {
	const cursor = readCursor(REZSTREAM, listCursor, request.cursor);
	const url = cursor === null ? firstByDate(kind, request.today) : walkUrl(cursor, OFFSET);
	const list = await fetchList(context, request.tenant, url);
	const { walk, repeats } = walkOn(REZSTREAM, OFFSET, cursor, { url, ids: list.rows.map(idOf), next: list.next });
	const rows = list.rows.filter((row) => !repeats(idOf(row)));
	const read = kind === "blocks" ? readBlocks(rows) : await readReservations(context, request.tenant, rows);
	return {
		...read,
		units: [],
		tenant: null,
		cursor: walk === null ? null : listCursorText(walk),
		done: walk === null,
		expected: expectedOf(list, url),
	};
}

function listCursorText(walk: OffsetWalk): string {
	return JSON.stringify({ v: 1, ...walk } satisfies z.infer<typeof listCursor>);
}

function firstByDate(kind: keyof typeof DAYS, today: string): URL {
	const [from, to] = DAYS[kind];
	return apiUrl(kind === "blocks" ? "/availability/blocks/byDate" : "/reservations/byDate", {
		from: addDays(today, from),
		to: addDays(today, to),
		limit: String(PAGE_SIZE),
		skip: "0",
	});
}

/** Within a run the server's own cursor is followed; the next run begins a little behind the newest update seen (watermark.ts). */
async function fetchChanged(context: CallContext, request: StreamRequest): Promise<Page> {
	const cursor = readCursor(REZSTREAM, changedCursor, request.cursor ?? firstCursor("changed", context.now()));
	if (cursor === null) throw new Error("a changed stream always has a cursor");
	const { mark, run } = cursor;
	const url =
		run === null
			? apiUrl("/reservations/updated", { from: startOfRun(mark, LOOK_BACK_MS), limit: String(PAGE_SIZE) })
			: new URL(run.next);
	const startedAt = run === null ? context.now() : new Date(run.startedAt);
	const page = await fetchList(context, request.tenant, url);
	// UNKNOWN whether the last page has a `next` to come back to (1.6): on an empty page one that leads nowhere else is the end.
	const list = page.rows.length === 0 && page.next?.href === url.href ? { ...page, next: null } : page;
	const read = await readReservations(context, request.tenant, list.rows);
	const updates = read.records.map(({ record }) => record.updatedAt);
	const seen = newest(run?.seen ?? null, updates, context.now());
	return {
		...read,
		units: [],
		tenant: null,
		cursor:
			list.next === null
				? changedCursorText(endOfRun(mark, seen, startedAt, context.now(), LOOK_BACK_MS), null)
				: changedCursorText(mark, {
						next: list.next.href,
						guard: guardNext(REZSTREAM, run?.guard ?? null, url, list.next),
						seen,
						startedAt: startedAt.toISOString(),
					}),
		done: list.next === null,
		expected: null,
	};
}

function changedCursorText(mark: Watermark, run: ChangedCursor["run"]): string {
	return JSON.stringify({ v: 1, mark, run } satisfies ChangedCursor);
}

interface List {
	rows: unknown[];
	next: URL | null;
	last: URL | null;
}

/** A list answer: a bare array, with its neighbours in the `Link` header. Errors: foreign_link when `next` names another host. */
async function fetchList(context: CallContext, tenant: TenantContext, url: URL): Promise<List> {
	const { body, headers } = await getForTenant(context, tenant, url);
	if (!Array.isArray(body)) {
		throw new ProviderError(REZSTREAM, "unexpected_shape", { detail: "a list is not an array", field: "(list)" });
	}
	const links = readLinks(headers.get("link"));
	const next = linked(links, "next", url);
	if (next !== null) requirePinned(REZSTREAM, rezstreamConfig().api, next);
	return { rows: body, next, last: linked(links, "last", url) };
}

function readLinks(header: string | null): LinkHeader | null {
	if (header === null || header.trim() === "") return null;
	try {
		return LinkHeader.parse(header);
	} catch (cause) {
		// The library throws plain Errors. Without a readable header the end of the list cannot be told.
		throw new ProviderError(REZSTREAM, "unexpected_shape", {
			detail: "Link header cannot be read",
			field: "Link",
			cause,
		});
	}
}

function linked(links: LinkHeader | null, relation: string, base: URL): URL | null {
	const uri = links?.rel(relation)[0]?.uri;
	if (uri === undefined) return null;
	const url = URL.parse(uri, base.href);
	if (url !== null) return url;
	throw new ProviderError(REZSTREAM, "unexpected_shape", { detail: `${relation} link is no address`, field: "Link" });
}

/** Records the whole list holds: exact on its last page, else at most what the `last` link reaches. */
function expectedOf(list: List, url: URL): number | null {
	const skip = Number(url.searchParams.get("skip") ?? 0);
	if (list.next === null) return Number.isSafeInteger(skip) ? skip + list.rows.length : null;
	const lastSkip = list.last?.searchParams.get("skip") ?? null;
	const lastLimit = list.last?.searchParams.get("limit") ?? null;
	if (lastSkip === null || lastLimit === null) return null;
	const expected = Number(lastSkip) + Number(lastLimit);
	return Number.isSafeInteger(expected) ? expected : null;
}

interface Read {
	records: StoredRecord[];
	rejected: RejectedRecord[];
}

async function readReservations(context: CallContext, tenant: TenantContext, rows: unknown[]): Promise<Read> {
	const read: Read = { records: [], rejected: [] };
	for (const row of rows) {
		const raw = isSummary(row) ? await fillSummary(context, tenant, row) : row;
		const { record, rejected } = readRecord(raw, reservation, mapReservation);
		if (record === null) read.rejected.push(rejected);
		else read.records.push({ record, raw });
	}
	return read;
}

/** The whole record behind a summary row. A row that cannot be asked for, or is gone by now, is read as it is. */
async function fillSummary(context: CallContext, tenant: TenantContext, row: unknown): Promise<unknown> {
	const id = idOf(row);
	if (id === null) return row;
	try {
		return await fetchDetail(context, tenant, id);
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return row;
		throw error;
	}
}

async function fetchDetail(context: CallContext, tenant: TenantContext, remoteId: string): Promise<unknown> {
	const { body } = await getForTenant(context, tenant, apiUrl(`/reservations/${encodeURIComponent(remoteId)}`));
	return body;
}

function readBlocks(rows: unknown[]): Read {
	const read: Read = { records: [], rejected: [] };
	for (const raw of rows) {
		const { record, rejected } = readRecord(raw, block, mapBlock);
		if (record === null) read.rejected.push(rejected);
		else read.records.push({ record, raw });
	}
	return read;
}
