"use client";
import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { afterPaint } from "./after-paint";

export interface LinkProps extends ComponentProps<"a"> {
	/** A page of Rezdeck. */
	href: string;
	/** False: nothing of the page is fetched before the click; for rows and the like. */
	prefetch?: boolean;
	/** False: the page stays where it is scrolled. */
	scroll?: boolean;
}

/**
 * A link within Rezdeck: the page is drawn in the place of this one. What it takes to go there is asked for when a pointer
 * or the focus arrives. next/link asks for every link in view, and is ten times this size.
 */
export function Link({ href, prefetch = true, scroll, onClick, ...rest }: LinkProps) {
	const router = useRouter();
	const reach = prefetch ? () => router.prefetch(href) : undefined;

	function open(event: MouseEvent<HTMLAnchorElement>) {
		onClick?.(event);
		if (event.defaultPrevented || isForBrowser(event)) return;
		event.preventDefault();
		// The press is seen first: on the way Next fetches, and runs what has come.
		afterPaint(() => router.push(href, { scroll }));
	}

	return <a onPointerEnter={reach} onFocus={reach} {...rest} href={href} onClick={open} />;
}

/** A new tab or window, or a file. */
function isForBrowser({ currentTarget, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent<HTMLAnchorElement>): boolean {
	return (
		metaKey ||
		ctrlKey ||
		shiftKey ||
		altKey ||
		currentTarget.hasAttribute("download") ||
		!["", "_self"].includes(currentTarget.target)
	);
}
