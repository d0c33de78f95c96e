"use client";
import type { MouseEvent, ReactNode } from "react";
import type { ViewControl } from "./use-view";
import type { ViewChange } from "./view-state";

interface ViewLinkProps {
	control: ViewControl;
	to: ViewChange;
	children: ReactNode;
	className?: string;
	title?: string;
}

/** A link to another view of the same reservation: at once in place, and a real address for a new tab. */
export function ViewLink({ control, to, children, className, title }: ViewLinkProps) {
	function onClick(event: MouseEvent) {
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		event.preventDefault();
		control.show(to);
	}
	return (
		<a href={control.hrefOf(to)} onClick={onClick} className={className ?? "link"} title={title}>
			{children}
		</a>
	);
}
