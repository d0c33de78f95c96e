import { AsKnownNotice } from "@/components/time-travel/as-known-notice";
import { classNames } from "@/components/ui/class-names";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ReservationList } from "@/lib/shared/reservations";
import type { FilterProblem } from "./filter-problems";
import { countFilters } from "./filter-url";
import { EmptyList, FreshnessNotice, InvalidFilter, SimilarNotice } from "./list-states";
import { LIST_WORDS } from "./list-words";

export interface ListNoticesProps {
	/** What is wrong with the filters; then there is no list. */
	problems: readonly FilterProblem[];
	/** Undefined while it is fetched. */
	list: ReservationList | undefined;
	search: URLSearchParams;
	pathname: string;
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
	/** The page is about one tenant. */
	tenantName: string | null;
	/** What is shown is being replaced; `elsewhere`: by that of another moment. */
	waiting?: boolean;
	elsewhere?: boolean;
	/** These are absent in what the server draws. */
	onNow?: () => void;
	onClear?: () => void;
}

/** What is to be said before the rows, or in their place. */
export function ListNotices(props: ListNoticesProps) {
	const { problems, list, search, at } = props;
	if (problems.length > 0) return <InvalidFilter problems={problems} search={search} pathname={props.pathname} />;
	if (list === undefined) return <SkeletonRows label={LIST_WORDS.loadingReservations} />;
	return (
		<>
			{list.similar && <SimilarNotice q={search.get("q") ?? ""} />}
			<AsKnownNotice at={at} waiting={props.elsewhere ?? false} onBack={props.onNow} />
			<FreshnessNotice freshness={list.freshness} />
			{list.items.length === 0 && (
				<div className={classNames(props.waiting && "veiled")}>
					<EmptyList
						freshness={list.freshness}
						filtered={countFilters(search) > 0}
						tenantName={props.tenantName}
						onClear={props.onClear}
					/>
				</div>
			)}
		</>
	);
}

/** Whether there is anything to say. */
export function isQuiet(list: ReservationList, at: string | null): boolean {
	const { state } = list.freshness;
	return !list.similar && at === null && state === "fresh" && list.items.length > 0;
}
