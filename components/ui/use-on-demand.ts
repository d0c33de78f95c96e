"use client";
import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { afterPaint } from "./after-paint";

/**
 * Whether something is open, and the code that shows it, which is loaded when it is first opened. `code` is null until
 * then: what is always in view must do without. `reach` fetches it beforehand, when a pointer or the focus arrives.
 */
export function useOnDemand<Code>(load: () => Promise<Code>, given: OpenState = {}) {
	const { open: wanted, onOpenChange } = given;
	const [code, setCode] = useState<Code | null>(null);
	const [own, setOwn] = useState(false);
	const open = wanted ?? own;
	const asked = useRef(false);
	// Whenever it is drawn: what could not be fetched is tried again then.
	useEffect(() => {
		if (!open || asked.current) return;
		asked.current = true;
		afterPaint(() =>
			load().then(
				// What it shows may take long to draw: the next press goes before it.
				(loaded) => startTransition(() => setCode(() => loaded)),
				() => {
					// Offline, say.
					asked.current = false;
					setOwn(false);
					onOpenChange?.(false);
				},
			),
		);
	});
	const setOpen = useCallback(
		(next: boolean) => {
			setOwn(next);
			onOpenChange?.(next);
		},
		[onOpenChange],
	);
	const reach = useCallback(() => afterPaint(() => void load().catch(() => undefined)), [load]);
	return { code, open, setOpen, reach };
}

export interface OpenState {
	/** Given together: the parent decides. */
	open?: boolean;
	onOpenChange?: (open: boolean) => void;
}
