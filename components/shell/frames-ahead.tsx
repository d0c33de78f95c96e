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

/** Who types or moves on so soon is not to wait for it. */
const PAUSE_MS = 600;

/** Fetches them, one after the other, when somebody at the page pauses. */
export function FramesAhead() {
	useEffect(() => {
		const signs = new AbortController();
		let pause: ReturnType<typeof setTimeout> | undefined;
		const begin = () => {
			signs.abort();
			fetchFrom(0);
		};
		const wait = () => {
			clearTimeout(pause);
			pause = setTimeout(begin, PAUSE_MS);
		};
		for (const sign of SIGNS) window.addEventListener(sign, wait, { passive: true, signal: signs.signal });
		return () => {
			signs.abort();
			clearTimeout(pause);
		};
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
