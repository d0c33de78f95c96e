"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
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
	const search = new URLSearchParams(params);
	const text = params.toString();

	const change = useCallback<ChangeFilter>(
		(changes) => {
			const next = changeSearch(new URLSearchParams(text), changes);
			if (next === text) return;
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
