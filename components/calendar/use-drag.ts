"use client";
import { type PointerEvent, type RefObject, useCallback, useRef } from "react";
import { DAY_MIN } from "./chart-size";

/** A press that moves less than this is a click. */
const DRAG_FROM = 6;

interface Drag {
	x: number;
	y: number;
	top: number;
	/** What moves with the pointer: the days and what lies on them. Empty until it is no click any more. */
	moving: HTMLElement[];
}

/**
 * Dragging the ground of the chart moves the days, and scrolls the lines. While it lasts nothing is drawn by React: what
 * carries `data-pan` is shifted as it is. Letting go moves by whole days.
 */
export function useDrag(
	scroller: RefObject<HTMLElement | null>,
	nameWidth: number,
	days: number,
	onPan: (days: number) => void,
) {
	const drag = useRef<Drag | null>(null);
	const end = useCallback(
		(event: PointerEvent) => {
			const begun = drag.current;
			drag.current = null;
			const box = scroller.current;
			if (begun === null || box === null || begun.moving.length === 0) return;
			for (const element of begun.moving) {
				element.style.removeProperty("transform");
				element.style.removeProperty("will-change");
			}
			const width = Math.max(DAY_MIN, (box.clientWidth - nameWidth) / days);
			const shift = Math.round((begun.x - event.clientX) / width);
			if (shift !== 0) onPan(shift);
		},
		[scroller, nameWidth, days, onPan],
	);
	return {
		onPointerDown: (event: PointerEvent) => {
			const onBar = event.target instanceof Element && event.target.closest("button") !== null;
			if (event.button !== 0 || event.pointerType === "touch" || onBar) return;
			drag.current = { x: event.clientX, y: event.clientY, top: scroller.current?.scrollTop ?? 0, moving: [] };
		},
		onPointerMove: (event: PointerEvent) => {
			const begun = drag.current;
			const box = scroller.current;
			if (begun === null || box === null) return;
			const [x, y] = [event.clientX - begun.x, event.clientY - begun.y];
			if (begun.moving.length === 0) {
				if (Math.hypot(x, y) < DRAG_FROM) return;
				box.setPointerCapture(event.pointerId);
				begun.moving = [...box.querySelectorAll<HTMLElement>("[data-pan]")];
				for (const element of begun.moving) element.style.willChange = "transform";
			}
			box.scrollTop = begun.top - y;
			for (const element of begun.moving) element.style.transform = `translateX(${x}px)`;
		},
		onPointerUp: end,
		onPointerCancel: end,
	};
}
