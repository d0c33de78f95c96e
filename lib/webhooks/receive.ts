/** Takes a delivery in: proven, read as far as a hint goes, written down. What it means is worked off later (work-off.ts). */
import "server-only";
import { createHash } from "node:crypto";
import { now } from "@/lib/clock";
import { ProviderError } from "@/lib/errors";
import type { ProviderWebhooks, WebhookMeaning } from "@/lib/providers/provider";
import { findProvider } from "@/lib/providers/registry";
import { storeEvent } from "./store-event";

/** Largest body that is read. */
export const MAX_DELIVERY_BYTES = 1024 * 1024;

const HOUR_MS = 3_600_000;

/** Whether this provider sends webhooks at all. */
export function takesWebhooks(providerId: string): boolean {
	return webhooksOf(providerId) !== null;
}

/** Whether the delivery proves that it comes from the provider. False for a provider that sends none. */
export function isGenuine(providerId: string, headers: Headers): boolean {
	return webhooksOf(providerId)?.verify(headers) ?? false;
}

/**
 * Stores what a genuine delivery hints at, never its body. A repeat has no second effect. Returns false when the body is
 * no delivery. Rejects when it could not be stored: then the sender must not be told that it was.
 */
export async function takeDelivery(providerId: string, body: string): Promise<boolean> {
	const webhooks = webhooksOf(providerId);
	if (webhooks === null) throw new Error(`${providerId} sends no webhooks`);
	const receivedAt = now();
	try {
		const hint = webhooks.parse(body);
		await storeEvent({
			provider: providerId,
			eventKey: hint.eventId ?? keyOf(body, receivedAt),
			account: hint.account,
			action: hint.action,
			entityType: hint.entityType,
			entityId: hint.entityId,
			receivedAt,
			...firstState(webhooks.meaning(hint.action, hint.entityType)),
		});
		return true;
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "unexpected_shape") return false;
		throw error;
	}
}

function webhooksOf(providerId: string): ProviderWebhooks | null {
	return findProvider(providerId)?.webhooks ?? null;
}

/** A delivery without an id is the same again when it says the same within the hour. */
function keyOf(body: string, receivedAt: Date): string {
	const hour = Math.floor(receivedAt.getTime() / HOUR_MS);
	return `sha256:${createHash("sha256").update(body).digest("hex")}@${hour}`;
}

function firstState(meaning: WebhookMeaning): { state: "pending" | "done" | "ignored"; note: string | null } {
	if (meaning === "test") return { state: "done", note: "The test arrived: webhooks reach Rezdeck." };
	if (meaning === "other") return { state: "ignored", note: "Nothing that Rezdeck follows." };
	return { state: "pending", note: null };
}
