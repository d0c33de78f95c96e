"use client";
import { setNonce } from "get-nonce";

/** Gives the scroll lock of dialogs, which adds a style element, the nonce that the content policy asks for. */
export function StyleNonce({ nonce }: { nonce: string | null }) {
	if (nonce !== null && typeof window !== "undefined") setNonce(nonce);
	return null;
}
