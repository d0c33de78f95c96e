"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useMemo } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiProblem } from "@/lib/queries/client";
import { insightQueryOptions } from "@/lib/queries/insight";
import { insightDays } from "@/lib/shared/insight-range";
import { FreshnessNotice } from "../reservations/list/list-states";
import { buildMeasures } from "./build-measures";
import { InsightToolbar } from "./insight-toolbar";
import { insightParams } from "./insight-url";
import { INSIGHT_WORDS as W } from "./insight-words";
import { MeasurePanel } from "./measure-panel";
import { useInsightUrl } from "./use-insight-url";

interface InsightBrowserProps {
	/** Today in the reader's calendar; the answer has the tenant's. */
	today: string;
	providers: readonly { id: string; label: string }[];
}

export function InsightBrowser({ today: readersToday, providers }: InsightBrowserProps) {
	const { view, change } = useInsightUrl(readersToday);
	const params = insightParams(view);
	const meant = insightDays(view, readersToday);
	const query = useQuery({
		...insightQueryOptions(params),
		placeholderData: keepPreviousData,
		enabled: meant !== null,
	});
	// The toolbar answers a press at once; the charts are drawn behind it, and stop for the next press.
	const drawn = useDeferredValue(query.data);
	const data = meant === null ? undefined : drawn;
	const waiting = useDeferredValue(query.isPlaceholderData) || drawn !== query.data;
	const today = data?.today ?? readersToday;
	const days = data === undefined || waiting ? meant : { from: data.from, to: data.to };
	const measures = useMemo(
		() => (data === undefined ? [] : buildMeasures(data, Number(today.slice(0, 4)))),
		[data, today],
	);
	const tables = useDeferredValue(view.tables);
	const toggle = useCallback(
		(id: string) =>
			change((now) => {
				const others = now.tables.filter((name) => name !== id);
				return { table: (others.length < now.tables.length ? others : [...others, id]).join(",") };
			}),
		[change],
	);

	return (
		<>
			<InsightToolbar
				view={view}
				days={days}
				today={today}
				providers={providers}
				waiting={waiting && (query.isFetching || drawn !== query.data)}
				change={change}
			/>
			<p className="mb-1 max-w-prose text-n10 text-sm">{W.calendar}</p>
			{meant === null ? (
				<Notice tone="bad" live="assertive" title={W.wrongDays.title}>
					{W.wrongDays.text}
				</Notice>
			) : data === undefined ? (
				query.error === null ? (
					<PanelsSkeleton />
				) : (
					<Failed error={query.error} onRetry={() => void query.refetch()} />
				)
			) : (
				<>
					<FreshnessNotice freshness={data.freshness} />
					{query.error !== null && <p className="py-1 text-sm text-warn-text">{W.notRefreshed(query.error.message)}</p>}
					{data.freshness.state === "empty" ? (
						<EmptyState title={W.noTenants.title}>{data.freshness.reason ?? W.noTenants.text}</EmptyState>
					) : (
						<>
							{data.truncated && (
								<Notice tone="warn" className="my-3" title={W.truncated.title}>
									{W.truncated.text}
								</Notice>
							)}
							<p className="mb-3 text-n10 text-sm">
								{W.asOf} <Instant at={data.freshness.asOf} missing={W.nothingRead} className="num" />
							</p>
							<div
								aria-busy={waiting}
								className={classNames("relative grid gap-4 xl:grid-cols-2", waiting && "veiled")}
							>
								{measures.map((measure) => (
									<MeasurePanel
										key={measure.id}
										measure={measure}
										asTable={tables.includes(measure.id)}
										onToggle={toggle}
										data={data}
									/>
								))}
							</div>
						</>
					)}
				</>
			)}
		</>
	);
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
	const code = error instanceof ApiProblem ? error.code : null;
	return (
		<Notice
			tone="bad"
			live="assertive"
			title={W.failed}
			className="my-4"
			action={
				code === "not_found" ? (
					<ButtonLink href="/insight">{W.allTenants}</ButtonLink>
				) : code === "unauthenticated" ? (
					<ButtonLink href="/sign-in">{W.signIn}</ButtonLink>
				) : (
					<Button onClick={onRetry}>{W.tryAgain}</Button>
				)
			}
		>
			{error.message}
		</Notice>
	);
}

function PanelsSkeleton() {
	return (
		<div role="status" aria-label={W.loading} className="grid gap-4 xl:grid-cols-2">
			<Skeleton className="h-96 w-full" />
			<Skeleton className="h-96 w-full" />
		</div>
	);
}
