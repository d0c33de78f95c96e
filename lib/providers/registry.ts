/** The only place outside a provider's own folder that knows which providers there are. */
import "server-only";
import { ownerrez } from "./ownerrez";
import type { Provider } from "./provider";
import { rezstream } from "./rezstream";

const ALL: readonly Provider[] = [rezstream, ownerrez];

/** Every provider, in the order people see them. */
export function providers(): readonly Provider[] {
	return ALL;
}

/** A provider by an id that came from outside; undefined when there is none. */
export function findProvider(id: string): Provider | undefined {
	return ALL.find((provider) => provider.id === id);
}

/** A provider by an id from our own records. Throws an Error for an unknown one: that is a bug or a row of another version. */
export function provider(id: string): Provider {
	const found = findProvider(id);
	if (found === undefined) throw new Error(`unknown provider "${id}"`);
	return found;
}
