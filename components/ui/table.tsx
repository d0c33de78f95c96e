import type { ComponentProps } from "react";
import { classNames } from "./class-names";

interface TableProps extends ComponentProps<"table"> {
	/** Name for screen readers. */
	label: string;
	/** Own height and scrolling, with the head staying in view; otherwise the page scrolls and the head stops below the top bar. */
	boxed?: boolean;
}

/** Dense table: 36 px rows, sticky head. Scrolls sideways inside itself on narrow screens. */
export function Table({ label, boxed = false, className, children, ...rest }: TableProps) {
	return (
		<section
			aria-label={label}
			// It may scroll, sideways or in its box: reachable by keyboard (WCAG 2.1.1).
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is what the rule makes an exception for
			tabIndex={0}
			// Paper does not scroll: there everything is shown, in small letters so that it fits.
			className={classNames(
				"relative print:max-h-none print:overflow-visible",
				boxed ? "max-h-[70dvh] overflow-auto" : "max-lg:overflow-x-auto",
			)}
		>
			<table
				{...rest}
				aria-label={label}
				data-boxed={boxed || undefined}
				className={classNames(
					"group/table w-full border-separate border-spacing-0 text-left text-base print:text-xs",
					className,
				)}
			>
				{children}
			</table>
		</section>
	);
}

export function THead({ className, ...rest }: ComponentProps<"thead">) {
	return (
		<thead
			{...rest}
			className={classNames("sticky z-10 bg-n1 group-data-boxed/table:top-0 lg:top-(--bar) max-lg:top-0", className)}
		/>
	);
}

export function TBody(props: ComponentProps<"tbody">) {
	return <tbody {...props} />;
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
	return <tr {...rest} className={classNames("group/row hover:bg-n2", className)} />;
}

interface CellProps {
	/** Figures: right-aligned, of one width. */
	numeric?: boolean;
}

export function Th({ numeric = false, className, scope, ...rest }: ComponentProps<"th"> & CellProps) {
	return (
		<th
			{...rest}
			scope={scope ?? "col"}
			className={classNames(
				"h-8 whitespace-nowrap border-n6 border-b px-2 text-left align-middle font-medium text-n10 text-xs first:pl-3 last:pr-3",
				numeric && "text-right",
				className,
			)}
		/>
	);
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<"td"> & CellProps) {
	return (
		<td
			{...rest}
			className={classNames(
				"h-9 border-n6 border-b px-2 py-1 align-middle first:pl-3 last:pr-3",
				numeric && "num whitespace-nowrap text-right",
				className,
			)}
		/>
	);
}
