"use client";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

/** The entries of a menu. Import them only in what a Menu loads. */

const ITEM =
	"flex min-h-8 select-none items-center gap-2 rounded-sm px-2 text-base outline-none data-highlighted:bg-n4 data-disabled:opacity-50 max-sm:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

export function MenuItem({
	danger = false,
	className,
	...rest
}: ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean }) {
	return <DropdownMenu.Item {...rest} className={classNames(ITEM, danger && "text-bad-text", className)} />;
}

export const MenuRadioGroup = DropdownMenu.RadioGroup;

export function MenuRadioItem({ children, ...rest }: ComponentProps<typeof DropdownMenu.RadioItem>) {
	return (
		<DropdownMenu.RadioItem {...rest} className={classNames(ITEM, "relative pl-7")}>
			<DropdownMenu.ItemIndicator className="absolute left-2">
				<Icon name="check" />
			</DropdownMenu.ItemIndicator>
			{children}
		</DropdownMenu.RadioItem>
	);
}

export function MenuLabel({ children }: { children: ReactNode }) {
	return <DropdownMenu.Label className="px-2 py-1 text-n10 text-xs">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
	return <DropdownMenu.Separator className="my-1 h-px bg-n6" />;
}
