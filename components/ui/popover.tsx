"use client";
import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export const Popover = Primitive.Root;
/** Use with asChild around a Button. */
export const PopoverTrigger = Primitive.Trigger;

interface PopoverContentProps {
	/** Name for screen readers. */
	label: string;
	children: ReactNode;
	align?: "start" | "center" | "end";
	className?: string;
	/** No inner padding: for lists that run to the border. */
	flush?: boolean;
}

export function PopoverContent({ label, children, align = "start", className, flush = false }: PopoverContentProps) {
	return (
		<Primitive.Portal>
			<Primitive.Content
				aria-label={label}
				align={align}
				sideOffset={4}
				collisionPadding={8}
				className={classNames(
					"z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] animate-enter overflow-y-auto rounded-md border border-n7 bg-n1 shadow-pop outline-none",
					flush ? undefined : "p-3",
					className,
				)}
			>
				{children}
			</Primitive.Content>
		</Primitive.Portal>
	);
}
