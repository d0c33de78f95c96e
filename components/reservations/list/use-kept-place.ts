"use client";
import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";

/** Where the operator was in a list before opening a row. Lives as long as the page's memory; a reload starts at the top. */
interface Place {
	/** The list's filters: another view has another place. */
	key: string;
	scrollY: number;
	rowId: string | null;
}

let place: Place | null = null;
let wentBackAt = 0;

/** A list that appears this soon after the browser's back or forward was returned to, not opened anew. */
const RETURN_MS = 5_000;

if (typeof window !== "undefined") {
	window.addEventListener("popstate", () => {
		wentBackAt = Date.now();
	});
}

/** What Next has kept is drawn while the event is still on its way to the listener above. */
function isReturn(): boolean {
	return window.event?.type === "popstate" || Date.now() - wentBackAt <= RETURN_MS;
}

/** Back from a record, the list stands where it stood, with the focus on the row that was opened. Returns what notes the opened row. */
export function useKeptPlace(key: string, table: RefObject<HTMLTableElement | null>): (rowId: string) => void {
	const rowId = useRef<string | null>(null);
	const currentKey = useRef(key);
	currentKey.current = key;

	useLayoutEffect(() => {
		if (place === null || place.key !== currentKey.current || !isReturn()) return;
		const { scrollY, rowId: opened } = place;
		place = null;
		window.scrollTo({ top: scrollY });
		if (opened !== null) {
			table.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(opened)}"]`)?.focus({ preventScroll: true });
		}
	}, [table]);

	// Left in the same step in which the list goes: after it, the page that follows has scrolled to its own top.
	useLayoutEffect(() => {
		let last = window.scrollY;
		const onScroll = () => {
			last = window.scrollY;
		};
		window.addEventListener("scroll", onScroll, { passive: true });
		return () => {
			window.removeEventListener("scroll", onScroll);
			place = { key: currentKey.current, scrollY: last, rowId: rowId.current };
		};
	}, []);

	return useCallback((id: string) => {
		rowId.current = id;
	}, []);
}
