/** Keeps what must survive a restart of the demo: tokens, consents, and the changes applied to the world. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Subscription } from "./ownerrez/subscriptions";
import type { OwnerrezTokensState } from "./ownerrez/tokens";
import type { GrantsState } from "./rezstream/grants";
import type { OidcRows } from "./rezstream/oidc-store";
import type { Settings } from "./settings";
import type { AppliedChange } from "./world/changes";
import type { WorldOptions } from "./world/world";

const STATE_VERSION = 1;
const DEBOUNCE_MS = 1000;

export interface SavedState {
	version: typeof STATE_VERSION;
	world: WorldOptions;
	changes: AppliedChange[];
	settings: Settings;
	signingKey: JsonWebKey;
	rezstream: { oidc: OidcRows; grants: GrantsState };
	ownerrez: {
		tokens: OwnerrezTokensState;
		subscriptions: Subscription[];
		accounts: [string, [string, number][]][];
	};
}

/** The state of an earlier run, or null when there is none. A damaged file is an error: it is never overwritten unseen. */
export function loadState(path: string): SavedState | null {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
	try {
		const state = JSON.parse(text) as SavedState;
		if (state.version !== STATE_VERSION) throw new Error(`state version ${String(state.version)}`);
		return state;
	} catch (cause) {
		throw new Error(`The sandbox state file ${path} cannot be read. Delete it to start afresh.`, { cause });
	}
}

export class StateFile {
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly path: string,
		private readonly collect: () => SavedState,
	) {
		mkdirSync(dirname(path), { recursive: true });
	}

	/** Writes soon; many changes in a row become one write. */
	changed(): void {
		if (this.timer) return;
		this.timer = setTimeout(() => this.flush(), DEBOUNCE_MS);
		this.timer.unref();
	}

	flush(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		const partial = `${this.path}.partial`;
		writeFileSync(partial, JSON.stringify(this.collect()), { mode: 0o600 });
		renameSync(partial, this.path);
	}
}
