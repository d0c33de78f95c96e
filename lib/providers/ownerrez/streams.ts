/** OwnerRez' feeds: properties, bookings by stay window, bookings by update time (PROVIDERS.md 2.5–2.6). Blocks are bookings here. */
import "server-only";
import { z } from "zod";
import { ProviderError } from "@/lib/errors";
import { addDays } from "@/lib/shared/dates";
import type { CanonicalPerson } from "../canonical";
import { requirePinned } from "../http-client";
import { shiftInstant } from "../instant";
import { offsetWalk, walkOn, walkUrl } from "../offset-walk";
import { guardNext, loopGuard, readCursor } from "../page-cursor";
import type {
	CallContext,
	Page,
	Provider,
	RejectedRecord,
	RemoteTenant,
	StoredRecord,
	StreamDefinition,
	StreamKind,
	StreamRequest,
	TenantContext,
} from "../provider";
import { SWEEP_DAYS, SWEEP_STREAMS } from "../sweep-streams";
import { resolveTimeZone } from "../time-zone";
import { endOfRun, firstWatermark, newest, startOfRun, watermark } from "../watermark";
import { idOf, readRecord } from "../wire";
import { apiUrl, get } from "./api";
import { CONNECT_MARGIN_MS, LOOK_BACK_MS, OWNERREZ, ownerrezConfig, PAGE_SIZE, SINCE_EVER } from "./config";
import { mapBooking, mapGuest, mapProperty, withoutDoorCodes } from "./map";
import { booking, envelope, guest, property, user } from "./schemas";

/** Days from the tenant's today, both ends included; overlap, so stays across a border come twice (PROVIDERS.md 4.43). */
const DAYS = {
	window: [-7, 60],
	future: [61, 730],
	history: [-730, -8],
	...SWEEP_DAYS,
} as const satisfies Partial<Record<StreamKind, readonly [number, number]>>;

function lists(kind: keyof typeof DAYS): NonNullable<StreamDefinition["lists"]> {
	const [fromDay, toDay] = DAYS[kind];
	return { fromDay, toDay };
}

export const OWNERREZ_STREAMS: readonly StreamDefinition[] = [
	{ kind: "inventory", mode: "repeat", intervalSeconds: 6 * 3600, order: 0, after: [] },
	{ kind: "window", mode: "once", intervalSeconds: 0, order: 10, after: ["inventory"], lists: lists("window") },
	{ kind: "changed", mode: "repeat", intervalSeconds: 90, order: 20, after: ["inventory"] },
	{ kind: "future", mode: "once", intervalSeconds: 0, order: 30, after: ["window"], lists: lists("future") },
	{ kind: "history", mode: "once", intervalSeconds: 0, order: 50, after: ["future"], lists: lists("history") },
	...SWEEP_STREAMS,
];

const INCLUDES = { include_guest: "true", include_charges: "true", limit: String(PAGE_SIZE) };

const OFFSET = "offset";

const listCursor = offsetWalk.extend({ v: z.literal(1) });

const inventoryCursor = z.object({
	v: z.literal(1),
	next: z.url(),
	guard: loopGuard,
	/** The account's own name, read on the first page. */
	name: z.string(),
	/** Properties by zone text, so that the last page can name the zone most of them lie in. */
	zones: z.array(z.tuple([z.string(), z.int()])),
	position: z.int(),
});

const changedCursor = z.object({
	v: z.literal(1),
	mark: watermark,
	/** The run under way; null between runs. */
	run: offsetWalk.extend({ seen: z.string().nullable(), startedAt: z.iso.datetime() }).nullable(),
});
type ChangedCursor = z.infer<typeof changedCursor>;

export function firstCursor(kind: StreamKind, connectedAt: Date): string | null {
	if (kind !== "changed") return null;
	const mark = firstWatermark(new Date(connectedAt.getTime() - CONNECT_MARGIN_MS));
	return changedCursorText({ v: 1, mark, run: null });
}

export async function fetchPage(context: CallContext, request: StreamRequest): Promise<Page> {
	switch (request.kind) {
		case "inventory":
			return await fetchInventory(context, request);
		case "changed":
			return await fetchChanged(context, request);
		case "window":
		case "future":
		case "history":
		case "sweep":
		case "sweep_future":
		case "sweep_history":
			return await fetchWindow(context, request, request.kind);
		case "blocks":
			throw new Error("OwnerRez has no blocks stream: its blocks are bookings");
	}
}

