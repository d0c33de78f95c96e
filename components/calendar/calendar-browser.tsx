"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { startTransition, useCallback, useDeferredValue, useMemo } from "react";
import { AsKnownNotice } from "@/components/time-travel/as-known-notice";
import { readMoment } from "@/components/time-travel/read-moment";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { useElsewhere } from "@/components/ui/use-elsewhere";
import { useOnDemand } from "@/components/ui/use-on-demand";
import { calendarChartQuery } from "@/lib/queries/calendar";
import type { CalendarChart } from "@/lib/shared/calendar";
import { addDays, resolveDate } from "@/lib/shared/dates";
import { ListError } from "../reservations/list/list-error";
import { FreshnessNotice } from "../reservations/list/list-states";
import { CalendarTable } from "./calendar-table";
import { CalendarToolbar } from "./calendar-toolbar";
import { broughtRange, calendarParams, fetchedRange, visibleDays } from "./calendar-url";
import { CALENDAR_WORDS } from "./calendar-words";
import { headDays } from "./chart-head";
import { ChartLegend } from "./chart-legend";
import { chartLines } from "./chart-lines";
import { ChartSkeleton } from "./chart-skeleton";
import { useCalendarUrl } from "./use-calendar-url";
import { usePhone } from "./use-phone";

/** Loaded on demand, and drawn by the browser only: its sizes are styles, which the page's policy keeps out of HTML. */
const TapeChart = dynamic(() => import("./tape-chart").then((module) => module.TapeChart), {
	ssr: false,
	loading: () => <ChartSkeleton />,
});

/** With the first look at a stay, or when the chart is reached. */
const loadPeekPanel = () => import("../reservations/list/peek-panel").then((module) => module.PeekPanel);

interface CalendarBrowserProps {
	/** Set on the page of one tenant. */
	tenantId: string | null;
	/** Today in the tenant's calendar; on the page of all tenants, in the reader's. */
	today: string;
	/** The days shown at a desk, as the page brought them. */
	initial: { params: string; data: CalendarChart } | null;
}

export function CalendarBrowser({ tenantId, today, initial }: CalendarBrowserProps) {
	const { view, go, pan, scope } = useCalendarUrl();
	const phone = usePhone();
	const days = visibleDays(view, phone);
	const from = resolveDate(view.from, today);
	const asked = tenantId ?? scope;
	const query = useQuery({
		...calendarChartQuery(calendarParams(fetchedRange(from, days), asked, view.at)),
		placeholderData: keepPreviousData,
	});
	// Until the days beside them are here (or when they do not come) the page's own are shown; a phone shows some of them.
	const brought = calendarParams(broughtRange(from, visibleDays(view, false)), asked, view.at) === initial?.params;
	const own = brought ? initial.data : undefined;
	const latest = query.isPlaceholderData ? (own ?? query.data) : (query.data ?? own);
	// The toolbar answers a press at once; the chart is drawn behind it, and stops for the next press.
	const chart = useDeferredValue(latest);
	const drawn = useDeferredValue(useMemo(() => ({ from, days, grouping: view.grouping }), [from, days, view.grouping]));
	const waiting = useDeferredValue(query.isPlaceholderData || query.isPending);
	const elsewhere = useDeferredValue(
		useElsewhere(`${asked ?? ""}|${view.at ?? ""}`, query.isPlaceholderData && !brought),
	);
	const lines = useMemo(
		() =>
			chart === undefined
				? []
				: chartLines(chart, drawn.grouping, { from: drawn.from, to: addDays(drawn.from, drawn.days) }),
		[chart, drawn],
	);
	const shown = useMemo(() => shownDays(chart, drawn.from, drawn.days, today), [chart, drawn, today]);
	const onPan = useCallback((by: number) => pan(by, today), [pan, today]);
	const onOpen = useCallback((id: string) => startTransition(() => go({ peek: id }, "replace")), [go]);
	const { code: PeekPanel, reach } = useOnDemand(loadPeekPanel, { open: view.peek !== null });
	const thisYear = Number(today.slice(0, 4));

	return (
		<>
			<CalendarToolbar
				from={from}
				days={days}
				today={today}
				grouping={view.grouping}
				asTable={view.asTable}
				at={view.at}
				phone={phone}
				waiting={elsewhere}
				onPan={onPan}
				change={go}
			/>
			{query.error !== null && chart === undefined ? (
				<ListError error={query.error} onRetry={() => void query.refetch()} />
			) : chart === undefined ? (
				<ChartSkeleton />
			) : (
				<>
					<AsKnownNotice at={view.at} waiting={elsewhere} onBack={() => go({ at: null })} />
					<FreshnessNotice freshness={chart.freshness} />
					{query.error !== null && (
						<p className="py-1 text-sm text-warn-text">{CALENDAR_WORDS.notRefreshed(query.error.message)}</p>
					)}
					{chart.truncated && (
						<Notice tone="warn" className="my-3" title={CALENDAR_WORDS.truncated}>
							{CALENDAR_WORDS.truncatedText}
						</Notice>
					)}
					{lines.length === 0 ? (
						<EmptyState title={CALENDAR_WORDS.noUnitsYet}>{CALENDAR_WORDS.noUnitsYetText}</EmptyState>
					) : (
						<>
							<div className={classNames(elsewhere && "veiled")}>
								{view.asTable ? (
									<>
										{!shown.every((day) => day.known) && <p role="status">{CALENDAR_WORDS.notAllDaysLoaded}</p>}
										<CalendarTable lines={lines} thisYear={thisYear} />
									</>
								) : (
									<TapeChart
										lines={lines}
										days={shown}
										thisYear={thisYear}
										phone={phone}
										opened={view.peek}
										onOpen={onOpen}
										onPan={onPan}
										onReach={reach}
										waiting={waiting}
									/>
								)}
							</div>
							<div className="mt-2 flex flex-wrap items-center justify-between gap-2 text-n10 text-sm">
								{!view.asTable && <ChartLegend />}
								<p>
									{CALENDAR_WORDS.asOf}{" "}
									<Instant at={chart.freshness.asOf} missing={CALENDAR_WORDS.nothingReadYet} className="num" />
								</p>
							</div>
						</>
					)}
				</>
			)}
			{view.peek !== null && PeekPanel !== null && (
				<PeekPanel
					id={view.peek}
					row={null}
					at={readMoment(view.at)}
					thisYear={thisYear}
					onClose={() => go({ peek: null }, "replace")}
				/>
			)}
		</>
	);
}

/** The days shown; those that the chart at hand does not cover yet have no numbers, and must not look free. */
function shownDays(chart: CalendarChart | undefined, from: string, days: number, today: string) {
	const known = new Map(chart?.days.map((day) => [day.date, day]));
	const dates = Array.from({ length: days }, (_, index) => addDays(from, index));
	return headDays(
		dates.map((date) => known.get(date) ?? date),
		today,
	);
}
