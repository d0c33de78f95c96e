"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { activityQuery } from "@/lib/queries/activity";
import type { AuditOutcome, AuditPage, AuditRow } from "@/lib/shared/audit";
import { actionWords, detailWords } from "./action-words";
import { ACTIVITY_WORDS, OUTCOME_WORDS } from "./activity-words";

const OUTCOME_TONES: Record<AuditOutcome, Tone> = { ok: "ok", failed: "bad", refused: "warn" };

interface ActivityListProps {
	/** The filter as a query string. */
	search: string;
	firstPage: AuditPage;
}

export function ActivityList({ search, firstPage }: ActivityListProps) {
	const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
		activityQuery(search, firstPage),
	);
	const rows = data?.pages.flatMap((page) => page.items) ?? [];
	if (rows.length === 0) {
		return (
			<EmptyState title={ACTIVITY_WORDS.nothingRecorded} icon="scroll-text">
				{search === "" ? ACTIVITY_WORDS.nothingRecordedText : ACTIVITY_WORDS.nothingFits}
			</EmptyState>
		);
	}
	return (
		<div className="flex flex-col gap-3">
			<Table label={ACTIVITY_WORDS.activity} className="relative">
				<THead>
					<tr>
						<Th>{ACTIVITY_WORDS.when}</Th>
						<Th>{ACTIVITY_WORDS.who}</Th>
						<Th>{ACTIVITY_WORDS.what}</Th>
						<Th>{ACTIVITY_WORDS.outcome}</Th>
						<Th className="max-md:hidden">{ACTIVITY_WORDS.on}</Th>
						<Th className="max-md:hidden">{ACTIVITY_WORDS.details}</Th>
						<Th className="max-md:hidden">{ACTIVITY_WORDS.from}</Th>
					</tr>
				</THead>
				<TBody>
					{rows.map((row) => (
						<Tr key={row.id}>
							<Td>
								<Instant at={row.at} />
							</Td>
							<Td className="foreign-text max-w-24 truncate md:max-w-56" title={row.actorLabel}>
								{row.actorLabel}
							</Td>
							<Td className="md:min-w-36" title={row.action}>
								{actionWords(row.action)}
								{/* On a phone the row says the rest in a second line; the columns for it have no room. */}
								<span className="foreign-text line-clamp-2 wrap-anywhere text-n11 text-sm md:hidden">
									{detailWords(row.detail)}
								</span>
							</Td>
							<Td>
								<Badge tone={OUTCOME_TONES[row.outcome]}>{OUTCOME_WORDS[row.outcome]}</Badge>
							</Td>
							<Td className="max-md:hidden">
								<Target row={row} />
							</Td>
							<Td className="foreign-text min-w-48 max-w-md text-n11 max-md:hidden">{detailWords(row.detail)}</Td>
							<Td
								className="num text-n11 max-md:hidden"
								title={row.requestId === null ? undefined : ACTIVITY_WORDS.request(row.requestId)}
							>
								{row.ip ?? (row.actorKind === "system" ? ACTIVITY_WORDS.rezdeckItself : ACTIVITY_WORDS.notGiven)}
							</Td>
						</Tr>
					))}
				</TBody>
			</Table>
			{error !== null && (
				<Notice tone="bad" title={ACTIVITY_WORDS.olderNotLoaded} live="polite">
					{error.message}
				</Notice>
			)}
			<div className="flex items-center gap-3 text-n11">
				{hasNextPage ? (
					<Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
						{ACTIVITY_WORDS.showOlder}
					</Button>
				) : (
					<span>{ACTIVITY_WORDS.thatIsAll}</span>
				)}
			</div>
		</div>
	);
}

const PAGES: Record<string, string> = {
	connection: "/connections/",
	tenant: "/tenants/",
	reservation: "/reservations/",
};

function Target({ row }: { row: AuditRow }) {
	if (row.targetId === null || row.targetType === null) return <span className="text-n10">–</span>;
	const page = PAGES[row.targetType];
	const words = row.targetType.replaceAll("_", " ");
	if (page === undefined) return <span title={row.targetId}>{words}</span>;
	return (
		<Link href={page + row.targetId} title={row.targetId} className="underline underline-offset-2">
			{words}
		</Link>
	);
}
