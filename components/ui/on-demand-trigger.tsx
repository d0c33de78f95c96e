"use client";
import { type ComponentProps, cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement } from "react";

interface OnDemandTriggerProps {
	/** The button. */
	children: ReactElement;
	/** What it opens. */
	popup: "dialog" | "menu";
	onReach: () => void;
	/** `byKey`: not by a pointer, so that the focus should show where it goes. */
	onOpen: (byKey: boolean) => void;
}

/** Makes a button stand in for a trigger until what it opens was opened once; then the real one takes over. */
export function OnDemandTrigger({ children, popup, onReach, onOpen }: OnDemandTriggerProps) {
	return cloneElement(children as ReactElement<ComponentProps<"button">>, {
		"aria-haspopup": popup,
		"aria-expanded": false,
		onPointerEnter: onReach,
		onFocus: onReach,
		// A key presses a button without a place.
		onClick: (event: MouseEvent) => onOpen(event.detail === 0),
		...(popup === "menu" && {
			onKeyDown: (event: KeyboardEvent) => {
				if (event.key !== "ArrowDown") return;
				event.preventDefault();
				onOpen(true);
			},
		}),
	});
}
