"use client";
import { type ComponentProps, useEffect, useRef } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { CONTROL } from "./input";

/** The browser's own select: works with every keyboard, screen reader and phone. */
export function Select({ className, children, ...rest }: Omit<ComponentProps<"select">, "ref">) {
	const select = useRef<HTMLSelectElement>(null);
	// What was chosen before this page's script had come was heard by nobody: it is told now. Not at once, since the press
	// that makes React take over is told by the browser itself, after this.
	useEffect(() => {
		const box = select.current;
		const brought = [...(box?.options ?? [])].find((option) => option.defaultSelected);
		if (box === null || brought === undefined || brought.selected) return;
		const chosen = box.value;
		const timer = setTimeout(() => {
			// Drawn again meanwhile, the box shows the choice of before.
			box.value = chosen;
			box.dispatchEvent(new Event("change", { bubbles: true }));
		});
		const heard = () => clearTimeout(timer);
		box.addEventListener("change", heard, { once: true });
		return () => {
			heard();
			box.removeEventListener("change", heard);
		};
	}, []);
	return (
		<span className={classNames("relative inline-flex min-w-0", className)}>
			<select
				// Nor does the browser put back by itself what was chosen on an earlier visit: the address says what is shown.
				autoComplete="off"
				{...rest}
				ref={select}
				className={classNames(CONTROL, "h-8 appearance-none truncate pr-7 pl-2.5 max-sm:h-11")}
			>
				{children}
			</select>
			<Icon
				name="chevron-down"
				className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-n10"
			/>
		</span>
	);
}
