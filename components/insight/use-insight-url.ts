"use client";
import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { changeView, readView } from "./insight-url";

export type ChangeInsight = (changes: Record<string, string | null>) => void;

/** The URL as the state of the page; every change is a step of the history. */
export function useInsightUrl(today: string) {
	const { text, latest, write } = useAddress();
	const view = useMemo(() => readView(new URLSearchParams(text), today), [text, today]);
	const change: ChangeInsight = useCallback(
		(changes) => write(changeView(new URLSearchParams(latest()), changes)),
		[latest, write],
	);
	return { view, change };
}
