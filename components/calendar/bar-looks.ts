/** Colours and outlines of bars, on the screen and on paper. */
export const BAR_TONES = {
	ok: "border-ok-line border-l-ok-text bg-ok-bg text-ok-text",
	due: "border-due-line border-l-due-text bg-due-bg text-due-text",
	warn: "border-warn-line border-l-warn-text bg-warn-bg text-warn-text",
	bad: "border-bad-line border-l-bad-text bg-bad-bg text-bad-text",
	info: "border-info-line border-l-info-text bg-info-bg text-info-text",
	quiet: "border-quiet-line border-l-quiet-line bg-quiet-bg text-quiet-text",
	plain: "border-accent-line border-l-accent bg-accent-soft text-n12",
};

export const BAR_SHAPES = {
	solid: "border-solid",
	dotted: "border-dashed",
	hatched: "chart-hatched border-solid",
	outline: "border-double bg-n1",
};
