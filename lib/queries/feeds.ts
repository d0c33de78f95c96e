/** Calendar feeds in the browser. */
import { queryOptions } from "@tanstack/react-query";
import { type FeedCreated, type FeedInput, feedCreated, feedList } from "@/lib/shared/feeds";
import { fetchJson, sendJson } from "./client";

export function feedsQuery() {
	return queryOptions({
		queryKey: ["feeds"] as const,
		queryFn: ({ signal }) => fetchJson("/api/feeds", feedList, { signal }),
	});
}

/** The feed's address is in the answer and cannot be had again. */
export function createFeed(input: FeedInput): Promise<FeedCreated> {
	return fetchJson("/api/feeds", feedCreated, { method: "POST", body: input });
}

export function revokeFeed(id: string): Promise<void> {
	return sendJson(`/api/feeds/${encodeURIComponent(id)}`, { method: "DELETE" });
}
