"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { afterPaint } from "@/components/ui/after-paint";

export interface Address {
	/** The query, without "?", as it was last asked for. */
	text: string;
	/** The same, whatever has been drawn by now: what a change starts from. */
	latest: () => string;
	/** Another query of the same page; `state` stays with this step of the history. */
	write: (query: string, how?: "push" | "replace", state?: object) => void;
}

/**
 * The URL as the state of a page. Next tells of a new one in a transition, and until that has been drawn it may write
 * an earlier one back: neither the drawn one nor the window's is what the last press asked for. So that is kept here.
 */
export function useAddress(): Address {
	const settled = useSearchParams().toString();
	const pathname = usePathname();
	/** Asked for and not drawn yet, the latest last. */
	const asked = useRef<string[]>([]);
	const [ahead, setAhead] = useState<string | null>(null);

	const before = useRef(settled);
	useEffect(() => {
		// A field of the page may have asked for another one already, before this first look.
		if (before.current === settled) return;
		before.current = settled;
		const drawn = asked.current.lastIndexOf(settled);
		// Another one than those asked for: a link, or back. Then that is the truth.
		asked.current = drawn === -1 ? [] : asked.current.slice(drawn + 1);
		setAhead(asked.current.at(-1) ?? null);
	}, [settled]);
	useEffect(() => {
		function onBack() {
			asked.current = [];
			setAhead(null);
		}
		window.addEventListener("popstate", onBack);
		return () => window.removeEventListener("popstate", onBack);
	}, []);

	const latest = useCallback(() => asked.current.at(-1) ?? window.location.search.slice(1), []);
	const write = useCallback(
		(query: string, how: "push" | "replace" = "push", state: object | null = null) => {
			asked.current.push(query);
			setAhead(query);
			// The press is seen first: Next copies all it knows of the page into each step of the history.
			afterPaint(() => {
				// Meanwhile one may have gone back, or elsewhere.
				if (!asked.current.includes(query) || window.location.pathname !== pathname) return;
				const url = query === "" ? pathname : `${pathname}?${query}`;
				if (how === "push") window.history.pushState(state, "", url);
				else window.history.replaceState(state, "", url);
			});
		},
		[pathname],
	);
	return { text: ahead ?? settled, latest, write };
}
