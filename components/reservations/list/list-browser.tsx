"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useCallback, useMemo, useRef, useState } from "react";
import { usePreference } from "@/components/shell/use-preference";
import { AsKnownControl } from "@/components/time-travel/as-known-control";
import { readMoment } from "@/components/time-travel/read-moment";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Instant } from "@/components/ui/instant";
import { CurrencyNote } from "@/components/ui/money-text";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { useElsewhere } from "@/components/ui/use-elsewhere";
import { useOnDemand } from "@/components/ui/use-on-demand";
import { DEFAULT_COLUMNS, type ListColumn, readColumns } from "@/lib/shared/list-columns";
import type { Preferences } from "@/lib/shared/preferences";
import type { ReservationList } from "@/lib/shared/reservations";
import { ColumnsMenu } from "./columns-menu";
import { ExportMenu } from "./export-menu";
import { FilterBar } from "./filter-bar";
import type { FilterProblem } from "./filter-problems";
import { apiParams, CLEARED, countFilters } from "./filter-url";
import { type Choice, SORTS } from "./filter-words";
import { ListError } from "./list-error";
import { LIST_WORDS } from "./list-words";
import { LoadMore } from "./load-more";
import { ReservationTable } from "./reservation-table";
import { EVERYTHING, NOTHING_SELECTED, type Selection, selectAllMatching, selectLoaded, toggleRow } from "./selection";
import { unitNameOf } from "./unit-name";
import { useFilterUrl } from "./use-filter-url";
import { useKeptPlace } from "./use-kept-place";
import { useListKeys } from "./use-list-keys";
import { type InitialPage, useReservationPages } from "./use-reservation-pages";

/** With the first look at a row. */
const loadPeekPanel = () => import("./peek-panel").then((module) => module.PeekPanel);
/** With the first row that is selected. */
const loadSelectionBar = () => import("./selection-bar").then((module) => module.SelectionBar);
/** With the first list that is not the one that the server drew, or when something of it can be pressed. */
const loadParts = () =>
	Promise.all([import("./live-parts"), import("./list-notices"), import("./list-seen")]).then(
		([live, { ListNotices }, { ListSeen }]) => ({ ...live, ListNotices, ListSeen }),
	);

export interface ListBrowserProps {
	/** Set on the page of one tenant. */
	tenant: { id: string; name: string } | null;
	/** Today in the tenant's calendar; on the page of all tenants, in UTC. */
	today: string;
	providers: readonly Choice[];
	units: readonly Choice[];
	/** The first page as the server read it, and the canonical filter it belongs to; null when the filter is not valid. */
	initial: InitialPage | null;
	/** The filter of the page when it is none, and why. */
	refused: { params: string; problems: readonly FilterProblem[] } | null;
	/** How this operator likes the list. */
	preferences: Preferences;
	/** Our own tags to filter by. */
	tags: readonly Choice[];
	/** Whether the operator may flag. */
	mayAnnotate: boolean;
	/** What the server drew for `initial`, or for what it refused: chips of filters, the head on paper, what is said instead of rows or before them. */
	served: { chips: ReactNode; printHead: ReactNode; notices: ReactNode };
}

