import { Badge } from "@/components/ui/badge";
import type { ReservationRow } from "@/lib/shared/reservations";
import { bounded, reservationMark, statusThere } from "../reservation-words";

/** Kind or status of a record in one word. */
export function StatusBadge({ row }: { row: Pick<ReservationRow, "gone" | "status" | "kind" | "rawStatus"> }) {
	const mark = reservationMark(row);
	return (
		<Badge
			tone={mark.tone}
			icon={null}
			title={row.rawStatus === null ? undefined : statusThere(bounded(row.rawStatus))}
		>
			<bdi>{bounded(mark.word)}</bdi>
		</Badge>
	);
}
