/** Reservations as an iCalendar (RFC 5545), page by page: one event a stay, over whole days. */
import "server-only";
import { addDays } from "@/lib/shared/dates";
import type { FeedField } from "@/lib/shared/feeds";
import { KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationRow } from "@/lib/shared/reservations";
import { plainText } from "./export-text";

const TEXT_MAX = 500;

export interface CalendarHead {
	name: string;
	description: string;
}

/** The whole calendar as text, line by line of RFC 5545. */
export async function* toIcal(
	head: CalendarHead,
	fields: readonly FeedField[],
	pages: AsyncIterable<readonly ReservationRow[]>,
	reservationUrl: string,
): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	yield encoder.encode(calendarBegin(head));
	for await (const rows of pages) {
		yield encoder.encode(rows.map((row) => eventText(row, fields, reservationUrl)).join(""));
	}
	yield encoder.encode(CALENDAR_END);
}

export function calendarBegin({ name, description }: CalendarHead): string {
	return lines([
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Rezdeck//Reservations//EN",
		"CALSCALE:GREGORIAN",
		`X-WR-CALNAME:${text(name)}`,
		`X-WR-CALDESC:${text(description, 4000)}`,
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
	]);
}

export const CALENDAR_END = "END:VCALENDAR\r\n";

/**
 * One event, or nothing for a record without an arrival. The departure day is the end, which iCalendar does not count
 * in: the event covers the nights. Dates carry no zone, so they are the same day in every calendar.
 * @param reservationUrl what an id is appended to
 */
export function eventText(row: ReservationRow, fields: readonly FeedField[], reservationUrl: string): string {
	if (row.arrival === null) return "";
	const end = row.departure !== null && row.departure > row.arrival ? row.departure : addDays(row.arrival, 1);
	const status = eventStatus(row);
	const details = detailsOf(row, fields);
	return lines([
		"BEGIN:VEVENT",
		`UID:${row.id}@rezdeck`,
		`DTSTAMP:${stamp(row)}`,
		`DTSTART;VALUE=DATE:${row.arrival.replaceAll("-", "")}`,
		`DTEND;VALUE=DATE:${end.replaceAll("-", "")}`,
		`SUMMARY:${text(summaryOf(row, fields))}`,
		...(details === "" ? [] : [`DESCRIPTION:${details}`]),
		...(status === null ? [] : [`STATUS:${status}`]),
		`URL:${reservationUrl}${encodeURIComponent(row.id)}`,
		"END:VEVENT",
	]);
}

function eventStatus(row: ReservationRow): string | null {
	if (row.gone !== null || row.status === "cancelled") return "CANCELLED";
	if (row.status === "confirmed") return "CONFIRMED";
	return row.status === "pending" ? "TENTATIVE" : null;
}

/** The last moment at which the record is known to have changed: the same event has the same text tomorrow. */
function stamp(row: ReservationRow): string {
	const at = row.updatedAt ?? row.cancelledAt ?? row.bookedAt ?? `${row.arrival}T00:00:00.000Z`;
	return `${at.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function summaryOf(row: ReservationRow, fields: readonly FeedField[]): string {
	const who = fields.includes("guest") ? (row.guestName ?? row.title) : null;
	const units = fields.includes("units") ? unitsOf(row) : null;
	return [who ?? KIND_LABELS[row.kind], units].filter((part) => part !== null).join(" · ");
}

function unitsOf(row: ReservationRow): string | null {
	if (row.units.length > 3) return `${row.units.length} units`;
	if (row.units.length > 0) return row.units.map((unit) => plainText(unit.name, 80)).join(", ");
	return row.unassignedCount > 0 ? "no unit yet" : null;
}

/** Escaped lines of the description. */
function detailsOf(row: ReservationRow, fields: readonly FeedField[]): string {
	const given: [FeedField, string, string | null][] = [
		["status", "Status", row.gone === null ? STATUS_LABELS[row.status] : "Gone"],
		["number", "Number", row.number],
		["units", "Units", row.units.length > 3 ? row.units.map((unit) => unit.name).join(", ") : null],
		["people", "People", row.peopleCount === 0 ? null : String(row.peopleCount)],
		["channel", "Channel", row.channel],
		["tenant", "Tenant", row.tenantName],
	];
	return given
		.filter(([field, , value]) => fields.includes(field) && value !== null)
		.map(([, label, value]) => `${label}: ${text(value ?? "")}`)
		.join("\\n");
}

/** Safe text in which the characters of the format's own are escaped. */
function text(foreign: string, max = TEXT_MAX): string {
	return plainText(foreign, max).replace(/[\\;,]/g, (character) => `\\${character}`);
}

/** Lines end with CRLF and are folded after at most 75 bytes, never inside a character. */
function lines(content: readonly string[]): string {
	return content.map((line) => `${fold(line)}\r\n`).join("");
}

function fold(line: string): string {
	if (Buffer.byteLength(line) <= 75) return line;
	let folded = "";
	let used = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (used + size > 75) {
			folded += "\r\n ";
			used = 1;
		}
		folded += character;
		used += size;
	}
	return folded;
}
