/**
 * Where what floats above the page is put. Radix finds it by itself, but only after a first drawing of nothing, and then
 * draws all of it in one go that nothing can interrupt.
 */
export function portalBody(): HTMLElement | undefined {
	return typeof document === "undefined" ? undefined : document.body;
}
