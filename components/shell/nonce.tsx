"use client";
import { getNonce, setNonce } from "get-nonce";

/**
 * Gives the scroll lock of dialogs, which adds a style element, the nonce that the content policy asks for. Once a
 * document: a later answer of the server carries another nonce, but the document's policy stays the first one's.
 */
export function StyleNonce({ nonce }: { nonce: string | null }) {
	if (nonce !== null && typeof window !== "undefined" && getNonce() === undefined) setNonce(nonce);
	return null;
}
