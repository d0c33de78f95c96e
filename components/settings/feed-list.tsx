"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { feedsQuery, revokeFeed } from "@/lib/queries/feeds";
import type { Feed } from "@/lib/shared/feeds";
import { FIELD_LABELS, FEED_WORDS as WORDS } from "./feed-words";
import { type FeedChoice, NewFeed } from "./new-feed";
import { useChange } from "./use-change";

interface FeedListProps {
	initial: Feed[];
	choices: readonly FeedChoice[];
	/** Feeds of others are shown too. */
	showsOwners: boolean;
}

export function FeedList({ initial, choices, showsOwners }: FeedListProps) {
	const query = feedsQuery();
	const { data } = useQuery({ ...query, initialData: { items: initial, nextCursor: null } });
	const { change, busy, dialog } = useChange([query.queryKey]);
	return (
		<div className="flex flex-col gap-5">
			<NewFeed choices={choices} change={change} busy={busy === "create"} />
			{data.items.length === 0 ? (
				<EmptyState title={WORDS.emptyTitle} icon="calendar-sync">
					{WORDS.empty}
				</EmptyState>
			) : (
				<Panel title={WORDS.listTitle} flush>
					<Table label={WORDS.tableLabel} className="relative">
						<THead>
							<tr>
								<Th>{WORDS.name}</Th>
								<Th>{WORDS.shows}</Th>
								<Th>{WORDS.fields}</Th>
								{showsOwners && <Th>{WORDS.operator}</Th>}
								<Th>{WORDS.created}</Th>
								<Th>{WORDS.lastRead}</Th>
								<Th>
									<span className="sr-only">{WORDS.action}</span>
								</Th>
							</tr>
						</THead>
						<TBody>
							{data.items.map((feed) => (
								<Tr key={feed.id}>
									<Td className="foreign-text min-w-36">{feed.name}</Td>
									<Td className="foreign-text min-w-44">
										<Link href={`/reservations?${feed.search === "" ? "view=all" : feed.search}`} className="underline">
											{feed.shows}
										</Link>
									</Td>
									<Td className="min-w-36">
										{feed.fields.map((field) => FIELD_LABELS[field].toLowerCase()).join(", ") || WORDS.daysOnly}
									</Td>
									{showsOwners && <Td className="foreign-text min-w-36">{feed.operatorEmail}</Td>}
									<Td>
										<Instant at={feed.createdAt} />
									</Td>
									<Td>
										<Instant at={feed.lastReadAt} missing={WORDS.never} />
									</Td>
									<Td className="text-right">
										{feed.revokedAt !== null ? (
											<Badge tone="quiet">{WORDS.revoked}</Badge>
										) : (
											<Button
												size="sm"
												busy={busy === feed.id}
												onClick={() => void change(feed.id, () => revokeFeed(feed.id), WORDS.revokedToast(feed.name))}
											>
												{WORDS.revoke}
											</Button>
										)}
									</Td>
								</Tr>
							))}
						</TBody>
					</Table>
				</Panel>
			)}
			{dialog}
		</div>
	);
}
