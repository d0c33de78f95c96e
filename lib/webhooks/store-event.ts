/**
 * Writes deliveries down before they are answered. Those that arrive while a write is under way go together into the
 * next one: a burst costs one commit for many, and the answer still waits for its own row.
 * bench/webhooks.ts measures it.
 */
import "server-only";
import { db } from "@/lib/db/client";

export interface NewEvent {
	provider: string;
	eventKey: string;
	account: string | null;
	action: string;
	entityType: string | null;
	entityId: string | null;
	receivedAt: Date;
	state: "pending" | "done" | "ignored";
	note: string | null;
}

/** One statement takes at most this many. */
const ROWS_AT_ONCE = 500;

interface Waiting {
	event: NewEvent;
	resolve: () => void;
	reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let writing = false;

/** Resolves when the delivery is in the database; a repeat of a known one changes nothing. Rejects when it is not stored. */
export function storeEvent(event: NewEvent): Promise<void> {
	return new Promise((resolve, reject) => {
		waiting.push({ event, resolve, reject });
		if (!writing) void writeWaiting();
	});
}

async function writeWaiting(): Promise<void> {
	writing = true;
	while (waiting.length > 0) {
		const batch = waiting.slice(0, ROWS_AT_ONCE);
		waiting = waiting.slice(ROWS_AT_ONCE);
		try {
			await insert(batch.map(({ event }) => event));
			for (const { resolve } of batch) resolve();
		} catch (error) {
			for (const { reject } of batch) reject(error);
		}
	}
	writing = false;
}

async function insert(events: NewEvent[]): Promise<void> {
	const rows = events.map((event) => ({
		provider: event.provider,
		event_key: event.eventKey,
		account: event.account,
		action: event.action,
		entity_type: event.entityType,
		entity_id: event.entityId,
		received_at: event.receivedAt.toISOString(),
		state: event.state,
		handled_at: event.state === "pending" ? null : event.receivedAt.toISOString(),
		note: event.note,
	}));
	await db().$executeRaw`
		INSERT INTO webhook_event (provider, event_key, account, action, entity_type, entity_id, received_at, state, handled_at, note)
		SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS event(provider text, event_key text, account text,
			action text, entity_type text, entity_id text, received_at timestamptz, state text, handled_at timestamptz, note text)
		ON CONFLICT (provider, event_key) DO NOTHING`;
}
