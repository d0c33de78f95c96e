"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { LoadFailure } from "@/components/ui/load-failure";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useClock } from "@/components/ui/time-provider";
import { useDrawnCount } from "@/components/ui/use-drawn-count";
import { lookedQuery } from "@/lib/queries/looked";
import { reservationHistoryQuery } from "@/lib/queries/reservations";
import { formatDay, todayIn } from "@/lib/shared/dates";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { historyDays, isNewTo, HISTORY_WORDS as WORDS } from "./history-words";

interface HistoryTabProps {
	id: string;
	/** The address of the reservation as it was known at a moment. */
	hrefAt: (moment: string) => string;
}

/** What changed since Rezdeck first saw the record, newest first, day by day. */
export function HistoryTab({ id, hrefAt }: HistoryTabProps) {
	const { data, error, refetch } = useQuery(reservationHistoryQuery(id));
	const { data: looked } = useQuery(lookedQuery());
	const { zone, now } = useClock();
	if (data === undefined) {
		if (error === null) return <SkeletonRows rows={4} label={WORDS.loading} />;
		return <LoadFailure title={WORDS.failed} error={error} onRetry={() => void refetch()} />;
	}
	const thisYear = Number(todayIn(zone, new Date(now)).slice(0, 4));
	const whole = data.items.some((entry) => entry.kind === "first");
	return (
		<>
			{historyDays(data.items, zone).map((day) => (
				<section key={day.date} aria-label={formatDay(day.date, thisYear)} className="mb-4">
					<h3 className="num mb-1 border-n6 border-b pb-1 font-semibold text-sm">{formatDay(day.date, thisYear)}</h3>
					<ol className="flex flex-col">
						{day.entries.map((entry) => (
							<Entry
								key={`${entry.seenAt} ${entry.version ?? ""} ${entry.kind}`}
								entry={entry}
								isNew={isNewTo(entry, looked?.since ?? null)}
								href={hrefAt(entry.seenAt)}
							/>
						))}
					</ol>
				</section>
			))}
			{!whole && <p className="text-n11 text-sm">{WORDS.atMost(data.items.length)}</p>}
		</>
	);
}

function Entry({ entry, isNew, href }: { entry: HistoryEntry; isNew: boolean; href: string }) {
	return (
		<li className="grid gap-x-6 gap-y-1 border-n6 border-b py-2.5 last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]">
			<div className="text-n11 text-sm">
				<p>
					{WORDS.seen} <Instant at={entry.seenAt} />
				</p>
				{entry.updatedAt !== null && (
					<p className="text-n10">
						{WORDS.changedThere} <Instant at={entry.updatedAt} />
					</p>
				)}
				<p className="mt-1 print:hidden">
					<ButtonLink href={href} size="sm" variant="quiet" className="-mx-2">
						{WORDS.asThen}
					</ButtonLink>
				</p>
			</div>
			<div className="flex min-w-0 flex-col gap-1">
				<Marks entry={entry} isNew={isNew} />
				<Changes entry={entry} />
			</div>
		</li>
	);
}

function Marks({ entry, isNew }: { entry: HistoryEntry; isNew: boolean }) {
	if (!isNew && entry.kind !== "gone" && entry.kind !== "back") return null;
	return (
		<p className="flex flex-wrap gap-1">
			{isNew && <Badge tone="info">{WORDS.isNew}</Badge>}
			{entry.kind === "gone" && <Badge tone="warn">{WORDS.gone}</Badge>}
			{entry.kind === "back" && <Badge tone="ok">{WORDS.back}</Badge>}
		</p>
	);
}

function Changes({ entry }: { entry: HistoryEntry }) {
	const drawn = useDrawnCount(entry.changes.length);
	if (entry.changes.length === 0 && entry.kind !== "first") return <p className="text-n11">{WORDS.hidden}</p>;
	if (entry.changes.length === 0) {
		return (
			<p className="text-n11">
				{WORDS.first}
				{entry.version === null ? "" : `, ${WORDS.version} ${bounded(entry.version)}`}.
			</p>
		);
	}
	return (
		<ul className="flex min-w-0 flex-col gap-1">
			{entry.changes.slice(0, drawn).map((change) => (
				<li key={`${change.field} ${change.before} ${change.after}`} className="foreign-text min-w-0">
					<span className="text-n10">{bounded(change.field)}: </span>
					{change.before === null ? (
						<span className="text-n10">{WORDS.notGiven}</span>
					) : (
						<del className="text-n10 decoration-n8">
							<bdi>{bounded(change.before)}</bdi>
						</del>
					)}
					<span aria-hidden="true" className="text-n10">
						{" → "}
					</span>
					<span className="sr-only">{WORDS.changedTo}</span>
					{change.after === null ? (
						<span className="text-n10">{WORDS.notGiven}</span>
					) : (
						<ins className="no-underline">
							<bdi>{bounded(change.after)}</bdi>
						</ins>
					)}
				</li>
			))}
		</ul>
	);
}
