"use client";
import { usePathname, useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useMemo } from "react";
import { useAddress } from "@/components/shell/use-address";
import { changeView, readView, type View, type ViewChange } from "./view-state";

export interface ViewControl {
	view: View;
	/** Each change is a step that back undoes. */
	show: (change: ViewChange) => void;
	/** The address of a change, for links. */
	hrefOf: (change: ViewChange) => string;
}

/** How many steps on this page lie behind the present one; kept with each step, so that it survives back and forward. */
const STEPS = "reservationSteps";

/** The view lives in the URL. Esc clears what is chosen, then leaves for where one came from, past all steps on this page. */
export function useView(): ViewControl {
	const { text, latest, write } = useAddress();
	const pathname = usePathname();
	const router = useRouter();
	const view = useMemo(() => readView(new URLSearchParams(text)), [text]);

	const hrefOf = useCallback(
		(change: ViewChange) => {
			const next = changeView(new URLSearchParams(text), change);
			return next === "" ? pathname : `${pathname}?${next}`;
		},
		[text, pathname],
	);
	const show = useCallback(
		(change: ViewChange) => {
			const next = changeView(new URLSearchParams(latest()), change);
			if (next === changeView(new URLSearchParams(latest()), {})) return;
			// Drawing a group takes longer than an answer to a press may.
			startTransition(() => write(next, "push", { [STEPS]: stepsBehind() + 1 }));
		},
		[latest, write],
	);

	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.key !== "Escape" || event.defaultPrevented) return;
			if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=menu]") !== null)
				return;
			if (document.querySelector("[role=dialog]") !== null) return;
			// What was asked for last, drawn or not: else Esc right after forward would leave the page.
			const { choice, night } = readView(new URLSearchParams(latest()));
			if (choice !== null || night !== null) show({ choice: null, night: null });
			else if (window.history.length > stepsBehind() + 1) window.history.go(-stepsBehind() - 1);
			else router.push("/reservations");
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [latest, show, router]);

	return useMemo(() => ({ view, show, hrefOf }), [view, show, hrefOf]);
}

function stepsBehind(): number {
	const state: unknown = window.history.state;
	if (typeof state !== "object" || state === null || !(STEPS in state)) return 0;
	return typeof state[STEPS] === "number" ? state[STEPS] : 0;
}
