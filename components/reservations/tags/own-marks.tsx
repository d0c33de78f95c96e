import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ReservationRow } from "@/lib/shared/reservations";
import { OWN_MARK_WORDS } from "./own-mark-words";
import { TagBadges } from "./tag-badges";

interface OwnMarksProps {
	row: Pick<ReservationRow, "flagged" | "noteCount" | "tags">;
	/** Tags shown by name; all of them unless said. */
	most?: number;
}

/** What is ours on a row: flag, notes, tags. Nothing when there is none. */
export function OwnMarks({ row, most }: OwnMarksProps) {
	if (!row.flagged && row.noteCount === 0 && row.tags.length === 0) return null;
	const notes = OWN_MARK_WORDS.noteCount(row.noteCount);
	return (
		<span
			className={classNames("flex min-w-0 items-center gap-1", most === undefined ? "flex-wrap" : "max-w-1/2 shrink-0")}
		>
			{row.flagged && (
				<span title={OWN_MARK_WORDS.flagged} className="shrink-0 text-bad-text">
					<Icon name="flag" className="size-3.5" />
					<span className="sr-only">{OWN_MARK_WORDS.flagged}</span>
				</span>
			)}
			{row.noteCount > 0 && (
				<span title={notes} className="shrink-0 text-n11">
					<Icon name="sticky-note" className="size-3.5" />
					<span className="sr-only">{notes}</span>
				</span>
			)}
			<TagBadges tags={row.tags} {...(most === undefined ? {} : { most })} />
		</span>
	);
}
