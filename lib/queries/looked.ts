/** When the reader last looked, in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { Looked, LookInput } from "@/lib/shared/looked";
import { fetchJson } from "./client";

/** Read once a visit, which is a look: what is new stays marked as new while it is worked through. */
export function lookedQuery() {
	return queryOptions({
		queryKey: ["looked"],
		queryFn: () => noteLook({}),
		staleTime: 10 * 60_000,
		refetchOnWindowFocus: false,
	});
}

/** With `since`: until then all was seen. */
export function noteLook(input: LookInput): Promise<Looked> {
	return fetchJson<Looked>("/api/preferences/looked", { method: "POST", body: input });
}
