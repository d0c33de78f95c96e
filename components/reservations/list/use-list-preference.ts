"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { PREFERENCES_KEY, preferencesQuery, savePreference } from "@/lib/queries/preferences";
import type { ListPreference, Preferences } from "@/lib/shared/preferences";

/** How this operator likes the list, and what changes it: at once here, then on the server; taken back when refused. */
export function useListPreference(initial: Preferences): {
	list: ListPreference;
	save: (change: Partial<ListPreference>) => Promise<void>;
} {
	const client = useQueryClient();
	const notify = useToast();
	const { data } = useQuery(preferencesQuery(initial));
	const save = useCallback(
		async (change: Partial<ListPreference>) => {
			client.setQueryData<Preferences>(PREFERENCES_KEY, (old) => ({
				...(old ?? initial),
				list: { ...(old ?? initial).list, ...change },
			}));
			try {
				await savePreference("list", change);
			} catch (error) {
				if (!(error instanceof ApiProblem)) throw error;
				notify({ tone: "bad", title: "Not remembered", text: error.message });
				await client.invalidateQueries({ queryKey: PREFERENCES_KEY });
			}
		},
		[client, initial, notify],
	);
	return { list: (data ?? initial).list, save };
}