/** One booking with guest name and charges. */
export async function fetchOne(context: CallContext, _tenant: TenantContext, remoteId: string): Promise<StoredRecord> {
	const { include_guest, include_charges } = INCLUDES;
	const raw = withoutDoorCodes(
		await get(context, apiUrl(`/v2/bookings/${encodeURIComponent(remoteId)}`, { include_guest, include_charges })),
	);
	const { record, rejected } = readRecord(raw, booking, mapBooking);
	if (record !== null) return { record, raw };
	throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: rejected.reason, field: rejected.field });
}

/** Blocks are bookings here. */
export function readRaw(_entity: "reservation" | "block", raw: unknown): ReturnType<Provider["readRaw"]> {
	return readRecord(raw, booking, mapBooking);
}

export async function fetchContact(
	context: CallContext,
	_tenant: TenantContext,
	personId: string,
): Promise<CanonicalPerson> {
	const raw = await get(context, apiUrl(`/v2/guests/${encodeURIComponent(personId)}`));
	const { record, rejected } = readRecord(raw, guest, mapGuest);
	if (record !== null) return record;
	throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: rejected.reason, field: rejected.field });
}

/** GET /v2/users/me: the account behind the credential. Its id is the tenant's id (PROVIDERS.md 3). */
export async function fetchAccount(context: CallContext): Promise<{ id: string; name: string; email: string | null }> {
	const read = user.safeParse(await get(context, apiUrl("/v2/users/me")));
	if (!read.success) {
		const field = read.error.issues[0]?.path.join(".") || "user";
		throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: "users/me does not fit", field });
	}
	const { id, username, email, display_name } = read.data;
	return { id, name: display_name ?? username ?? email ?? id, email };
}

async function fetchInventory(context: CallContext, request: StreamRequest): Promise<Page> {
	const cursor = readCursor(OWNERREZ, inventoryCursor, request.cursor);
	const url = cursor === null ? apiUrl("/v2/properties", { limit: String(PAGE_SIZE) }) : new URL(cursor.next);
	const name = cursor?.name ?? (await fetchAccount(context)).name;
	const list = await fetchList(context, url);
	const zones = new Map(cursor?.zones);
	const page: Pick<Page, "units" | "rejected"> = { units: [], rejected: [] };
	for (const [index, row] of list.rows.entries()) {
		const raw = await withTimeZone(context, row);
		const { record, rejected } = readRecord(raw, property, (wire) =>
			mapProperty(wire, (cursor?.position ?? 0) + index),
		);
		if (record === null) {
			page.rejected.push(rejected);
			continue;
		}
		page.units.push(record);
		if (record.timeZoneRaw !== null && record.active) {
			zones.set(record.timeZoneRaw, (zones.get(record.timeZoneRaw) ?? 0) + 1);
		}
	}
	const position = (cursor?.position ?? 0) + list.rows.length;
	const next =
		list.next === null
			? null
			: {
					v: 1 as const,
					next: list.next.href,
					guard: guardNext(OWNERREZ, cursor?.guard ?? null, url, list.next),
					name,
					zones: [...zones],
					position,
				};
	return {
		...page,
		records: [],
		tenant: next === null ? tenantOf(request.tenant.remoteId, name, zones) : null,
		cursor: next === null ? null : JSON.stringify(next),
		done: next === null,
		expected: next === null ? position : list.count,
	};
}

/** Zones belong to properties (PROVIDERS.md 3); the account takes the one most of its active properties lie in. */
function tenantOf(remoteId: string, name: string, zones: Map<string, number>): RemoteTenant {
	const [first] = [...zones].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
	const timeZoneRaw = first?.[0] ?? null;
	return { remoteId, name, timeZoneRaw, timeZone: resolveTimeZone(timeZoneRaw) };
}

/** List rows are poorer than details (PROVIDERS.md 2.5): a row without its zone is asked for again, whole. */
async function withTimeZone(context: CallContext, row: unknown): Promise<unknown> {
	const { record } = readRecord(row, property, (wire) => wire);
	if (record === null || record.time_zone !== null) return row;
	try {
		return await get(context, apiUrl(`/v2/properties/${encodeURIComponent(record.id)}`));
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return row;
		throw error;
	}
}

