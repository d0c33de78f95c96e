"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
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
	const params = useSearchParams();
	const pathname = usePathname();
	const settled = params.toString();
	// Next tells of a new URL in a transition; a ticked box must not jump back until then.
	const [ahead, setAhead] = useState<string | null>(null);
	const text = ahead ?? settled;
	// biome-ignore lint/correctness/useExhaustiveDependencies: whatever the URL became, it is the truth again
	useEffect(() => setAhead(null), [settled]);
	const search = new URLSearchParams(text);

	const change = useCallback<ChangeFilter>(
		(changes) => {
			const changed = changeSearch(new URLSearchParams(text), changes);
			// Without a query the page would open the operator's default view when it is loaded again.
			const next = changed === "" && pathname === "/reservations" ? `view=${NO_VIEW}` : changed;
			if (next === text) return;
			setAhead(next);
			window.history.pushState(null, "", next === "" ? pathname : `${pathname}?${next}`);
			window.scrollTo({ top: 0 });
		},
		[text, pathname],
	);
	const setPeek = useCallback(
		(id: string | null) => {
			const next = new URLSearchParams(text);
			if (id === null) next.delete("peek");
			else next.set("peek", id);
			window.history.replaceState(null, "", next.size === 0 ? pathname : `${pathname}?${next}`);
		},
		[text, pathname],
	);
	return { search, change, setPeek };
}
