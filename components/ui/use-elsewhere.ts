import { useState } from "react";

/**
 * Whether what is shown belongs to another place than the one asked for. `place`: what is asked for, as text; `waiting`:
 * what was there before is shown until the answer comes.
 */
export function useElsewhere(place: string, waiting: boolean): boolean {
	const [shown, setShown] = useState(place);
	if (!waiting && shown !== place) setShown(place);
	return waiting && shown !== place;
}
