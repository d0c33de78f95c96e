/** The deliveries about one connection's tenants, latest first, and what to enter at the provider so that they come. */
import "server-only";
import type { z } from "zod";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { assertSeesConnection, visibleTenants } from "@/lib/connections/visible-connections";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Provider } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { type WebhookPage, type WebhookSetup, webhookDelivery, type webhookQuery } from "@/lib/shared/webhooks";

/** @throws not_found for a connection outside the actor's scope */
export async function listDeliveries(
	actor: Actor,
	connectionId: string,
	{ limit, cursor }: z.infer<typeof webhookQuery>,
): Promise<WebhookPage> {
	assertCan(actor, "connections.read");
	await assertSeesConnection(actor, connectionId);
	const connection = await db().connection.findUniqueOrThrow({
		where: { id: connectionId },
		select: {
			provider: true,
			method: true,
			tenants: { where: visibleTenants(actor), select: { remoteId: true } },
		},
	});
	const provider = providerById(connection.provider);
	const rows = await db().webhookEvent.findMany({
		where: {
			provider: provider.id,
			account: { in: connection.tenants.map(({ remoteId }) => remoteId) },
			...(cursor === undefined ? {} : { id: { lt: BigInt(cursor) } }),
		},
		orderBy: { id: "desc" },
		take: limit + 1,
	});
	const items = rows.slice(0, limit).map((row) =>
		webhookDelivery.parse({
			id: String(row.id),
			receivedAt: row.receivedAt.toISOString(),
			action: row.action,
			entityType: row.entityType,
			entityId: row.entityId,
			state: row.state,
			note: row.note,
		}),
	);
	return {
		items,
		nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
		setup: connection.method === "oauth" ? setupOf(provider) : null,
	};
}

function setupOf({ id, webhooks }: Provider): WebhookSetup | null {
	if (webhooks === undefined) return null;
	const url = `${env().NEXTAUTH_URL}/api/webhooks/${id}`;
	return { url, userName: webhooks.userName(), missing: webhooks.missingConfiguration(), steps: webhooks.steps(url) };
}
