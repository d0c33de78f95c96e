/** The stream rows of a tenant: made when it is connected, woken when somebody wants news, stopped when it is left. */
import "server-only";
import { now } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { Provider } from "@/lib/providers/provider";

/** Contact records are a stream of our own: which ones are read, and in which order, is not the provider's to say. */
export const CONTACTS_STREAM = "contacts";
/** A comparison of the mirror with the provider, when somebody asks for one. */
export const VERIFY_STREAM = "verify";
/** Work of our own beside the provider's feeds: its failures say nothing about whether the mirror is kept up. */
export const OWN_STREAM_KINDS: readonly string[] = [CONTACTS_STREAM, VERIFY_STREAM];

interface TenantStreams {
	id: string;
	connectionId: string;
	streams: readonly { kind: string; completedAt: Date | null }[];
}

/** Starts a tenant's streams from the beginning; what an earlier connection left of them is replaced. */
export async function createStreams(
	tx: Transaction,
	provider: Provider,
	connectionId: string,
	tenantId: string,
	at: Date,
): Promise<void> {
	await tx.stream.deleteMany({ where: { tenantId } });
	await tx.stream.createMany({ data: missingStreams(provider, { id: tenantId, connectionId, streams: [] }, at) });
}

/** The rows that a tenant lacks, due at `at` unless they must wait for others that have not ended. */
export function missingStreams(provider: Provider, tenant: TenantStreams, at: Date) {
	const ended = new Set(tenant.streams.filter(({ completedAt }) => completedAt !== null).map(({ kind }) => kind));
	const rows = provider.streams.map((definition) => ({
		kind: definition.kind as string,
		position: definition.order,
		cursor: provider.firstCursor(definition.kind, at),
		// A stream that must wait for others is woken when they have ended.
		nextDueAt: definition.after.every((kind) => ended.has(kind)) ? at : null,
	}));
	if (provider.fetchContact !== undefined) {
		rows.push({ kind: CONTACTS_STREAM, position: 90, cursor: null, nextDueAt: at });
	}
	return rows
		.filter(({ kind }) => !tenant.streams.some((stream) => stream.kind === kind))
		.map((row) => ({ id: newId("str"), connectionId: tenant.connectionId, tenantId: tenant.id, ...row }));
}

/**
 * Makes streams due now: looks for changes and units, whatever waits out a back-off, and first readings that somebody
 * cancelled. Searches for deletions keep their own time unless they wait; what ended once stays ended.
 */
export async function wakeStreams(
	tx: Transaction,
	where: { connectionId: string; tenantId?: string },
	at: Date,
): Promise<number> {
	const woken = await tx.stream.updateMany({
		where: {
			...where,
			OR: [
				{ nextDueAt: { not: null }, kind: { in: ["inventory", "changed", "blocks"] } },
				{ nextDueAt: { not: null }, completedAt: null },
				{ waiting: { not: null } },
				{ failures: { gt: 0 } },
			],
		},
		data: { nextDueAt: at, waiting: null, failures: 0, failingSince: null },
	});
	return woken.count;
}

/** Nothing of it runs any more. Runs that wait end; one that a worker holds ends at its next request. */
export async function stopStreams(tx: Transaction, where: { connectionId: string; tenantId?: string }): Promise<void> {
	await tx.stream.updateMany({ where, data: { nextDueAt: null, waiting: null } });
	await tx.run.updateMany({
		where: { ...where, state: "waiting" },
		data: { state: "cancelled", message: "Syncing was stopped.", finishedAt: now() },
	});
}
