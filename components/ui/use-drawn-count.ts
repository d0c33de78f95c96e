"use client";
import { startTransition, useEffect, useState } from "react";
import { afterPaint } from "./after-paint";

/**
 * How many of so many rows are drawn by now: a screenful at once, then step by step the rest. A table of hundreds of rows
 * in one go would hold up the next press; rows of a table cannot be left out of layout as blocks can.
 */
export function useDrawnCount(total: number, step = 25): number {
	const [count, setCount] = useState(step);
	useEffect(() => {
		if (count < total) afterPaint(() => startTransition(() => setCount(count + step)));
	}, [count, total, step]);
	return Math.min(count, total);
}
