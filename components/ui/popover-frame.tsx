"use client";
import { Popover as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { portalBody } from "./portal-body";

export interface PopoverFrameProps {
	trigger: ReactElement;
	open: boolean;
	onOpenChange: (open: boolean) => void;
	/** Name for screen readers. */
	label: string;
	children: ReactNode;
	align?: "start" | "center" | "end";
	className?: string;
	/** No inner padding: for lists that run to the border. */
	flush?: boolean;
}

/** Loaded with the first popover that opens. */
export function PopoverFrame({
	trigger,
	open,
	onOpenChange,
	label,
	children,
	align = "start",
	className,
	flush = false,
}: PopoverFrameProps) {
	return (
		<Primitive.Root open={open} onOpenChange={onOpenChange}>
			<Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
			<Primitive.Portal container={portalBody()}>
				<Primitive.Content
					aria-label={label}
					align={align}
					sideOffset={4}
					collisionPadding={8}
					className={classNames(
						"z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-n7 bg-n1 shadow-pop outline-none",
						flush ? undefined : "p-3",
						className,
					)}
				>
					{children}
				</Primitive.Content>
			</Primitive.Portal>
		</Primitive.Root>
	);
}
