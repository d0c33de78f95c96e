import { createElement, Fragment, type ReactNode } from "react";

/**
 * A sentence with elements in it, kept whole so that a translation may put them elsewhere: `filled("As of {at}.",
 * { at: <Instant … /> })`. A name without a part stays as it is written.
 */
export function filled(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode[] {
	// The pattern's group makes every second piece a name.
	return text.split(/\{(\w+)\}/).map((piece, index) => {
		if (index % 2 === 0) return piece;
		return Object.hasOwn(parts, piece) ? createElement(Fragment, { key: index }, parts[piece]) : `{${piece}}`;
	});
}
