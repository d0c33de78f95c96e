"use client";
import { type ComponentType, type ReactElement, startTransition, useCallback } from "react";
import { OnDemandTrigger } from "./on-demand-trigger";
import type { PopoverFrameProps } from "./popover-frame";
import { useOnDemand } from "./use-on-demand";

const loadFrame = () => import("./popover-frame").then((module) => module.PopoverFrame);

/** What stands in a popover is told how to close it. */
export interface InPopover {
	close: () => void;
}

interface PopoverProps<Content extends object>
	extends Pick<PopoverFrameProps, "label" | "align" | "className" | "flush"> {
	/** The button that opens it. */
	trigger: ReactElement;
	/** Fetches what stands in it, when the button is first reached. One function for all renderings. */
	load: () => Promise<ComponentType<Content & InPopover>>;
	content: Content;
}

/** A button, and a small panel beside it whose code nobody waits for before. */
export function Popover<Content extends object>({ trigger, load, content, ...frame }: PopoverProps<Content>) {
	const loadAll = useCallback(() => Promise.all([loadFrame(), load()]), [load]);
	const { code, open, setOpen, reach } = useOnDemand(loadAll);
	if (code === null) {
		return (
			<OnDemandTrigger popup="dialog" onReach={reach} onOpen={() => setOpen(true)}>
				{trigger}
			</OnDemandTrigger>
		);
	}
	const [Frame, Body] = code;
	// What stands in it is drawn behind the press; it closes at once.
	const change = (next: boolean) => (next ? startTransition(() => setOpen(true)) : setOpen(false));
	return (
		<Frame {...frame} trigger={trigger} open={open} onOpenChange={change}>
			<Body {...content} close={() => setOpen(false)} />
		</Frame>
	);
}
