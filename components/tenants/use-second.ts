"use client";
import { useEffect, useState } from "react";
import { useClock } from "@/components/ui/time-provider";

/** One timer for all countdowns on a page, so that they move together. */
const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: (now: number) => void): () => void {
	listeners.add(listener);
	timer ??= setInterval(() => {
		const now = Date.now();
		for (const tell of listeners) tell(now);
	}, 1_000);
	return () => {
		listeners.delete(listener);
		if (listeners.size > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
}

/** Now, moving every second while `active` (a countdown is on screen), else with the page's slow clock. */
export function useSecond(active: boolean): Date {
	const clock = useClock();
	const [fast, setFast] = useState(clock.now);
	useEffect(() => {
		if (!active) return;
		setFast(Date.now());
		return listen(setFast);
	}, [active]);
	return new Date(active ? Math.max(fast, clock.now) : clock.now);
}
