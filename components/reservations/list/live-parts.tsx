import { useClock } from "@/components/ui/time-provider";
import { type ChipNames, filterChips } from "./filter-chips";
import { PrintHead, type PrintHeadProps } from "./print-head";
import { RemovableChips } from "./removable-chips";
import type { ChangeFilter } from "./use-filter-url";

/** What the server draws of a list without a script, as it is once the list is another one. Loaded then. */

interface LiveChipsProps extends Pick<ChipNames, "unit" | "tags"> {
	search: URLSearchParams;
	change: ChangeFilter;
}

export function LiveChips({ search, unit, tags, change }: LiveChipsProps) {
	const { zone, now } = useClock();
	return <RemovableChips chips={filterChips(search, { unit, tags, zone, now: new Date(now) })} change={change} />;
}

type LivePrintHeadProps = Omit<PrintHeadProps, "chips"> & Pick<ChipNames, "unit" | "tags">;

export function LivePrintHead({ unit, tags, ...shown }: LivePrintHeadProps) {
	const { zone, now } = useClock();
	return <PrintHead {...shown} chips={filterChips(shown.search, { unit, tags, zone, now: new Date(now) })} />;
}
