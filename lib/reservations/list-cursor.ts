/** The opaque cursor of the reservation list: where the page before ended, in terms of its sort. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { isCalendarDate } from "@/lib/shared/dates";
import { type ReservationSort, reservationSort } from "@/lib/shared/reservations";
import { instantNanoseconds } from "./compare-versions";

export type SortColumn = "arrival" | "departure" | "booked" | "updated" | "guest";

export interface ListPosition {
	/** The sort value of the last row, as text; null: the list has reached the rows without one, which come last. */
	value: string | null;
	id: string;
}

const cursorShape = z.strictObject({
	s: reservationSort,
	v: z.string().max(300).nullable(),
	id: z.string().min(1).max(60),
});

export function sortColumn(sort: ReservationSort): { column: SortColumn; descending: boolean } {
	const descending = sort.startsWith("-");
	return { column: (descending ? sort.slice(1) : sort) as SortColumn, descending };
}

export function encodeCursor(sort: ReservationSort, { value, id }: ListPosition): string {
	return Buffer.from(JSON.stringify({ s: sort, v: value, id })).toString("base64url");
}

/** Errors: invalid_input naming `cursor` for anything that encodeCursor did not make for this sort. */
export function decodeCursor(sort: ReservationSort, cursor: string): ListPosition {
	const parsed = cursorShape.safeParse(parseJson(cursor));
	if (!parsed.success) throw brokenCursor("is not a cursor of this list");
	const { s, v, id } = parsed.data;
	if (s !== sort) throw brokenCursor("belongs to another sort order");
	if (v !== null && !fits(sortColumn(sort).column, v)) throw brokenCursor("is not a cursor of this list");
	if (`${v}${id}`.includes("\0")) throw brokenCursor("is not a cursor of this list");
	return { value: v, id };
}

function fits(column: SortColumn, value: string): boolean {
	if (column === "guest") return true;
	if (column === "arrival" || column === "departure") return isCalendarDate(value) && value >= "0001";
	return (
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(value) && value >= "0001" && instantNanoseconds(value) !== null
	);
}

function parseJson(cursor: string): unknown {
	if (!/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
	try {
		return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function brokenCursor(message: string): AppError {
	return new AppError("invalid_input", `cursor: ${message}`, "This page link is broken. Start from the first page.", {
		issues: [{ path: "cursor", message }],
	});
}
