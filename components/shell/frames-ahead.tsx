"use client";
import { useEffect } from "react";

/** What popovers, panels, dialogs and menus stand on. Running it takes longer than the answer to a press may. */
const FRAMES: readonly (() => Promise<unknown>)[] = [
	() => import("@/components/ui/popover-frame"),
	() => import("@/components/ui/dialog-primitive"),
	() => import("@/components/ui/menu-frame"),
];
/** Somebody is at the page; who only opens it to read does not fetch what is for pressing. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;
/** Where the browser does not tell when it is idle. */
const LATER_MS = 500;

/** Fetches them, one after the other, when somebody is at the page and it has nothing else to do. */
export function FramesAhead() {
	useEffect(() => {
		const waiting = new AbortController();
		const begin = () => {
			waiting.abort();
			fetchFrom(0);
		};
		for (const sign of SIGNS) window.addEventListener(sign, begin, { passive: true, signal: waiting.signal });
		return () => waiting.abort();
	}, []);
	return null;
}

function fetchFrom(index: number): void {
	const fetchFrame = FRAMES[index];
	if (fetchFrame === undefined) return;
	whenIdle(() =>
		fetchFrame().then(
			() => fetchFrom(index + 1),
			// Offline, say: it is fetched again when it is needed.
			() => undefined,
		),
	);
}

function whenIdle(work: () => unknown): void {
	// Safari has none.
	if (typeof window.requestIdleCallback === "function") window.requestIdleCallback(work);
	else setTimeout(work, LATER_MS);
}
