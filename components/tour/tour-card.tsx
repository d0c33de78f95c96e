"use client";
import { useEffect, useRef } from "react";
import { usePreference } from "@/components/shell/use-preference";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { useToast } from "@/components/ui/toast";
import type { Preferences } from "@/lib/shared/preferences";
import { TourText } from "./tour-text";
import { tourSteps, TOUR_WORDS as WORDS } from "./tour-words";
import { TOUR_ID } from "./use-start-tour";

interface TourCardProps {
	initial: Preferences;
	mayRevoke: boolean;
}

/** The short tour, a card in the flow of the page. It stays at its step until it is ended, and begins again on request. */
export function TourCard({ initial, mayRevoke }: TourCardProps) {
	const { value: tour, save } = usePreference("tour", initial);
	const notify = useToast();
	const heading = useRef<HTMLHeadingElement>(null);
	const wasEnded = useRef(false);
	useEffect(() => {
		// Asked for, here or from another page: whoever did goes on from here. On an ordinary visit it takes no focus.
		if (!tour.ended && (wasEnded.current || window.location.hash === `#${TOUR_ID}`)) heading.current?.focus();
		wasEnded.current = tour.ended;
	}, [tour.ended]);

	const steps = tourSteps(mayRevoke);
	const at = Math.min(tour.step, steps.length - 1);
	const step = steps[at];
	if (tour.ended || step === undefined) return null;
	const isFirst = at === 0;
	const isLast = at === steps.length - 1;

	function end() {
		void save({ ended: true });
		// The card goes, and with it whatever had the focus.
		document.getElementById("content")?.focus({ preventScroll: true });
		notify({
			tone: "ok",
			title: WORDS.ended,
			text: WORDS.again,
			action: { label: WORDS.undo, onSelect: () => void save({ ended: false }) },
		});
	}

	return (
		<section
			id={TOUR_ID}
			aria-label={WORDS.name}
			className="mb-4 scroll-mt-16 rounded-md border border-n6 bg-n1 px-4 py-3 print:hidden"
		>
			<div aria-live="polite" aria-atomic="true">
				<TourText step={step} at={at} total={steps.length} heading={heading} />
			</div>
			<div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
				<Link href={step.link.href} className="link inline-flex items-center max-sm:min-h-11 max-sm:w-full">
					{step.link.label}
				</Link>
				<div className="flex gap-2 sm:ml-auto">
					<Button size="sm" variant="quiet" onClick={end}>
						{WORDS.notNow}
					</Button>
					<Button
						size="sm"
						aria-disabled={isFirst || undefined}
						onClick={() => !isFirst && void save({ step: at - 1 })}
					>
						{WORDS.back}
					</Button>
					<Button size="sm" onClick={() => (isLast ? end() : void save({ step: at + 1 }))}>
						{isLast ? WORDS.done : WORDS.next}
					</Button>
				</div>
			</div>
		</section>
	);
}
