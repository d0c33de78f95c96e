import type { ReservationRow } from "@/lib/shared/reservations";
import type { Choice } from "./filter-words";
import { LIST_WORDS } from "./list-words";

/** What to call the unit in the filter where no select shows it; null without one. Pure. */
export function unitNameOf(
	search: URLSearchParams,
	units: readonly Choice[],
	rows: readonly ReservationRow[],
): string | null {
	const id = search.get("unit");
	if (id === null || units.length > 0) return null;
	return rows.flatMap((row) => row.units).find((unit) => unit.id === id)?.name ?? LIST_WORDS.oneUnit;
}
