/** All rows of a list, page after page in its order, so that memory holds two pages whatever the list's length. */
import "server-only";
import type { ReservationRow } from "@/lib/shared/reservations";
import { conflictKindsOf } from "./conflict-kinds";
import type { ListPosition } from "./list-cursor";
import { type OpenList, readRowsAfter, tenantOf } from "./list-reservations";
import { neighboursOf } from "./neighbours";
import { NO_MARKS, ownMarksOf } from "./own-marks";
import { toReservationRow } from "./reservation-row";
import { unitsOf } from "./reservation-units";

export const PAGE_ROWS = 500;

interface Page {
	rows: ReservationRow[];
	next: ListPosition | null;
}

/**
 * Every row once, as long as nothing moves it in the sort order meanwhile. Conflicts and our own marks are looked for only
 * when asked. While a page is used the one after it is read, and no other; whoever stops waits for that one.
 * @param most rows to give at most
 */
export async function* exportPages(
	list: OpenList,
	{ conflicts, marks, most = Number.POSITIVE_INFINITY }: { conflicts: boolean; marks: boolean; most?: number },
): AsyncGenerator<ReservationRow[]> {
	const near = conflicts && list.total > PAGE_ROWS ? await neighboursOf(list.todays, list.known) : null;
	const byId = new Map(list.tenants.map((tenant) => [tenant.id, tenant]));
	let left = most;
	const read = async (position: ListPosition | null): Promise<Page> => {
		const { rows, next } = await readRowsAfter(list, position, Math.min(PAGE_ROWS, left));
		left -= rows.length;
		const ids = rows.map((row) => row.id);
		const [units, kinds, own] = await Promise.all([
			unitsOf(ids, list.known),
			conflicts ? conflictKindsOf(ids, list.todays, list.known, near) : null,
			marks ? ownMarksOf(ids) : null,
		]);
		return {
			rows: rows.map((row) =>
				toReservationRow(
					row,
					list.known.tenant(tenantOf(byId, row)),
					units.get(row.id) ?? [],
					kinds?.get(row.id) ?? [],
					own?.get(row.id) ?? NO_MARKS,
				),
			),
			next: left > 0 ? next : null,
		};
	};
	let coming: Promise<Page> | null = read(null);
	try {
		while (coming !== null) {
			const { rows, next }: Page = await coming;
			coming = next === null ? null : read(next);
			// Its failure is told where it is waited for, which may be long after it happened.
			coming?.catch(() => {});
			yield rows;
		}
	} finally {
		await coming?.catch(() => {});
	}
}
