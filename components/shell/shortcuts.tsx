"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useOnDemand } from "@/components/ui/use-on-demand";
import { ISSUE_DATES } from "./issue-dates";

const loadList = () => import("./shortcut-list").then((module) => module.ShortcutList);

/** After `g` a second letter within this time goes to a page. */
const CHORD_MS = 1_200;

export const GO_TO: Record<string, string> = {
	t: "/",
	c: "/calendar",
	r: "/reservations?view=default",
	n: "/connections",
	i: `/issues?${ISSUE_DATES}`,
	a: "/insight",
};

/** Keys that press or focus what a page marks with data-shortcut. */
export const MARKED: Record<string, string> = {
	"/": "search",
	f: "filters",
	"[": "previous",
	"]": "next",
	t: "today",
	e: "export",
};

interface ShortcutsProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** Listens for keys that work everywhere, and shows what they are. */
export function Shortcuts({ open, onOpenChange }: ShortcutsProps) {
	const router = useRouter();
	const chordAt = useRef(0);
	const { code: ShortcutList } = useOnDemand(loadList, { open, onOpenChange });

	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
			if (document.querySelector("[role=dialog][data-state=open][data-modal]") !== null) return;
			const target = Date.now() - chordAt.current < CHORD_MS ? GO_TO[event.key] : undefined;
			chordAt.current = event.key === "g" ? Date.now() : 0;
			if (target !== undefined) {
				event.preventDefault();
				router.push(target);
			} else if (event.key === "?") {
				event.preventDefault();
				onOpenChange(true);
			} else if (pressMarked(MARKED[event.key])) {
				event.preventDefault();
			}
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [router, onOpenChange]);

	return open && ShortcutList !== null ? <ShortcutList onClose={() => onOpenChange(false)} /> : null;
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], [role=menu]") !== null
	);
}

/** Focuses a marked field, presses a marked button or link. False when the page has none that is visible. */
function pressMarked(name: string | undefined): boolean {
	if (name === undefined) return false;
	const marked = [...document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`)];
	const element = marked.find((candidate) => candidate.checkVisibility());
	if (element === undefined) return false;
	if (element.matches("input, select")) element.focus();
	else element.click();
	if (element instanceof HTMLInputElement) element.select();
	return true;
}
