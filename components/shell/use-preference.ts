"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useReducer } from "react";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { PREFERENCES_KEY, preferencesQuery, savePreference } from "@/lib/queries/preferences";
import type { PreferenceKey, Preferences } from "@/lib/shared/preferences";
import { SHELL_WORDS } from "./shell-words";

/** What this operator prefers, and what changes it: at once here, then on the server; taken back when refused. */
export function usePreference<Key extends PreferenceKey>(
	key: Key,
	initial: Preferences,
): { value: Preferences[Key]; save: (change: Partial<Preferences[Key]>) => Promise<void> } {
	const client = useQueryClient();
	const notify = useToast();
	const { data } = useQuery(preferencesQuery(initial));
	// The cache tells its readers a moment later; until then a box that was pressed would jump back.
	const [, drawNow] = useReducer((count: number) => count + 1, 0);
	const known = client.getQueryData<Preferences>(PREFERENCES_KEY) ?? data ?? initial;
	const save = useCallback(
		async (change: Partial<Preferences[Key]>) => {
			client.setQueryData<Preferences>(PREFERENCES_KEY, (old = initial) => ({
				...old,
				[key]: { ...old[key], ...change },
			}));
			drawNow();
			try {
				await savePreference(key, change);
			} catch (error) {
				if (!(error instanceof ApiProblem)) throw error;
				notify({ tone: "bad", title: SHELL_WORDS.notRemembered, text: error.message });
				await client.invalidateQueries({ queryKey: PREFERENCES_KEY });
			}
		},
		[client, initial, key, notify],
	);
	return { value: known[key], save };
}
