import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { FeedList } from "@/components/settings/feed-list";
import { FEED_WORDS, USUAL_LISTS } from "@/components/settings/feed-words";
import type { FeedChoice } from "@/components/settings/new-feed";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { listSavedViews } from "@/lib/auth/saved-views";
import { listFeeds } from "@/lib/reservations/feeds";
import { savedSearch } from "@/lib/shared/views";

export const metadata: Metadata = { title: PAGE_WORDS.calendarFeeds };

/** `?list=` is the filter of the list that a feed is wanted of. */
export default async function FeedsPage({ searchParams }: { searchParams: Promise<{ list?: string | string[] }> }) {
	const actor = await requireActor();
	const [{ list }, feeds, views] = await Promise.all([
		searchParams,
		listFeeds(actor),
		listSavedViews(actor, "reservations"),
	]);
	const wanted = savedSearch.safeParse(list);
	const choices: FeedChoice[] = [
		...(wanted.success ? [{ search: wanted.data, label: FEED_WORDS.thisList }] : []),
		...USUAL_LISTS,
		...views.items.map((view) => ({ search: view.search, label: FEED_WORDS.view(view.name) })),
	];
	return <FeedList initial={feeds} choices={choices} showsOwners={can(actor, "operators.manage")} />;
}
