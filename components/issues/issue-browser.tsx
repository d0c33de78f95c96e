"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { CurrencyNote } from "@/components/ui/money-text";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { conflictCountsQuery } from "@/lib/queries/conflicts";
import { DATE_FIELD_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationList } from "@/lib/shared/reservations";
import { DateRange } from "../reservations/list/date-range";
import { SORTS } from "../reservations/list/filter-words";
import { ListError } from "../reservations/list/list-error";
import { FreshnessNotice, InvalidFilter } from "../reservations/list/list-states";
import { LoadMore } from "../reservations/list/load-more";
import { PeekPanel } from "../reservations/list/peek-panel";
import { useFilterUrl } from "../reservations/list/use-filter-url";
import { useKeptPlace } from "../reservations/list/use-kept-place";
import { useListKeys } from "../reservations/list/use-list-keys";
import { type InitialPage, useReservationPages } from "../reservations/list/use-reservation-pages";
import { IssueChips } from "./issue-chips";
import { IssueTable } from "./issue-table";
import { issueCountParams, issueListParams, issueProblems, kindsOf } from "./issue-url";
import { ISSUE_WORDS } from "./issue-words";

/** What is left behind is worked from the latest back, what is coming from the earliest on. */
const ISSUE_SORTS: ReadonlySet<string> = new Set(["arrival", "-arrival", "departure", "-departure"]);

interface IssueBrowserProps {
	/** Today in the operator's calendar. */
	today: string;
	/** What the server read, and for which canonical filters; null when the address is not a filter. */
	list: InitialPage | null;
}

/** The work list of what does not fit, over all tenants in scope. */
export function IssueBrowser({ today, list }: IssueBrowserProps) {
	const { search, change, setPeek } = useFilterUrl();
	const pathname = usePathname();
	const table = useRef<HTMLTableElement>(null);
	const params = issueListParams(search);
	const countParams = issueCountParams(search);
	const problems = issueProblems(search);
	const valid = problems.length === 0;
	const { query, rows, first, more, waiting, refused } = useReservationPages(params, list, valid);
	const counted = useQuery({
		...conflictCountsQuery(countParams),
		placeholderData: keepPreviousData,
		enabled: valid,
	});
	const noteOpened = useKeptPlace(params, table);
	const peekedId = search.get("peek");
	useListKeys({ table, peekedId, onPeek: setPeek, onEnd: more, onSelect: nothingToSelect });
	const thisYear = Number(today.slice(0, 4));

	return (
		<>
			<div className="flex flex-wrap items-center gap-2 print:hidden">
				<Select
					aria-label={ISSUE_WORDS.whichDate}
					value={search.get("by") ?? "stay"}
					onChange={(event) => change({ by: event.target.value })}
					className="shrink-0 [&_select]:h-7 [&_select]:w-auto [&_select]:text-sm max-sm:[&_select]:h-11"
				>
					{(["stay", "arrival", "departure"] as const).map((by) => (
						<option key={by} value={by}>
							{DATE_FIELD_LABELS[by]}
						</option>
					))}
				</Select>
				<div className="max-w-full overflow-x-auto">
					<DateRange search={search} today={today} change={change} />
				</div>
				<Select
					aria-label={ISSUE_WORDS.sortBy}
					value={search.get("sort") ?? "arrival"}
					onChange={(event) => change({ sort: event.target.value })}
					className="ml-auto shrink-0 max-sm:ml-0 [&_select]:h-7 [&_select]:w-auto [&_select]:text-sm max-sm:[&_select]:h-11"
				>
					{SORTS.filter(({ value }) => ISSUE_SORTS.has(value)).map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</Select>
			</div>
			<IssueChips search={search} change={change} counts={counted.data} waiting={counted.isPlaceholderData} />
			{!valid || refused.length > 0 ? (
				<InvalidFilter problems={valid ? refused : problems} search={search} pathname={pathname} />
			) : query.error !== null && first === undefined ? (
				<ListError error={query.error} onRetry={() => void query.refetch()} />
			) : first === undefined ? (
				<SkeletonRows label={ISSUE_WORDS.loadingIssues} />
			) : (
				<>
					<div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 pb-2 text-n10 text-sm">
						<p
							role="status"
							aria-busy={waiting}
							className={classNames("num font-medium text-base text-n12", waiting && "veiled")}
						>
							{first.totalCapped
								? ISSUE_WORDS.atLeast(first.total.toLocaleString("en"))
								: ISSUE_WORDS.reservationCount(first.total)}
						</p>
						<p>
							{ISSUE_WORDS.asOf} <Instant at={first.freshness.asOf} missing={ISSUE_WORDS.noReadingYet} />
						</p>
						<p>{ISSUE_WORDS.calendar}</p>
						<CurrencyNote amounts={rows.map((row) => row.balance)} />
						{waiting && (
							<p className="flex items-center gap-1.5 text-n11">
								<Spinner /> {ISSUE_WORDS.loading}
							</p>
						)}
						{query.error !== null && <p className="text-warn-text">{ISSUE_WORDS.notRefreshed(query.error.message)}</p>}
					</div>
					{counted.data?.stillLooking && <Notice tone="info" title={ISSUE_WORDS.stillLooking} className="mb-3" />}
					<FreshnessNotice freshness={first.freshness} />
					{rows.length === 0 ? (
						<div className={classNames(waiting && "veiled")}>
							<Nothing list={first} narrowed={kindsOf(search).length > 0} onAll={() => change({ conflict: null })} />
						</div>
					) : (
						<IssueTable
							ref={table}
							rows={rows}
							thisYear={thisYear}
							peekedId={peekedId}
							onOpen={noteOpened}
							waiting={waiting}
						/>
					)}
					{query.hasNextPage && <LoadMore busy={query.isFetchingNextPage} onMore={more} />}
				</>
			)}
			{peekedId !== null && (
				<PeekPanel
					id={peekedId}
					row={rows.find((row) => row.id === peekedId) ?? null}
					thisYear={thisYear}
					onClose={() => setPeek(null)}
				/>
			)}
		</>
	);
}

/** Issues are opened one by one: this list has no selection. */
function nothingToSelect(): void {}

function Nothing({ list, narrowed, onAll }: { list: ReservationList; narrowed: boolean; onAll: () => void }) {
	if (list.freshness.state === "empty") {
		return (
			<EmptyState title={ISSUE_WORDS.noReservationsYet}>
				{list.freshness.reason ?? ISSUE_WORDS.noReservationsYetText}
			</EmptyState>
		);
	}
	return (
		<EmptyState
			title={ISSUE_WORDS.none}
			action={narrowed ? <Button onClick={onAll}>{ISSUE_WORDS.showAllKinds}</Button> : undefined}
		>
			{list.freshness.state === "populating"
				? ISSUE_WORDS.populating
				: narrowed
					? ISSUE_WORDS.noneOfKind
					: ISSUE_WORDS.noneText}
		</EmptyState>
	);
}
