"use client";
import { useSyncExternalStore } from "react";

const PHONE = "(width < 40rem)";

/** Whether the screen is a phone's; false while the server renders. */
export function usePhone(): boolean {
	return useSyncExternalStore(
		subscribe,
		() => window.matchMedia(PHONE).matches,
		() => false,
	);
}

function subscribe(changed: () => void): () => void {
	const media = window.matchMedia(PHONE);
	media.addEventListener("change", changed);
	return () => media.removeEventListener("change", changed);
}
