"use client";
import { useEffect, useState } from "react";
import { useClock } from "@/components/ui/time-provider";

/** Now, moving every second while `active` (a countdown is on screen), else with the page's slow clock. */
export function useSecond(active: boolean): Date {
	const clock = useClock();
	const [fast, setFast] = useState(clock.now);
	useEffect(() => {
		if (!active) return;
		setFast(Date.now());
		const timer = setInterval(() => setFast(Date.now()), 1_000);
		return () => clearInterval(timer);
	}, [active]);
	return new Date(active ? Math.max(fast, clock.now) : clock.now);
}