export function ListBrowser(props: ListBrowserProps) {
	const { tenant, today, providers, units, initial, tags, mayAnnotate, served } = props;
	const { search, change, setPeek } = useFilterUrl();
	const pathname = usePathname();
	const table = useRef<HTMLTableElement>(null);
	const params = apiParams(search, tenant?.id ?? null);
	const refusedByPage = props.refused?.params === params ? props.refused.problems : [];
	const pages = useReservationPages(params, initial, refusedByPage.length === 0);
	const { query, rows, more, waiting } = pages;
	const problems = refusedByPage.length > 0 ? refusedByPage : pages.refused;
	const first = problems.length > 0 ? undefined : pages.first;
	const noteOpened = useKeptPlace(params, table);
	const peekedId = search.get("peek");
	const { code: PeekPanel } = useOnDemand(loadPeekPanel, { open: peekedId !== null });
	const { selection, select, setSelection } = useSelection(params, rows);
	const anySelected = selection.all || selection.ids.size > 0;
	const { code: SelectionBar } = useOnDemand(loadSelectionBar, { open: anySelected });
	useListKeys({ table, peekedId, onPeek: setPeek, onEnd: more, onSelect: select });
	const onSort = useCallback((sort: string) => change({ sort }), [change]);
	const onSelectLoaded = useCallback(
		(on: boolean) => setSelection(on ? selectLoaded(rows.map((row) => row.id)) : NOTHING_SELECTED),
		[rows, setSelection],
	);
	const { columns, setColumns, density, setDensity } = useColumns(props.preferences, search, change, tenant !== null);
	const asServed =
		params === (initial ?? props.refused)?.params &&
		first === initial?.data &&
		rows.length === (first?.items.length ?? 0) &&
		!anySelected;
	// Chips, and the way out of an empty list, are there to be pressed; the other notices hold at most links.
	const { code: parts, reach } = useOnDemand(loadParts, {
		open: !asServed || served.chips !== false || rows.length === 0,
	});
	const at = readMoment(search.get("at"));
	const elsewhere = useElsewhere(at ?? "", waiting);
	const shown = { search, tags, tenantName: tenant?.name ?? null };

	return (
		<>
			<FilterBar
				search={search}
				today={today}
				change={change}
				providers={providers}
				units={units}
				tags={tags}
				onReach={reach}
			/>
			{parts === null ? (
				asServed && served.chips
			) : (
				<parts.LiveChips {...shown} unit={unitNameOf(search, units, rows)} change={change} />
			)}
			{first !== undefined && (
				<>
					<ListHead
						list={first}
						updating={waiting}
						failed={query.error?.message ?? null}
						sort={search.get("sort") ?? "arrival"}
						onSort={onSort}
						onClear={countFilters(search) > 0 ? () => change(CLEARED) : null}
					>
						{parts !== null && <parts.ListSeen since={search.get("since")} at={at} readAt={first.at} />}
						<AsKnownControl at={at} onChange={(at) => change({ at })} />
						{first.total > 0 && <ExportMenu params={params} selection={EVERYTHING} columns={columns} shortcut />}
						<ColumnsMenu columns={columns} onColumns={setColumns} density={density} onDensity={setDensity} />
					</ListHead>
					{parts === null ? (
						served.printHead
					) : (
						<parts.LivePrintHead
							{...shown}
							unit={search.get("unit")}
							today={today}
							list={first}
							printed={anySelected && !selection.all ? selection.ids.size : rows.length}
							selected={anySelected && !selection.all}
						/>
					)}
				</>
			)}
			{query.error !== null && first === undefined && problems.length === 0 ? (
				<ListError error={query.error} onRetry={() => void query.refetch()} />
			) : parts === null ? (
				asServed && served.notices
			) : (
				<parts.ListNotices
					{...shown}
					problems={problems}
					list={first}
					pathname={pathname}
					at={at}
					waiting={waiting}
					elsewhere={elsewhere}
					onNow={() => change({ at: null })}
					onClear={() => change(CLEARED)}
				/>
			)}
			{first !== undefined && (
				<>
					{rows.length > 0 && (
						<ReservationTable
							ref={table}
							rows={rows}
							columns={columns}
							density={density}
							selection={selection}
							onSelect={select}
							onSelectLoaded={onSelectLoaded}
							thisYear={Number(today.slice(0, 4))}
							at={at}
							peekedId={peekedId}
							sort={search.get("sort") ?? "arrival"}
							onSort={onSort}
							onOpen={noteOpened}
							onPeek={setPeek}
							waiting={waiting}
						/>
					)}
					{query.hasNextPage && <LoadMore busy={query.isFetchingNextPage} onMore={more} />}
					{anySelected && SelectionBar !== null && (
						<SelectionBar
							selection={selection}
							params={params}
							columns={columns}
							loaded={rows.length}
							total={first.total}
							totalCapped={first.totalCapped}
							mayAnnotate={mayAnnotate}
							onAll={() => setSelection(selectAllMatching(rows.map((row) => row.id)))}
							onClear={() => setSelection(NOTHING_SELECTED)}
						/>
					)}
				</>
			)}
			{peekedId !== null && PeekPanel !== null && (
				<PeekPanel
					id={peekedId}
					row={rows.find((row) => row.id === peekedId) ?? null}
					at={at}
					thisYear={Number(today.slice(0, 4))}
					onClose={() => setPeek(null)}
				/>
			)}
		</>
	);
}

