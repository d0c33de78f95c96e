/** The six meanings and how each looks. Always shown with a word or an icon beside the colour. */
import type { IconName } from "./icon";

export type Tone = "ok" | "due" | "warn" | "bad" | "info" | "quiet";

export const TONE_CHIP: Record<Tone, string> = {
	ok: "bg-ok-bg text-ok-text border-ok-line",
	due: "bg-due-bg text-due-text border-due-line",
	warn: "bg-warn-bg text-warn-text border-warn-line",
	bad: "bg-bad-bg text-bad-text border-bad-line",
	info: "bg-info-bg text-info-text border-info-line",
	quiet: "bg-quiet-bg text-quiet-text border-quiet-line",
};

export const TONE_TEXT: Record<Tone, string> = {
	ok: "text-ok-text",
	due: "text-due-text",
	warn: "text-warn-text",
	bad: "text-bad-text",
	info: "text-info-text",
	quiet: "text-quiet-text",
};

export const TONE_ICON: Record<Tone, IconName> = {
	ok: "circle-check",
	due: "calendar-clock",
	warn: "triangle-exclamation-point",
	bad: "octagon-exclamation-point",
	info: "info",
	quiet: "circle-dashed",
};
