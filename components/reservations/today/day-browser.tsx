"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useDeferredValue, useMemo } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useClock } from "@/components/ui/time-provider";
import { useElsewhere } from "@/components/ui/use-elsewhere";
import { dayBoardQuery } from "@/lib/queries/day";
import { lookedQuery } from "@/lib/queries/looked";
import { todayIn } from "@/lib/shared/dates";
import type { DayBoard } from "@/lib/shared/day-board";
import { dayListParams } from "@/lib/shared/day-lists";
import type { Looked } from "@/lib/shared/looked";
import type { ReservationList } from "@/lib/shared/reservations";
import { ListError } from "../list/list-error";
import { FreshnessNotice } from "../list/list-states";
import { COLUMNS, DayColumn } from "./day-column";
import { DayNews } from "./day-news";
import { DayPrintHead } from "./day-print-head";
import { DayTenants } from "./day-tenants";
import { DayToolbar } from "./day-toolbar";
import { boardParams } from "./day-url";
import { DAY_WORDS, dayTitle, otherDays, scopeWords, shownDay } from "./day-words";
import { useDayPrint } from "./use-day-print";
import { useDayUrl } from "./use-day-url";

interface Read<T> {
	params: string;
	data: T;
	readAt: number;
}

/** What the server read for the day of the address; null where the address asks for what is refused. */
export interface DayInitial {
	board: Read<DayBoard> | null;
	lists: Read<ReservationList>[];
	looked: Looked;
}

interface DayBrowserProps {
	initial: DayInitial;
	/** Under the title. */
	totals: ReactNode;
	/** For whoever is new here. */
	tour: ReactNode;
	actions: ReactNode;
}

/** The day board: one day of all tenants in scope. The address is its state. */
export function DayBrowser({ initial, totals, tour, actions }: DayBrowserProps) {
	const { view, search, go, step } = useDayUrl();
	const { date, tenant } = view;
	const clock = useClock();
	// As the server read it, and at once noted as a look, which may begin a new visit.
	const { data: looked } = useQuery({ ...lookedQuery(), initialData: initial.looked, initialDataUpdatedAt: 0 });
	const since = looked?.since ?? null;
	const params = boardParams(date, tenant, since);
	const query = useQuery({
		...dayBoardQuery(params, initial.board?.params === params ? initial.board : undefined),
		placeholderData: keepPreviousData,
	});
	const { full, preparing, print } = useDayPrint(COLUMNS.map((group) => dayListParams(group, date, tenant)));
	// The title and the toolbar answer a press at once; the board is drawn behind them, and stops for the next press.
	const { data, isPlaceholderData } = query;
	const drawn = useDeferredValue(useMemo(() => ({ data, isPlaceholderData }), [data, isPlaceholderData]));
	const board = drawn.data;
	const pending = isPlaceholderData || drawn.isPlaceholderData;
	// Another moment of looking changes only the news: the numbers of the day stand.
	const waiting = useElsewhere(`${date} ${tenant}`, pending);
	const shown = shownDay(date, todayIn(clock.zone, new Date(clock.now)), board);
	const notes = board === undefined || waiting ? [] : otherDays(board.tenants, shown);
	const partial = board?.freshness.state === "populating";
	const change = useCallback((changes: Record<string, string | null>) => go(changes, "replace"), [go]);
	const { order, all } = view;
	const tenants = useDeferredValue(
		useMemo(
			() => ({ tenants: board?.tenants ?? [], date, shown, order, all, waiting, search }),
			[board, date, shown, order, all, waiting, search],
		),
	);

	return (
		<>
			<PageHeader
				title={<span aria-live="polite">{dayTitle(date, shown)}</span>}
				sub={tenant === null ? <div className="print:hidden">{totals}</div> : undefined}
				actions={<div className="contents print:hidden">{actions}</div>}
			/>
			{tour}
			<DayToolbar date={date} shown={shown} tenant={tenant} go={go} step={step} printing={preparing} onPrint={print} />
			{board === undefined ? (
				query.error === null ? (
					<SkeletonRows label={DAY_WORDS.loading} />
				) : (
					<ListError error={query.error} onRetry={() => void query.refetch()} />
				)
			) : (
				<>
					<DayPrintHead scope={scopeWords(board.tenants, tenant !== null)} notes={notes} freshness={board.freshness} />
					<div className="mb-2 flex min-h-6 flex-wrap items-center gap-x-3 text-n10 text-sm print:hidden">
						<p>
							{DAY_WORDS.asOf} <Instant at={board.freshness.asOf} missing={DAY_WORDS.notRead} />
						</p>
						<p className="foreign-text">{notes.length === 0 ? DAY_WORDS.ownCalendars : `${notes.join(". ")}.`}</p>
						{query.error !== null && <p className="text-warn-text">{DAY_WORDS.notRefreshed(query.error.message)}</p>}
					</div>
					<div className="print:hidden">
						<FreshnessNotice freshness={board.freshness} />
					</div>
					{board.freshness.state === "empty" ? (
						<EmptyState
							title={DAY_WORDS.noScope}
							action={<ButtonLink href="/tenants">{DAY_WORDS.allTenants}</ButtonLink>}
						>
							{board.freshness.reason}
						</EmptyState>
					) : (
						<>
							<div className="mb-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-3 print:block">
								{COLUMNS.map((group) => (
									<DayColumn
										key={group}
										group={group}
										date={date}
										tenant={tenant}
										numbers={board.numbers}
										thisYear={Number(shown.slice(0, 4))}
										partial={partial}
										full={full}
										waiting={waiting}
										initial={initial.lists.find((list) => list.params === dayListParams(group, date, tenant))}
									/>
								))}
							</div>
							<DayNews
								news={pending ? null : board.news}
								since={since}
								countedAt={board.at}
								tenant={tenant}
								partial={partial}
								readSince={pending ? [] : board.readSince}
							/>
							{board.tenants.length > 1 && <DayTenants {...tenants} change={change} />}
						</>
					)}
				</>
			)}
		</>
	);
}
