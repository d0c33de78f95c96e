import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { CONTROL } from "./input";

/** The browser's own select: works with every keyboard, screen reader and phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
	return (
		<span className={classNames("relative inline-flex min-w-0", className)}>
			<select {...rest} className={classNames(CONTROL, "h-8 appearance-none truncate pr-7 pl-2.5 max-sm:h-11")}>
				{children}
			</select>
			<Icon
				name="chevron-down"
				className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-n10"
			/>
		</span>
	);
}
