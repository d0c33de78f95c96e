"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { LoadFailure } from "@/components/ui/load-failure";
import { SkeletonRows } from "@/components/ui/skeleton";
import { reservationRawQuery } from "@/lib/queries/reservations";
import { DETAIL_WORDS } from "./detail-words";

/** The record as the provider sent it. Fetched only when asked for, because each look goes into the audit trail. */
export function RawTab({ id }: { id: string }) {
	const [asked, setAsked] = useState(false);
	const { data, error, refetch } = useQuery({
		...reservationRawQuery(id),
		enabled: asked,
		refetchOnWindowFocus: false,
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (!asked) {
		return (
			<div className="flex flex-col items-start gap-3">
				<p className="max-w-prose text-n11">{DETAIL_WORDS.rawText}</p>
				<Button onClick={() => setAsked(true)}>{DETAIL_WORDS.showTheRawRecord}</Button>
			</div>
		);
	}
	if (error !== null) {
		return <LoadFailure title={DETAIL_WORDS.rawNotLoaded} error={error} onRetry={() => void refetch()} />;
	}
	if (data === undefined) return <SkeletonRows rows={6} label={DETAIL_WORDS.rawLoading} />;
	const text = JSON.stringify(data.body, null, 2);
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<div className="flex flex-wrap items-center justify-between gap-2 text-n11 text-sm">
				<p>
					{DETAIL_WORDS.stored} <Instant at={data.storedAt} />
				</p>
				<CopyText compact text={text} label={DETAIL_WORDS.rawRecord} />
			</div>
			<section
				aria-label={DETAIL_WORDS.rawRecord}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
				tabIndex={0}
				className="max-h-[70dvh] overflow-auto rounded-md border border-n6 bg-n2"
			>
				<pre className="p-3 font-mono text-xs">{text}</pre>
			</section>
		</div>
	);
}
