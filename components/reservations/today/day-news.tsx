"use client";
import { Instant } from "@/components/ui/instant";
import type { DayNews as News } from "@/lib/shared/day-board";
import { dayNewsParams } from "@/lib/shared/day-lists";
import { MarkSeen } from "../news/mark-seen";
import { DAY_WORDS, NEWS_WORDS, readSinceWords } from "./day-words";
import { NumberLink } from "./number-link";

interface DayNewsProps {
	/** Null: not counted yet. */
	news: News | null;
	/** When the operator last looked, or said so; null: never. */
	since: string | null;
	/** When the board was counted: what was seen ends there. Undefined while there is none. */
	countedAt: string | undefined;
	tenant: string | null;
	partial: boolean;
	/** Names of tenants whose first reading ended only after `since`. */
	readSince: readonly string[];
}

/** What is new, changed and cancelled since the operator last looked, of whatever day it is. */
export function DayNews({ news, since, countedAt, tenant, partial, readSince }: DayNewsProps) {
	return (
		<section
			aria-label={DAY_WORDS.news}
			className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-n6 px-3 py-2 print:hidden"
		>
			<h2 className="font-semibold">
				{DAY_WORDS.news}
				{since !== null && (
					<span className="ml-2 font-normal text-n10 text-sm">
						<Instant at={since} />
					</span>
				)}
			</h2>
			{since === null ? (
				<p className="min-w-0 flex-1 basis-60 text-n11 text-sm">{DAY_WORDS.newsNever}</p>
			) : (
				<ul className="flex min-h-6 flex-1 flex-wrap gap-x-4">
					{(["new", "changed", "cancelled"] as const).map((kind) => (
						<li key={kind}>
							<NumberLink params={dayNewsParams(kind, since, tenant)}>
								<span>
									<span className="font-medium">{news === null ? "…" : news[kind].toLocaleString("en")}</span>{" "}
									{NEWS_WORDS[kind]}
								</span>
							</NumberLink>
						</li>
					))}
					{partial && <li className="self-center text-n10 text-sm">{DAY_WORDS.soFar}</li>}
				</ul>
			)}
			{readSince.length > 0 && (
				<p className="foreign-text order-last basis-full text-n11 text-sm">{readSinceWords(readSince)}</p>
			)}
			<MarkSeen since={since} readAt={countedAt} />
		</section>
	);
}
