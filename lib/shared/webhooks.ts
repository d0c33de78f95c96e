/** Deliveries of webhooks as people see them: what came, never what was in it, and how they are set up. */
import { z } from "zod";

export const webhookDelivery = z.object({
	id: z.string(),
	receivedAt: z.string(),
	/** The provider's own words. */
	action: z.string(),
	entityType: z.string().nullable(),
	entityId: z.string().nullable(),
	state: z.enum(["pending", "done", "ignored", "failed"]),
	/** What came of it, in words; null while nobody has looked at it. */
	note: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** What to enter at the provider. The password is never shown. */
export const webhookSetup = z.object({
	url: z.string(),
	userName: z.string().nullable(),
	/** Environment variables to set before deliveries are accepted; empty: ready. */
	missing: z.array(z.string()),
	steps: z.array(z.string()),
});
export type WebhookSetup = z.infer<typeof webhookSetup>;

export const webhookPage = z.object({
	items: z.array(webhookDelivery),
	nextCursor: z.string().nullable(),
	/** Null: this connection gets no webhooks, by its provider or by its method. */
	setup: webhookSetup.nullable(),
});
export type WebhookPage = z.infer<typeof webhookPage>;

export const webhookQuery = z.strictObject({
	limit: z.coerce.number().int().min(1).max(200).default(20),
	cursor: z
		.string()
		.regex(/^\d{1,18}$/, "not a cursor of this list")
		.optional(),
});
