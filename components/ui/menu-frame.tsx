"use client";
import { DropdownMenu } from "radix-ui";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { portalBody } from "./portal-body";

interface MenuFrameProps {
	trigger: ReactElement;
	open: boolean;
	onOpenChange: (open: boolean) => void;
	align?: "start" | "end";
	/** It was opened by a key before this code was there, which Radix cannot know. */
	openedByKey: boolean;
	children: ReactNode;
}

/** Loaded with the first menu that opens. */
export function MenuFrame({ trigger, open, onOpenChange, align = "end", openedByKey, children }: MenuFrameProps) {
	const content = useRef<HTMLDivElement>(null);
	const first = useRef(openedByKey);
	useEffect(() => {
		if (!first.current) return;
		first.current = false;
		// After Radix has put the focus on the menu itself.
		requestAnimationFrame(() => content.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus());
	}, []);
	return (
		<DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
			<DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
			<DropdownMenu.Portal container={portalBody()}>
				<DropdownMenu.Content
					ref={content}
					align={align}
					sideOffset={4}
					collisionPadding={8}
					className="z-50 min-w-48 rounded-md border border-n7 bg-n1 p-1 shadow-pop outline-none"
				>
					{children}
				</DropdownMenu.Content>
			</DropdownMenu.Portal>
		</DropdownMenu.Root>
	);
}
