"use client";
import { usePathname } from "next/navigation";
import { startTransition, useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { NO_VIEW } from "@/lib/shared/view-address";
import { changeSearch } from "./filter-url";

export type ChangeFilter = (changes: Record<string, string | null>) => void;

/**
 * The URL as the state of the list. Changes go into the history without asking the server for a page: the list query
 * fetches what is new. Back and forward work as everywhere.
 */
export function useFilterUrl(): {
	search: URLSearchParams;
	change: ChangeFilter;
	setPeek: (id: string | null) => void;
} {
	const { text, latest, write } = useAddress();
	const pathname = usePathname();
	const search = useMemo(() => new URLSearchParams(text), [text]);

	const change = useCallback<ChangeFilter>(
		(changes) => {
			const changed = changeSearch(new URLSearchParams(latest()), changes);
			// Without a query the page would open the operator's default view when it is loaded again.
			const next = changed === "" && pathname === "/reservations" ? `view=${NO_VIEW}` : changed;
			if (next === latest()) return;
			write(next);
			window.scrollTo({ top: 0 });
		},
		[latest, write, pathname],
	);
	const setPeek = useCallback(
		(id: string | null) => {
			const next = new URLSearchParams(latest());
			if (id === null) next.delete("peek");
			else next.set("peek", id);
			// The panel is drawn behind the press.
			startTransition(() => write(next.toString(), "replace"));
		},
		[latest, write],
	);
	return { search, change, setPeek };
}
