"use client";
import { startTransition, useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { changeDay, type DayView, readDay, shiftDay } from "./day-url";

/** The URL as the state of the day board. Another day goes into the history; how tenants are shown replaces it. */
export function useDayUrl(): {
	view: DayView;
	search: URLSearchParams;
	go: (changes: Record<string, string | null>, how?: "push" | "replace") => void;
	/** A day further or back. */
	step: (by: 1 | -1) => void;
} {
	const { text, latest, write } = useAddress();
	const search = useMemo(() => new URLSearchParams(text), [text]);
	const view = useMemo(() => readDay(search), [search]);
	const go = useCallback(
		(changes: Record<string, string | null>, how: "push" | "replace" = "push") =>
			write(changeDay(new URLSearchParams(latest()), changes), how),
		[latest, write],
	);
	// Two quick presses are two days.
	const step = useCallback(
		(by: 1 | -1) => startTransition(() => go({ date: shiftDay(readDay(new URLSearchParams(latest())).date, by) })),
		[go, latest],
	);
	return { view, search, go, step };
}
