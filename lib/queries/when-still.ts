/** When nobody scrolls or drags: what may wait does not cost the hand a beat. */

/** Between two turns of a wheel it is still not still. */
const STILL_MS = 300;
/** Somebody may scroll and scroll. */
const LONGEST_MS = 15_000;
const LOOK_MS = 100;

let movedAt = Number.NEGATIVE_INFINITY;

if (typeof document !== "undefined") {
	const moved = () => {
		movedAt = performance.now();
	};
	document.addEventListener("scroll", moved, { capture: true, passive: true });
	document.addEventListener("pointermove", ({ buttons }) => buttons !== 0 && moved(), { passive: true });
}

/** Comes back once nothing was scrolled or dragged for a moment, after 15 seconds at the latest, or when `signal` ends it. */
export async function whenStill(signal: AbortSignal): Promise<void> {
	const until = performance.now() + LONGEST_MS;
	while (!signal.aborted && performance.now() - movedAt < STILL_MS && performance.now() < until) {
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
	}
}
