"use client";
import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** A menu of actions. It does not lock the page behind it. */
export function Menu(props: ComponentProps<typeof Primitive.Root>) {
	return <Primitive.Root modal={false} {...props} />;
}
export const MenuTrigger = Primitive.Trigger;
export const MenuRadioGroup = Primitive.RadioGroup;

export function MenuContent({ children, align = "end" }: { children: ReactNode; align?: "start" | "end" }) {
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
}: ComponentProps<typeof Primitive.Item> & { danger?: boolean }) {
	return <Primitive.Item {...rest} className={classNames(ITEM, danger && "text-bad-text", className)} />;
}

export function MenuRadioItem({ children, ...rest }: ComponentProps<typeof Primitive.RadioItem>) {
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
	return <Primitive.Label className="px-2 py-1 text-n10 text-xs">{children}</Primitive.Label>;
}

export function MenuSeparator() {
	return <Primitive.Separator className="my-1 h-px bg-n6" />;
}
