"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { changeView, readView } from "./calendar-url";

/** The URL as the state of the chart. Moving about goes into the history; the open panel replaces it. */
export function useCalendarUrl() {
	const params = useSearchParams();
	const pathname = usePathname();
	const text = params.toString();
	const view = useMemo(() => readView(new URLSearchParams(text)), [text]);
	const go = useCallback(
		(changes: Record<string, string | null>, how: "push" | "replace" = "push") => {
			const next = changeView(new URLSearchParams(window.location.search), changes);
			const url = next === "" ? pathname : `${pathname}?${next}`;
			if (how === "push") window.history.pushState(null, "", url);
			else window.history.replaceState(null, "", url);
		},
		[pathname],
	);
	return { view, go, scope: params.get("tenant") };
}
