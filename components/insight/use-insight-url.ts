"use client";
import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { changeView, type InsightView, readView } from "./insight-url";

type Changes = Record<string, string | null>;
/** What changes, or how it follows from the view that was last asked for. */
export type ChangeInsight = (changes: Changes | ((now: InsightView) => Changes)) => void;

/** The URL as the state of the page; every change is a step of the history. */
export function useInsightUrl(today: string) {
	const { text, latest, write } = useAddress();
	const view = useMemo(() => readView(new URLSearchParams(text), today), [text, today]);
	const change: ChangeInsight = useCallback(
		(changes) => {
			const now = new URLSearchParams(latest());
			write(changeView(now, typeof changes === "function" ? changes(readView(now, today)) : changes));
		},
		[latest, write, today],
	);
	return { view, change };
}
