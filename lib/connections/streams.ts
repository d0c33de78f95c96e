/** The stream rows of a tenant: made when it is connected, woken when somebody wants news, stopped when it is left. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { Provider } from "@/lib/providers/provider";

/** Contact records are a stream of our own: which ones are read, and in which order, is not the provider's to say. */
export const CONTACTS_STREAM = "contacts";

/** Starts a tenant's streams from the beginning; what an earlier connection left of them is replaced. */
export async function createStreams(
	tx: Transaction,
	provider: Provider,
	connectionId: string,
	tenantId: string,
	at: Date,
): Promise<void> {
	await tx.stream.deleteMany({ where: { tenantId } });
	const rows = provider.streams.map((definition) => ({
		kind: definition.kind as string,
		position: definition.order,
		cursor: provider.firstCursor(definition.kind, at),
		// A stream that must wait for others is woken when they have ended.
		nextDueAt: definition.after.length === 0 ? at : null,
	}));
	if (provider.fetchContact !== undefined) {
		rows.push({ kind: CONTACTS_STREAM, position: 90, cursor: null, nextDueAt: at });
	}
	await tx.stream.createMany({ data: rows.map((row) => ({ id: newId("str"), connectionId, tenantId, ...row })) });
}

/** Makes streams due now: those that repeat, and those still waiting out a back-off. Ended ones stay ended. */
export async function wakeStreams(
	tx: Transaction,
	where: { connectionId: string; tenantId?: string },
	at: Date,
): Promise<number> {
	const woken = await tx.stream.updateMany({
		where: { ...where, nextDueAt: { not: null } },
		data: { nextDueAt: at, waiting: null, failures: 0 },
	});
	return woken.count;
}

export async function stopStreams(tx: Transaction, where: { connectionId: string; tenantId?: string }): Promise<void> {
	await tx.stream.updateMany({ where, data: { nextDueAt: null, waiting: null } });
}
