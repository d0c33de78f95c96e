"use client";
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { dayNumber } from "@/lib/shared/dates";
import type { ChartLine, PlacedBar } from "./chart-lines";

interface ChartKeys {
	scroller: RefObject<HTMLElement | null>;
	lines: readonly ChartLine[];
	scrollTo: (line: number) => void;
	onPan: (days: number) => void;
	onOpen: (reservationId: string) => void;
}

/**
 * Arrow keys over bars: left and right along a unit (and on, to the days beside), up and down to the bar nearest in time.
 * One bar is reached by Tab; the others are a key away.
 */
export function useChartKeys({ scroller, lines, scrollTo, onPan, onOpen }: ChartKeys) {
	const [wanted, setWanted] = useState<string | null>(null);
	const moveFocus = useRef(false);
	const places = useMemo(() => placesOf(lines), [lines]);
	const current = places.find((place) => place.bar.key === wanted) ?? places[0];

	useEffect(() => {
		if (!moveFocus.current || wanted === null) return;
		const bar = scroller.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(wanted)}"]`);
		if (bar == null) return;
		moveFocus.current = false;
		bar.focus({ preventScroll: true });
	});

	function focus(place: Place): void {
		moveFocus.current = true;
		scrollTo(place.line);
		setWanted(place.bar.key);
	}

	return {
		currentKey: current?.bar.key ?? null,
		onFocus(event: FocusEvent<HTMLElement>) {
			const key = event.target.dataset.bar;
			if (key !== undefined) setWanted(key);
		},
		onKeyDown(event: KeyboardEvent<HTMLElement>) {
			if (event.altKey || event.ctrlKey || event.metaKey || current === undefined) return;
			if (!(event.target instanceof HTMLElement) || event.target.dataset.bar === undefined) return;
			if (event.key === " ") {
				event.preventDefault();
				onOpen(current.bar.reservationId);
				return;
			}
			const step = STEPS[event.key];
			if (step === undefined) return;
			event.preventDefault();
			const next =
				step.across === undefined
					? neighbourLine(places, current, step.down ?? 1)
					: beside(places, current, step.across);
			if (next !== undefined) focus(next);
			else if (step.across !== undefined) onPan(step.across);
		},
	};
}

const STEPS: Record<string, { across?: 1 | -1; down?: 1 | -1 }> = {
	ArrowRight: { across: 1 },
	ArrowLeft: { across: -1 },
	ArrowDown: { down: 1 },
	ArrowUp: { down: -1 },
	j: { down: 1 },
	k: { down: -1 },
};

interface Place {
	line: number;
	bar: PlacedBar;
}

function placesOf(lines: readonly ChartLine[]): Place[] {
	return lines.flatMap((line, index) => (line.kind === "unit" ? line.bars.map((bar) => ({ line: index, bar })) : []));
}

function beside(places: readonly Place[], { line, bar }: Place, direction: 1 | -1): Place | undefined {
	const row = places.filter((place) => place.line === line);
	return row[row.findIndex((place) => place.bar.key === bar.key) + direction];
}

function neighbourLine(places: readonly Place[], { line, bar }: Place, direction: 1 | -1): Place | undefined {
	const beyond = places.filter((place) => (direction === 1 ? place.line > line : place.line < line));
	const nearest = direction === 1 ? beyond[0]?.line : beyond.at(-1)?.line;
	return beyond
		.filter((place) => place.line === nearest)
		.sort((a, b) => distance(a.bar, bar) - distance(b.bar, bar))[0];
}

function distance(a: PlacedBar, b: PlacedBar): number {
	return Math.abs(dayNumber(a.arrival) - dayNumber(b.arrival));
}
