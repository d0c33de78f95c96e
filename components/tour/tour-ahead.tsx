import type { Preferences } from "@/lib/shared/preferences";
import { TourText } from "./tour-text";
import { tourSteps } from "./tour-words";

interface TourAheadProps {
	tour: Preferences["tour"];
	mayRevoke: boolean;
}

/** The tour's card while the page's content is still read: to be read. What can be pressed comes with the content. */
export function TourAhead({ tour, mayRevoke }: TourAheadProps) {
	const steps = tourSteps(mayRevoke);
	const at = Math.min(tour.step, steps.length - 1);
	const step = steps[at];
	if (step === undefined) return null;
	return (
		<div className="mb-4 rounded-md border border-n6 bg-n1 px-4 pt-3 pb-12 print:hidden">
			<TourText step={step} at={at} total={steps.length} />
		</div>
	);
}
