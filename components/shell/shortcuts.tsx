"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ISSUE_DATES } from "./nav-items";

/** After `g` a second letter within this time goes to a page. */
const CHORD_MS = 1_200;

const GO_TO: Record<string, string> = {
	t: "/",
	c: "/calendar",
	r: "/reservations?view=default",
	n: "/connections",
	i: `/issues?${ISSUE_DATES}`,
	a: "/insight",
};

/** Keys that press or focus what a page marks with data-shortcut. */
const MARKED: Record<string, string> = {
	"/": "search",
	f: "filters",
	"[": "previous",
	"]": "next",
	t: "today",
	e: "export",
};

const LIST: readonly { keys: readonly string[]; does: string }[] = [
	{ keys: ["g", "t"], does: "Go to Today" },
	{ keys: ["g", "c"], does: "Go to Calendar" },
	{ keys: ["g", "r"], does: "Go to Reservations" },
	{ keys: ["g", "n"], does: "Go to Connections" },
	{ keys: ["g", "i"], does: "Go to Issues" },
	{ keys: ["g", "a"], does: "Go to Insight (analysis)" },
	{ keys: ["/"], does: "Search" },
	{ keys: ["Ctrl K"], does: "Find anything: reservations, tenants, pages, actions (⌘ K on a Mac)" },
	{ keys: ["f"], does: "Filters" },
	{ keys: ["j", "k"], does: "Next or previous row (arrows too)" },
	{ keys: ["Enter"], does: "Open the row" },
	{ keys: ["Space"], does: "Peek: the row at a glance" },
	{ keys: ["x"], does: "Select the row (Shift x: up to here)" },
	{ keys: ["e"], does: "Export the list" },
	{ keys: ["Esc"], does: "Close, back to where you were" },
	{ keys: ["[", "]"], does: "Range of dates back or forth" },
	{ keys: ["t"], does: "Today" },
	{ keys: ["?"], does: "This list" },
];

interface ShortcutsProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** Listens for keys that work everywhere, and shows what they are. */
export function Shortcuts({ open, onOpenChange }: ShortcutsProps) {
	const router = useRouter();
	const chordAt = useRef(0);

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

	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent title="Keyboard shortcuts" description="They work wherever you are not typing.">
				<dl className="flex flex-col">
					{LIST.map(({ keys, does }) => (
						<div
							key={does}
							className="flex items-center justify-between gap-4 border-n6 border-b py-1.5 last:border-b-0"
						>
							<dt>{does}</dt>
							<dd className="flex gap-1">
								{keys.map((key) => (
									<Kbd key={key}>{key}</Kbd>
								))}
							</dd>
						</div>
					))}
				</dl>
			</DialogContent>
		</Dialog>
	);
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
