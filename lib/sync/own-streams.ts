/** Streams that are not the provider's feeds but work of our own: one line each plugs a kind into the runs. */
import "server-only";
import { CONTACTS_STREAM, VERIFY_STREAM } from "@/lib/connections/streams";
import { runContacts } from "./run-contacts";
import type { StreamRunner } from "./run-context";
import { runVerify } from "./verify-run";

interface OwnStream {
	run: StreamRunner;
	/** Seconds from its end to the next run; null: it waits until somebody makes it due again. */
	intervalSeconds: number | null;
}

export const OWN_STREAMS: Readonly<Record<string, OwnStream>> = {
	[CONTACTS_STREAM]: { run: runContacts, intervalSeconds: 60 },
	[VERIFY_STREAM]: { run: runVerify, intervalSeconds: null },
};
