"use client";
import { type RefObject, useEffect } from "react";

interface ListKeys {
	table: RefObject<HTMLTableElement | null>;
	peekedId: string | null;
	onPeek: (id: string | null) => void;
	/** The last row was passed: get more. */
	onEnd: () => void;
	/** Selects or releases a row; `range`: all from the last one touched. Absent where rows cannot be selected. */
	onSelect?: (id: string, range: boolean) => void;
}

/** j/k anywhere, arrows inside the list: from row to row. Space peeks, x selects, Esc closes it. Enter is the row's own link. */
export function useListKeys({ table, peekedId, onPeek, onEnd, onSelect }: ListKeys): void {
	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
			const target = event.target instanceof HTMLElement ? event.target : null;
			if (target?.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu]") != null)
				return;
			if (document.querySelector("[role=dialog][data-modal]") !== null) return;
			const inList = target !== null && table.current?.contains(target) === true;
			const row = target?.closest("tr")?.querySelector<HTMLElement>("[data-row]") ?? null;

			if (event.key === "Escape" && peekedId !== null) {
				onPeek(null);
			} else if (event.key === " " && inList && row !== null && target === row) {
				const id = row.dataset.row ?? null;
				onPeek(id === peekedId ? null : id);
			} else if (onSelect !== undefined && event.key.toLowerCase() === "x" && row?.dataset.row !== undefined) {
				onSelect(row.dataset.row, event.shiftKey);
			} else if (event.key === "j" || (event.key === "ArrowDown" && inList)) {
				move(1);
			} else if (event.key === "k" || (event.key === "ArrowUp" && inList)) {
				move(-1);
			} else return;
			event.preventDefault();
		}

		function move(step: 1 | -1) {
			const links = [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
			const focused = links.indexOf(document.activeElement as HTMLElement);
			const at = focused === -1 ? links.findIndex((link) => link.dataset.row === peekedId) : focused;
			const next = links[at === -1 ? 0 : at + step];
			if (next === undefined) {
				if (step === 1) onEnd();
				return;
			}
			next.focus({ preventScroll: true });
			next.closest("tr")?.scrollIntoView({ block: "nearest" });
			if (peekedId !== null) onPeek(next.dataset.row ?? null);
		}

		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [table, peekedId, onPeek, onEnd, onSelect]);
}
