import type { Ref } from "react";
import { type TourStep, TOUR_WORDS as WORDS } from "./tour-words";

interface TourTextProps {
	step: TourStep;
	/** Of the steps, from 0. */
	at: number;
	total: number;
	heading?: Ref<HTMLHeadingElement>;
}

/** What a step of the tour says. */
export function TourText({ step, at, total, heading }: TourTextProps) {
	return (
		<>
			<p className="num text-n10 text-sm">
				{WORDS.name} · {WORDS.progress(at + 1, total)}
			</p>
			<h2 ref={heading} tabIndex={-1} className="w-fit font-semibold">
				{step.title}
			</h2>
			<p className="mt-0.5 max-w-[80ch] text-n11">{step.text}</p>
		</>
	);
}
