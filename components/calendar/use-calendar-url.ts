"use client";
import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { changeView, readView } from "./calendar-url";

/** The URL as the state of the chart. Moving about goes into the history; the open panel replaces it. */
export function useCalendarUrl() {
	const { text, latest, write } = useAddress();
	const search = useMemo(() => new URLSearchParams(text), [text]);
	const view = useMemo(() => readView(search), [search]);
	const go = useCallback(
		(changes: Record<string, string | null>, how: "push" | "replace" = "push") =>
			write(changeView(new URLSearchParams(latest()), changes), how),
		[latest, write],
	);
	return { view, go, scope: search.get("tenant") };
}
