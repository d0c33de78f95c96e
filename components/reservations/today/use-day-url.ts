"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type DayView, dayHref, readDay, shiftDay } from "./day-url";

/** The URL as the state of the day board. Another day goes into the history; how tenants are shown replaces it. */
export function useDayUrl(): {
	view: DayView;
	search: URLSearchParams;
	go: (changes: Record<string, string | null>, how?: "push" | "replace") => void;
	/** A day further or back. */
	step: (by: 1 | -1) => void;
} {
	const text = useSearchParams().toString();
	const search = useMemo(() => new URLSearchParams(text), [text]);
	const view = useMemo(() => readDay(search), [search]);
	const go = useCallback((changes: Record<string, string | null>, how: "push" | "replace" = "push") => {
		const url = dayHref(new URLSearchParams(window.location.search), changes);
		if (how === "push") window.history.pushState(null, "", url);
		else window.history.replaceState(null, "", url);
	}, []);
	// From the address and not from what is drawn: two quick presses are two days.
	const step = useCallback(
		(by: 1 | -1) => go({ date: shiftDay(readDay(new URLSearchParams(window.location.search)).date, by) }),
		[go],
	);
	return { view, search, go, step };
}
