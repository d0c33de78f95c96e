"use client";
import { type ComponentProps, cloneElement, isValidElement, type KeyboardEvent } from "react";

interface OnDemandTriggerProps extends ComponentProps<"button"> {
	/** The only child is the button. */
	asChild?: boolean;
	/** Of what it opens. */
	popup: "dialog" | "menu";
	onReach: () => void;
	onOpen: () => void;
}

/** Stands in for a trigger until what it opens was opened once; then the real one takes over. */
export function OnDemandTrigger({ asChild = false, popup, onReach, onOpen, children, ...rest }: OnDemandTriggerProps) {
	const props = {
		...rest,
		"aria-haspopup": popup,
		"aria-expanded": false,
		"data-state": "closed",
		onPointerEnter: onReach,
		onFocus: onReach,
		onClick: onOpen,
		...(popup === "menu"
			? {
					onKeyDown: (event: KeyboardEvent) => {
						if (event.key !== "ArrowDown") return;
						event.preventDefault();
						onOpen();
					},
				}
			: {}),
	} as const;
	if (asChild && isValidElement<object>(children)) return cloneElement(children, props);
	return (
		<button type="button" {...props}>
			{children}
		</button>
	);
}
