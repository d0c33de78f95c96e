/** All rows of a list, page after page in its order, so that memory holds one page whatever the list's length. */
import "server-only";
import type { ReservationRow } from "@/lib/shared/reservations";
import { conflictKindsOf } from "./conflict-kinds";
import type { ListPosition } from "./list-cursor";
import { type OpenList, readRowsAfter, tenantOf } from "./list-reservations";
import { NO_MARKS, ownMarksOf } from "./own-marks";
import { toReservationRow } from "./reservation-row";
import { unitsOf } from "./reservation-units";

export const PAGE_ROWS = 500;

/**
 * Every row once, as long as nothing moves it in the sort order meanwhile. Conflicts and
 * our own marks are looked for only when asked.
 * @param most rows to give at most
 */
export async function* exportPages(
	list: OpenList,
	{ conflicts, marks, most = Number.POSITIVE_INFINITY }: { conflicts: boolean; marks: boolean; most?: number },
): AsyncGenerator<ReservationRow[]> {
	const { known } = list;
	const byId = new Map(list.tenants.map((tenant) => [tenant.id, tenant]));
	let position: ListPosition | null = null;
	let left = most;
	do {
		const page: Awaited<ReturnType<typeof readRowsAfter>> = await readRowsAfter(
			list,
			position,
			Math.min(PAGE_ROWS, left),
		);
		const ids = page.rows.map((row) => row.id);
		const [units, kinds, own] = await Promise.all([
			unitsOf(ids, known),
			conflicts ? conflictKindsOf(ids, list.todays, known) : null,
			marks ? ownMarksOf(ids) : null,
		]);
		yield page.rows.map((row) => {
			const tenant = known.tenant(tenantOf(byId, row));
			return toReservationRow(
				row,
				tenant,
				units.get(row.id) ?? [],
				kinds?.get(row.id) ?? [],
				own?.get(row.id) ?? NO_MARKS,
			);
		});
		left -= page.rows.length;
		position = page.next;
	} while (position !== null && left > 0);
}
