"use client";
import type { Popover as PopoverPrimitive } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { classNames } from "./class-names";
import { OnDemandTrigger } from "./on-demand-trigger";
import { type OpenState, useOnDemand } from "./use-on-demand";

const load = () => import("./popover-primitive").then((module) => module.Popover);

interface PopoverState {
	/** Null until it was opened once. */
	Primitive: typeof PopoverPrimitive | null;
	reach: () => void;
	setOpen: (open: boolean) => void;
}

const PopoverContext = createContext<PopoverState | null>(null);

export function Popover({ children, ...given }: OpenState & { children: ReactNode }) {
	const { code: Primitive, open, setOpen, reach } = useOnDemand(load, given);
	return (
		<PopoverContext value={{ Primitive, reach, setOpen }}>
			{Primitive === null ? (
				children
			) : (
				<Primitive.Root open={open} onOpenChange={setOpen}>
					{children}
				</Primitive.Root>
			)}
		</PopoverContext>
	);
}

/** Use with asChild around a Button, or as the button itself. */
export function PopoverTrigger(props: ComponentProps<"button"> & { asChild?: boolean }) {
	const { Primitive, reach, setOpen } = usePopover();
	if (Primitive !== null) return <Primitive.Trigger {...props} />;
	return <OnDemandTrigger {...props} popup="dialog" onReach={reach} onOpen={() => setOpen(true)} />;
}

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
	const { Primitive } = usePopover();
	if (Primitive === null) return null;
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

function usePopover(): PopoverState {
	const state = useContext(PopoverContext);
	if (state === null) throw new Error("This needs a Popover above it");
	return state;
}
