/** The key ring from TOKEN_KEYS (`kid:base64key[,kid2:…]`): the first key writes, all of them read. Keys never leave this folder. */
import "server-only";
import { env } from "@/lib/env";

export interface Keyring {
	current: { id: string; key: Uint8Array };
	find(id: string): Uint8Array | undefined;
	ids: string[];
}

const KEY_BYTES = 32;
const holder = globalThis as unknown as { rezdeckKeyring?: { source: string; ring: Keyring } };

/** Throws an Error that names the bad entry by position and key id, never its content. */
export function keyring(): Keyring {
	const source = env().TOKEN_KEYS;
	if (source === undefined) {
		throw new Error("TOKEN_KEYS is not set. Start with `npm start`, which creates it, or set `kid:base64key`.");
	}
	if (holder.rezdeckKeyring?.source !== source) holder.rezdeckKeyring = { source, ring: parseKeyring(source) };
	return holder.rezdeckKeyring.ring;
}

export function parseKeyring(source: string): Keyring {
	const keys = new Map<string, Uint8Array>();
	for (const [index, entry] of source.split(",").entries()) {
		const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(entry) ?? [];
		if (id === undefined || encoded === undefined) {
			throw new Error(`TOKEN_KEYS: entry ${index + 1} is not of the form kid:base64key`);
		}
		const key = new Uint8Array(Buffer.from(encoded, "base64"));
		if (key.length !== KEY_BYTES) {
			throw new Error(`TOKEN_KEYS: key "${id}" has ${key.length} bytes, needs ${KEY_BYTES}`);
		}
		if (keys.has(id)) throw new Error(`TOKEN_KEYS: key id "${id}" appears twice`);
		keys.set(id, key);
	}
	const [first] = keys;
	if (first === undefined) throw new Error("TOKEN_KEYS is empty");
	return { current: { id: first[0], key: first[1] }, find: (id) => keys.get(id), ids: [...keys.keys()] };
}
