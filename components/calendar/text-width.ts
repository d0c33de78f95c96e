/** Width of a bar's text before it is drawn: what finds no room is left out, not cut in two. */

/** No bar is as wide as a text of so many characters. */
const LONGEST = 200;

let context: CanvasRenderingContext2D | null | undefined;

/** Pixels that a text takes in a bar. In the browser only. */
export function textWidth(text: string): number {
	if (text.length > LONGEST) return Number.POSITIVE_INFINITY;
	context ??= barContext();
	// Without a canvas nothing is known: only what is certain to fit may be shown.
	return context === null ? Number.POSITIVE_INFINITY : Math.ceil(context.measureText(text).width);
}

function barContext(): CanvasRenderingContext2D | null {
	const made = document.createElement("canvas").getContext("2d");
	const root = getComputedStyle(document.documentElement);
	// The size of `text-xs`, in which bars are written.
	if (made !== null)
		made.font = `500 ${Number.parseFloat(root.fontSize) * 0.75}px ${getComputedStyle(document.body).fontFamily}`;
	return made;
}