/** What is selected; another filter is another list, so nothing of it stays selected. */
function useSelection(params: string, rows: ReservationList["items"]) {
	const [state, setState] = useState<{ params: string; selection: Selection }>({ params, selection: NOTHING_SELECTED });
	const selection = state.params === params ? state.selection : NOTHING_SELECTED;
	const setSelection = useCallback((next: Selection) => setState({ params, selection: next }), [params]);
	const select = useCallback(
		(id: string, range: boolean) =>
			setState((old) => {
				const before = old.params === params ? old.selection : NOTHING_SELECTED;
				const order = rows.map((row) => row.id);
				return { params, selection: toggleRow(before, id, order, range) };
			}),
		[params, rows],
	);
	return { selection, select, setSelection };
}

/** The columns of the URL when a view or link carries some, else the operator's own. A change goes to where they came from. */
function useColumns(
	preferences: Preferences,
	search: URLSearchParams,
	change: (changes: Record<string, string | null>) => void,
	oneTenant: boolean,
) {
	const { value: list, save } = usePreference("list", preferences);
	const cols = search.get("cols");
	const columns = useMemo(() => {
		const chosen: readonly ListColumn[] = readColumns(cols) ?? list.columns ?? DEFAULT_COLUMNS;
		return oneTenant ? chosen.filter((column) => column !== "tenant") : chosen;
	}, [cols, list.columns, oneTenant]);
	const setColumns = (next: ListColumn[] | null) => {
		// Where there is one tenant its column is not offered, and not forgotten either.
		const kept = next !== null && oneTenant && (list.columns ?? DEFAULT_COLUMNS).includes("tenant");
		const all = kept ? [...next, "tenant" as const] : next;
		if (cols !== null) change({ cols: all === null ? null : all.join(",") });
		else void save({ columns: all });
	};
	return {
		columns,
		setColumns,
		density: list.density,
		setDensity: (density: typeof list.density) => void save({ density }),
	};
}

interface ListHeadProps {
	list: ReservationList;
	updating: boolean;
	/** The last refresh failed; what is shown is older. */
	failed: string | null;
	sort: string;
	onSort: (sort: string) => void;
	/** Null: nothing to clear. */
	onClear: (() => void) | null;
	/** What can be done with the whole list. */
	children: ReactNode;
}

function ListHead({ list, updating, failed, sort, onSort, onClear, children }: ListHeadProps) {
	return (
		<div className="flex min-h-10 items-start gap-x-3 gap-y-1 py-2 max-xl:flex-wrap print:hidden">
			<div className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 max-xl:basis-full">
				<p role="status" aria-busy={updating} className={classNames("num font-medium", updating && "veiled")}>
					{list.totalCapped
						? LIST_WORDS.atLeast(list.total.toLocaleString("en"))
						: LIST_WORDS.reservationCount(list.total)}
				</p>
				{onClear !== null && (
					<Button variant="quiet" size="sm" onClick={onClear} className="-mx-2">
						{LIST_WORDS.clearFilters}
					</Button>
				)}
				<p className="text-n10 text-sm">
					{LIST_WORDS.asOf} <Instant at={list.freshness.asOf} missing={LIST_WORDS.noReadingYet} />
				</p>
				<CurrencyNote amounts={list.items.map((row) => row.balance)} />
				{updating && (
					<p className="flex items-center gap-1.5 text-n11 text-sm">
						<Spinner /> {LIST_WORDS.loading}
					</p>
				)}
				{failed !== null && <p className="text-sm text-warn-text">{LIST_WORDS.notRefreshed(failed)}</p>}
			</div>
			<div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 max-xl:shrink">
				<Select
					aria-label={LIST_WORDS.sortBy}
					value={sort}
					onChange={(event) => onSort(event.target.value)}
					className="max-sm:hidden [&_select]:h-7 [&_select]:text-sm"
				>
					{SORTS.map((entry) => (
						<option key={entry.value} value={entry.value}>
							{entry.label}
						</option>
					))}
				</Select>
				{children}
			</div>
		</div>
	);
}
