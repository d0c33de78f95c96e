"use client";
import { startTransition, useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { addDays, resolveDate } from "@/lib/shared/dates";
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
	// From where the last press led, drawn or not: quick presses add up.
	const pan = useCallback(
		(by: number, today: string) => {
			const { from } = readView(new URLSearchParams(latest()));
			startTransition(() => go({ from: addDays(resolveDate(from, today), by), peek: null }));
		},
		[go, latest],
	);
	return { view, go, pan, scope: search.get("tenant") };
}
