/** When the reader last looked, in the browser. */
import { queryOptions } from "@tanstack/react-query";
import { type Looked, looked } from "@/lib/shared/looked";
import { fetchJson } from "./client";
import { PREFERENCES_KEY } from "./preferences";

const PATH = "/api/preferences/looked";

/** Read once a visit: what is new stays marked as new while it is worked through. */
export function lookedQuery() {
	return queryOptions({
		queryKey: [...PREFERENCES_KEY, "looked"],
		queryFn: () => fetchJson(PATH, looked, { method: "POST", body: {} }),
		staleTime: 10 * 60_000,
		refetchOnWindowFocus: false,
	});
}

/** All until now was seen. */
export function markSeen(): Promise<Looked> {
	return fetchJson(PATH, looked, { method: "POST", body: { seen: true } });
}
