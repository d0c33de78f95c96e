/** Reads contact records that the provider keeps apart from reservations, nearest arrival first, from idle allowance only. */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { ProviderError } from "@/lib/errors";
import type { CanonicalPerson } from "@/lib/providers/canonical";
import { pickContacts, storeContact } from "@/lib/reservations/store-contact";
import { todayIn } from "@/lib/shared/dates";
import { mustGiveWay } from "./give-way";
import { holdLease } from "./lease";
import type { RunContext, SliceEnd } from "./run-context";

const BATCH = 10;

/** `finished` when no contact is missing any more. Errors: as withAccess. */
export async function runContacts(context: RunContext, sliceEnds: number): Promise<SliceEnd> {
	const { stream, tenant } = context;
	for (;;) {
		const today = todayIn(tenant.timeZone, now());
		const personIds = await pickContacts(stream.tenantId, BATCH, today);
		if (personIds.length === 0) return "finished";
		for (const personId of personIds) {
			const contact = await fetchContact(context, personId);
			await storeOne(context, personId, contact);
			if (await mustGiveWay(context, sliceEnds)) return "paused";
		}
	}
}

/** Null: the provider has no such record (any more). */
async function fetchContact({ stream, tenant, signal }: RunContext, personId: string): Promise<CanonicalPerson | null> {
	try {
		return await withAccess(stream.connectionId, { lane: "idle", signal }, async (access, provider) => {
			if (provider.fetchContact === undefined) throw new Error(`${provider.id} has no contact records`);
			return provider.fetchContact(access, tenant, personId);
		});
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return null;
		throw error;
	}
}

async function storeOne(
	{ stream, runId }: RunContext,
	personId: string,
	contact: CanonicalPerson | null,
): Promise<void> {
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		await storeContact(tx, stream.tenantId, personId, contact);
		await tx.run.update({
			where: { id: runId },
			data: { requests: { increment: 1 }, updated: { increment: 1 }, heartbeatAt: now() },
		});
	});
}
