/** The operator's own way of working, in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { PreferenceKey, Preferences } from "@/lib/shared/preferences";
import { fetchJson } from "./client";

export const PREFERENCES_KEY = ["preferences"] as const;

/** `initial`: as the server read them with the page. They change only by the operator's own doing. */
export function preferencesQuery(initial?: Preferences) {
	return queryOptions({
		queryKey: PREFERENCES_KEY,
		queryFn: ({ signal }) => fetchJson<Preferences>("/api/preferences", { signal }),
		staleTime: 5 * 60_000,
		...(initial === undefined ? {} : { initialData: initial }),
	});
}

/** What the next change waits for. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Changes some fields of one preference; answers with all of them as they are then. One after the other: of quick presses
 * the last is what stays.
 */
export function savePreference<Key extends PreferenceKey>(
	key: Key,
	change: Partial<Preferences[Key]>,
): Promise<Preferences> {
	const saved = last.then(() => fetchJson<Preferences>(`/api/preferences/${key}`, { method: "PATCH", body: change }));
	last = saved.catch(() => undefined);
	return saved;
}
