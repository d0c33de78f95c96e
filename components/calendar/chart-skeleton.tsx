import { Skeleton } from "@/components/ui/skeleton";
import { CALENDAR_WORDS } from "./calendar-words";

/** Where the chart will stand. */
export function ChartSkeleton() {
	return (
		<div role="status" aria-label={CALENDAR_WORDS.loadingTheChart}>
			<Skeleton className="h-96 w-full" />
		</div>
	);
}