async function fetchWindow(context: CallContext, request: StreamRequest, kind: keyof typeof DAYS): Promise<Page> {
	const cursor = readCursor(OWNERREZ, listCursor, request.cursor);
	const [from, to] = DAYS[kind];
	const url =
		cursor === null
			? apiUrl("/v2/bookings", {
					since_utc: SINCE_EVER,
					from: addDays(request.today, from),
					to: addDays(request.today, to),
					...INCLUDES,
				})
			: walkUrl(cursor, OFFSET);
	const list = await fetchList(context, url);
	const { walk, repeats } = walkOn(OWNERREZ, OFFSET, cursor, { url, ids: list.rows.map(idOf), next: list.next });
	return {
		...readBookings(list.rows.filter((row) => !repeats(idOf(row)))),
		units: [],
		tenant: null,
		cursor: walk === null ? null : JSON.stringify({ v: 1, ...walk } satisfies z.infer<typeof listCursor>),
		done: walk === null,
		expected: list.count,
	};
}

/**
 * Bookings created or changed since the mark. Their order is unknown (PROVIDERS.md 2.6), so the mark moves only when a run
 * has read all its pages, and the next run begins before this one's start: what came in before its offset meanwhile is
 * read then (F-26, the closing pass).
 */
async function fetchChanged(context: CallContext, request: StreamRequest): Promise<Page> {
	const cursor = readCursor(OWNERREZ, changedCursor, request.cursor ?? firstCursor("changed", context.now()));
	if (cursor === null) throw new Error("a changed stream always has a cursor");
	const { mark, run } = cursor;
	const url =
		run === null
			? apiUrl("/v2/bookings", { since_utc: wholeSeconds(startOfRun(mark, LOOK_BACK_MS)), ...INCLUDES })
			: walkUrl(run, OFFSET);
	const startedAt = run === null ? context.now() : new Date(run.startedAt);
	const list = await fetchList(context, url);
	const { walk, repeats } = walkOn(OWNERREZ, OFFSET, run, { url, ids: list.rows.map(idOf), next: list.next });
	const read = readBookings(list.rows.filter((row) => !repeats(idOf(row))));
	const updates = read.records.map(({ record }) => record.updatedAt);
	const seen = newest(run?.seen ?? null, updates, context.now());
	return {
		...read,
		units: [],
		tenant: null,
		cursor: changedCursorText(
			walk === null
				? { v: 1, mark: endOfRun(mark, seen, startedAt, context.now(), LOOK_BACK_MS), run: null }
				: { v: 1, mark, run: { ...walk, seen, startedAt: startedAt.toISOString() } },
		),
		done: walk === null,
		expected: list.count,
	};
}

function changedCursorText(cursor: ChangedCursor): string {
	return JSON.stringify(cursor);
}

/** `since_utc` is written without fractions (PROVIDERS.md 2.5); cutting them only reads a little more. */
function wholeSeconds(instant: string): string {
	return `${shiftInstant(instant, 0).slice(0, 19)}Z`;
}

interface List {
	rows: unknown[];
	next: URL | null;
	count: number | null;
}

/** A list answer. `next_page_url` is followed as it came, on our host only (PROVIDERS.md 2.6, 4.22–4.25). */
async function fetchList(context: CallContext, url: URL): Promise<List> {
	const read = envelope.safeParse(await get(context, url));
	if (!read.success) {
		const field = read.error.issues[0]?.path.join(".") || "items";
		throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: "a list does not fit", field });
	}
	const { items, next_page_url, count } = read.data;
	if (next_page_url === null) return { rows: items, next: null, count };
	const next = URL.parse(next_page_url, url.href);
	if (next === null) {
		throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: "no address", field: "next_page_url" });
	}
	requirePinned(OWNERREZ, ownerrezConfig().api, next);
	return { rows: items, next, count };
}

function readBookings(rows: unknown[]): { records: StoredRecord[]; rejected: RejectedRecord[] } {
	const records: StoredRecord[] = [];
	const rejections: RejectedRecord[] = [];
	for (const row of rows) {
		const raw = withoutDoorCodes(row);
		const { record, rejected } = readRecord(raw, booking, mapBooking);
		if (record === null) rejections.push(rejected);
		else records.push({ record, raw });
	}
	return { records, rejected: rejections };
}
