/** The reservation list as a file: exactly its rows in its order, streamed. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { EXPORT_COLUMNS, type ExportFormat, type ExportQuery } from "@/lib/shared/export";
import { type FeedField, feedField } from "@/lib/shared/feeds";
import type { ListColumn } from "@/lib/shared/list-columns";
import type { ReservationRow } from "@/lib/shared/reservations";
import { tableOf } from "./export-columns";
import { toCsv } from "./export-csv";
import { headOf } from "./export-head";
import { toIcal } from "./export-ical";
import { exportPages } from "./export-pages";
import { takeExportSlot } from "./export-slots";
import { toXlsx } from "./export-xlsx";
import { type OpenList, openList } from "./list-reservations";

/** Whoever has not taken anything for so long is gone. */
const STALLED_MS = 5 * 60_000;

const TYPES: Record<ExportFormat, string> = {
	csv: "text/csv; charset=utf-8",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	ics: "text/calendar; charset=utf-8",
};

export interface Export {
	type: string;
	filename: string;
	/** Read it or cancel it: until then it counts among the operator's exports. */
	body: ReadableStream<Uint8Array>;
}

/**
 * Starts an export. What the query asks for is checked before the first byte; a failure after that breaks the stream
 * off, so that no short file looks whole. Leaves one line in the audit trail when it ends, however it ends.
 * Errors: forbidden; not_found (tenant, unit, any of the ids); invalid_input; rate_limited (three at once).
 */
export async function exportReservations(actor: Actor, query: ExportQuery): Promise<Export> {
	assertCan(actor, "reservations.read");
	const release = takeExportSlot(actor.id);
	try {
		const { format, ids, columns = EXPORT_COLUMNS, ...filter } = query;
		const picked = ids === undefined ? null : [...new Set(ids)];
		const list = await openList(actor, filter, picked);
		if (picked !== null) await assertVisible(list, picked);
		const head = await headOf(actor, list, picked?.length ?? null);
		let rows = 0;
		const pages = counted(
			exportPages(list, {
				conflicts: columns.includes("status"),
				marks: format !== "ics" && columns.includes("guest"),
			}),
			(count) => {
				rows += count;
			},
		);
		return {
			type: TYPES[format],
			filename: `reservations-${list.at.toISOString().slice(0, 10)}.${format}`,
			body: streamOf(bytesOf(format, columns, head, pages), async (whole) => {
				release();
				await noteExport(actor, query, rows, whole);
			}),
		};
	} catch (error) {
		release();
		throw error;
	}
}

function bytesOf(
	format: ExportFormat,
	columns: readonly ListColumn[],
	head: [string, string][],
	pages: AsyncIterable<ReservationRow[]>,
): AsyncGenerator<Uint8Array> {
	if (format === "ics") {
		const description = head.map(([label, words]) => `${label}: ${words}`).join(" | ");
		return toIcal({ name: "Reservations", description }, feedFields(columns), pages, reservationUrl());
	}
	const lines = [["Reservations from Rezdeck"], ...head];
	return (format === "csv" ? toCsv : toXlsx)(lines, tableOf(columns), pages);
}

/** What a calendar entry can show of the columns. */
function feedFields(columns: readonly ListColumn[]): FeedField[] {
	const named: readonly string[] = columns;
	return feedField.options.filter((field) => named.includes(field));
}

/** Where a reservation opens; its id follows. */
export function reservationUrl(): string {
	return `${env().NEXTAUTH_URL}/reservations/`;
}

/** An id of another operator's tenant answers like one that nobody has. */
async function assertVisible(list: OpenList, ids: readonly string[]): Promise<void> {
	const tenantId = { in: list.tenants.filter((tenant) => tenant.included).map((tenant) => tenant.id) };
	const known = await db().reservation.count({ where: { id: { in: [...ids] }, tenantId } });
	if (known !== ids.length) throw notFound("reservation");
}

async function* counted<T>(pages: AsyncIterable<T[]>, add: (count: number) => void): AsyncGenerator<T[]> {
	for await (const page of pages) {
		yield page;
		add(page.length);
	}
}

/** Nothing is read ahead of the reader. `ended` runs once: whole, or broken off by an error, the reader or its silence. */
function streamOf(
	bytes: AsyncGenerator<Uint8Array>,
	ended: (whole: boolean) => Promise<void>,
): ReadableStream<Uint8Array> {
	let over = false;
	let timer: NodeJS.Timeout | undefined;
	const end = async (whole: boolean) => {
		if (over) return;
		over = true;
		clearTimeout(timer);
		await ended(whole);
	};
	const giveUpLater = (controller: ReadableStreamDefaultController<Uint8Array>) => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			controller.error(new Error("nobody reads this export any more"));
			void bytes.return(undefined).then(() => end(false));
		}, STALLED_MS);
		timer.unref();
	};
	return new ReadableStream<Uint8Array>(
		{
			start: giveUpLater,
			async pull(controller) {
				try {
					const { done, value } = await bytes.next();
					if (done) {
						await end(true);
						controller.close();
						return;
					}
					controller.enqueue(value);
					giveUpLater(controller);
				} catch (error) {
					log.error({ err: error }, "export broken off");
					await end(false);
					controller.error(error);
				}
			},
			async cancel() {
				await bytes.return(undefined);
				await end(false);
			},
		},
		{ highWaterMark: 0 },
	);
}

/** Names of filters, never what they look for: that may be a guest's name. */
async function noteExport(actor: Actor, query: ExportQuery, rows: number, whole: boolean): Promise<void> {
	const { format, ids, columns, limit, cursor, ...filter } = query;
	const filters = Object.entries(filter)
		.filter(([name, value]) => value !== undefined && !(name === "by" && value === "stay"))
		.map(([name]) => name);
	await recordAudit(db(), actor, {
		action: "reservations.exported",
		outcome: whole ? "ok" : "failed",
		detail: {
			format,
			rows,
			filters: filters.join(", "),
			...(ids === undefined ? {} : { selected: ids.length }),
			...(columns === undefined ? {} : { columns: columns.join(", ") }),
		},
	});
}
