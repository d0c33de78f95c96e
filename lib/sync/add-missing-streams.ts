/** After an upgrade: tenants that are followed already get the streams that came with it; what they have stays as it is. */
import "server-only";
import { now } from "@/lib/clock";
import { LIVE_STATES } from "@/lib/connections/connection-state";
import { missingStreams } from "@/lib/connections/streams";
import { db } from "@/lib/db/client";
import { provider } from "@/lib/providers/registry";

/** New repeating streams begin at a random time within this, so that an upgrade is no rush. */
const BEGIN_WITHIN_MS = 60 * 60_000;

export async function addMissingStreams(): Promise<void> {
	const tenants = await db().tenant.findMany({
		where: { included: true, connection: { state: { in: [...LIVE_STATES] } } },
		select: {
			id: true,
			provider: true,
			connectionId: true,
			streams: { select: { kind: true, completedAt: true } },
		},
	});
	for (const tenant of tenants) {
		// A tenant without any stream was stopped on purpose.
		if (tenant.streams.length === 0) continue;
		const at = new Date(now().getTime() + Math.random() * BEGIN_WITHIN_MS);
		const rows = missingStreams(provider(tenant.provider), tenant, at);
		if (rows.length > 0) await db().stream.createMany({ data: rows, skipDuplicates: true });
	}
}
