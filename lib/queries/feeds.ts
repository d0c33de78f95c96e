/** Calendar feeds in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { Feed, FeedCreated, FeedInput } from "@/lib/shared/feeds";
import type { Page } from "@/lib/shared/page";
import { fetchJson, sendJson } from "./client";

export function feedsQuery() {
	return queryOptions({
		queryKey: ["feeds"] as const,
		queryFn: ({ signal }) => fetchJson<Page<Feed>>("/api/feeds", { signal }),
	});
}

/** The feed's address is in the answer and cannot be had again. */
export function createFeed(input: FeedInput): Promise<FeedCreated> {
	return fetchJson<FeedCreated>("/api/feeds", { method: "POST", body: input });
}

export function revokeFeed(id: string): Promise<void> {
	return sendJson(`/api/feeds/${encodeURIComponent(id)}`, { method: "DELETE" });
}
