"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False on the server and until React has taken over the page: a form sent before that would leave by the browser's own way. */
export function useReady(): boolean {
	return useSyncExternalStore(
		never,
		() => true,
		() => false,
	);
}
