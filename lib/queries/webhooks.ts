/** Webhook deliveries in the browser, latest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { WebhookPage } from "@/lib/shared/webhooks";
import { fetchJson } from "./client";

const PAGE = 10;
const REFRESH_MS = 10_000;

/** Deliveries about one connection; each page repeats how they are set up. */
export function webhooksQuery(connectionId: string) {
	return infiniteQueryOptions({
		queryKey: ["webhooks", connectionId],
		initialPageParam: null as string | null,
		queryFn: ({ pageParam, signal }) => {
			const search = new URLSearchParams({ limit: String(PAGE) });
			if (pageParam !== null) search.set("cursor", pageParam);
			return fetchJson<WebhookPage>(`/api/connections/${encodeURIComponent(connectionId)}/webhooks?${search}`, {
				signal,
			});
		},
		getNextPageParam: (page) => page.nextCursor,
		refetchInterval: REFRESH_MS,
	});
}
