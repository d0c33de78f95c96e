/** What the arrival of deliveries itself says: that they come, and how often. Silence is told from it. */
import "server-only";
import { usualGap } from "@/lib/connections/webhook-silence";
import { db } from "@/lib/db/client";
import type { PendingEvent } from "./pending-events";

/** Remembers when the newest came and learns the usual gap; ends a silence. Deliveries seen before count once only. */
export async function noteArrival(tenantId: string, events: readonly PendingEvent[]): Promise<void> {
	const times = events.filter(({ seenBefore }) => !seenBefore).map(({ receivedAt }) => receivedAt.getTime());
	if (times.length === 0) return;
	// Not by spreading: a burst holds thousands.
	const first = times.reduce((least, time) => Math.min(least, time));
	const last = times.reduce((most, time) => Math.max(most, time));
	await db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT 1 FROM tenant WHERE id = ${tenantId} FOR UPDATE`;
		const tenant = await tx.tenant.findUnique({
			where: { id: tenantId },
			select: { webhookAt: true, webhookGap: true, silentSince: true },
		});
		if (tenant === null) return;
		const newest = Math.max(last, tenant.webhookAt?.getTime() ?? 0);
		await tx.tenant.update({
			where: { id: tenantId },
			data: { webhookAt: new Date(newest), webhookGap: usualGap(tenant, first), silentSince: null },
		});
	});
}
