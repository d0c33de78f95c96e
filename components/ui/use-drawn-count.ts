"use client";
import { startTransition, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { afterPaint } from "./after-paint";

/**
 * How many of so many rows are drawn by now: a screenful (two steps) at once, then step by step the rest. A table of
 * hundreds of rows in one go would hold up the next press; rows of a table cannot be left out of layout as blocks can. On
 * paper stand all.
 */
export function useDrawnCount(total: number, step = 12): number {
	const [count, setCount] = useState(2 * step);
	useEffect(() => {
		if (count >= total) return;
		afterPaint(() => startTransition(() => setCount((drawn) => Math.max(drawn, count + step))));
		const drawAll = () => flushSync(() => setCount(total));
		window.addEventListener("beforeprint", drawAll);
		return () => window.removeEventListener("beforeprint", drawAll);
	}, [count, total, step]);
	return Math.min(count, total);
}

/** The groups with the first so many of their members, over all of them. */
export function firstOfGroups<Group, Member>(
	groups: readonly Group[],
	membersOf: (group: Group) => readonly Member[],
	most: number,
): { group: Group; members: readonly Member[] }[] {
	let left = most;
	return groups.flatMap((group) => {
		const members = membersOf(group).slice(0, left);
		left -= members.length;
		return members.length === 0 ? [] : [{ group, members }];
	});
}
