"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { reservationHistoryQuery } from "@/lib/queries/reservations";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";

/** What changed since Rezdeck first saw the record, newest first. */
export function HistoryTab({ id }: { id: string }) {
	const { data, error, refetch } = useQuery(reservationHistoryQuery(id));
	if (data === undefined) {
		if (error === null) return <SkeletonRows rows={4} label="Loading history" />;
		return (
			<Notice
				tone="bad"
				title="History could not be loaded"
				live="polite"
				action={<Button onClick={() => void refetch()}>Try again</Button>}
			>
				{error.message}
			</Notice>
		);
	}
	return (
		<ol className="flex flex-col">
			{data.items.map((entry) => (
				<Entry key={`${entry.seenAt} ${entry.version ?? ""}`} entry={entry} />
			))}
		</ol>
	);
}

function Entry({ entry }: { entry: HistoryEntry }) {
	return (
		<li className="grid gap-x-6 gap-y-1 border-n6 border-b py-2.5 first:pt-0 last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]">
			<div className="text-n11 text-sm">
				<p>
					Seen <Instant at={entry.seenAt} />
				</p>
				{entry.updatedAt !== null && (
					<p className="text-n10">
						changed there <Instant at={entry.updatedAt} />
					</p>
				)}
			</div>
			{entry.changes.length === 0 ? (
				<p className="text-n11">
					First seen by Rezdeck{entry.version === null ? "" : `, version ${bounded(entry.version)}`}.
				</p>
			) : (
				<ul className="flex min-w-0 flex-col gap-1">
					{entry.changes.map((change) => (
						<li key={change.field} className="foreign-text min-w-0">
							<span className="text-n10">{bounded(change.field)}: </span>
							{change.before === null ? (
								<span className="text-n10">not given</span>
							) : (
								<del className="text-n10 decoration-n8">
									<bdi>{bounded(change.before)}</bdi>
								</del>
							)}
							<span aria-hidden="true" className="text-n10">
								{" → "}
							</span>
							<span className="sr-only">changed to</span>
							{change.after === null ? (
								<span className="text-n10">not given</span>
							) : (
								<ins className="no-underline">
									<bdi>{bounded(change.after)}</bdi>
								</ins>
							)}
						</li>
					))}
				</ul>
			)}
		</li>
	);
}
