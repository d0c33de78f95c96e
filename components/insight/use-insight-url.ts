"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { changeView, readView } from "./insight-url";

export type ChangeInsight = (changes: Record<string, string | null>) => void;

/** The URL as the state of the page; every change is a step of the history. */
export function useInsightUrl(today: string) {
	const params = useSearchParams();
	const pathname = usePathname();
	const text = params.toString();
	const view = useMemo(() => readView(new URLSearchParams(text), today), [text, today]);
	const change: ChangeInsight = useCallback(
		(changes) => {
			const next = changeView(new URLSearchParams(window.location.search), changes);
			window.history.pushState(null, "", next === "" ? pathname : `${pathname}?${next}`);
		},
		[pathname],
	);
	return { view, change };
}
