/** Does something once what was just pressed is seen: fetching and running code takes longer than an answer may. */
export function afterPaint(work: () => unknown): void {
	requestAnimationFrame(() => setTimeout(work));
}
