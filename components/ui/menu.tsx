"use client";
import { Check } from "lucide-react";
import type { DropdownMenu } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { classNames } from "./class-names";
import { OnDemandTrigger } from "./on-demand-trigger";
import { useOnDemand } from "./use-on-demand";

const load = () => import("./menu-primitive").then((module) => module.DropdownMenu);

interface MenuState {
	/** Null until it was opened once. */
	Primitive: typeof DropdownMenu | null;
	reach: () => void;
	setOpen: (open: boolean) => void;
}

const MenuContext = createContext<MenuState | null>(null);

/** A menu of actions. It does not lock the page behind it. */
export function Menu({ children }: { children: ReactNode }) {
	const { code: Primitive, open, setOpen, reach } = useOnDemand(load);
	return (
		<MenuContext value={{ Primitive, reach, setOpen }}>
			{Primitive === null ? (
				children
			) : (
				<Primitive.Root modal={false} open={open} onOpenChange={setOpen}>
					{children}
				</Primitive.Root>
			)}
		</MenuContext>
	);
}

export function MenuTrigger(props: ComponentProps<"button"> & { asChild?: boolean }) {
	const { Primitive, reach, setOpen } = useMenu();
	if (Primitive !== null) return <Primitive.Trigger {...props} />;
	return <OnDemandTrigger {...props} popup="menu" onReach={reach} onOpen={() => setOpen(true)} />;
}

export function MenuContent({ children, align = "end" }: { children: ReactNode; align?: "start" | "end" }) {
	const { Primitive } = useMenu();
	if (Primitive === null) return null;
	return (
		<Primitive.Portal>
			<Primitive.Content
				align={align}
				sideOffset={4}
				collisionPadding={8}
				className="z-50 min-w-48 animate-enter rounded-md border border-n7 bg-n1 p-1 shadow-pop outline-none"
			>
				{children}
			</Primitive.Content>
		</Primitive.Portal>
	);
}

const ITEM =
	"flex min-h-8 select-none items-center gap-2 rounded-sm px-2 text-base outline-none data-highlighted:bg-n4 data-disabled:opacity-50 max-sm:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

export function MenuItem({
	danger = false,
	className,
	...rest
}: ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean }) {
	const Primitive = useLoaded();
	return <Primitive.Item {...rest} className={classNames(ITEM, danger && "text-bad-text", className)} />;
}

export function MenuRadioGroup(props: ComponentProps<typeof DropdownMenu.RadioGroup>) {
	const Primitive = useLoaded();
	return <Primitive.RadioGroup {...props} />;
}

export function MenuRadioItem({ children, ...rest }: ComponentProps<typeof DropdownMenu.RadioItem>) {
	const Primitive = useLoaded();
	return (
		<Primitive.RadioItem {...rest} className={classNames(ITEM, "relative pl-7")}>
			<Primitive.ItemIndicator className="absolute left-2">
				<Check aria-hidden="true" />
			</Primitive.ItemIndicator>
			{children}
		</Primitive.RadioItem>
	);
}

export function MenuLabel({ children }: { children: ReactNode }) {
	const Primitive = useLoaded();
	return <Primitive.Label className="px-2 py-1 text-n10 text-xs">{children}</Primitive.Label>;
}

export function MenuSeparator() {
	const Primitive = useLoaded();
	return <Primitive.Separator className="my-1 h-px bg-n6" />;
}

function useMenu(): MenuState {
	const state = useContext(MenuContext);
	if (state === null) throw new Error("This needs a Menu above it");
	return state;
}

/** Inside the content, which is there only once the code is. */
function useLoaded(): typeof DropdownMenu {
	const { Primitive } = useMenu();
	if (Primitive === null) throw new Error("This belongs into a MenuContent");
	return Primitive;
}
