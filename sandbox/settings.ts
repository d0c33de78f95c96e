/** Switches that tests and the control endpoint may turn while the sandbox runs. */
import { z } from "zod";

export const settingsSchema = z.strictObject({
	/** Serve rezStream list rows without people and invoices: whether they carry them is unknown (PROVIDERS.md 1.5). */
	rezstreamListSummaries: z.boolean(),
	/** Give a `next` link on the last page of `updated` as well: unknown (PROVIDERS.md 1.6). */
	rezstreamUpdatedAlwaysNext: z.boolean(),
	/** Hide rows cancelled from both lists: unknown (PROVIDERS.md 3). */
	rezstreamListsHideCancelled: z.boolean(),
	/** Seconds an access token of rezStream lives. */
	accessTokenSeconds: z.int().min(1),
	/** Rotate refresh tokens: unknown, the design assumes it (PROVIDERS.md 1.1). */
	rezstreamRotateRefresh: z.boolean(),
	/** Take `revocation_endpoint` out of the discovery document (PROVIDERS.md 1.1). */
	discoveryWithoutRevocation: z.boolean(),
	/** Answer a revocation with success and leave the token alive, at both providers. */
	revokeKeepsTokenAlive: z.boolean(),
	/** OwnerRez requests per window and address; 0 switches the limit off (PROVIDERS.md 2.8). */
	ownerRateLimit: z.int().min(0),
	ownerRateWindowSeconds: z.int().min(1),
	ownerTokenPolicy: z.enum(["standard", "none"]),
	/** Seconds an OwnerRez access token of the standard policy lives (30 days, PROVIDERS.md 2.3). */
	ownerTokenSeconds: z.int().min(1),
	/** Whether a refresh kills the old OwnerRez access token at once: unknown (PROVIDERS.md 2.3). */
	ownerRefreshKillsAccess: z.boolean(),
	/** Refuse /v2/payments and its like without a filter: sources conflict (PROVIDERS.md 2.5). */
	ownerPaymentsNeedFilter: z.boolean(),
	/** Order of OwnerRez bookings, which nobody knows (PROVIDERS.md 2.6): as made, or by last change, oldest or newest first. */
	ownerBookingOrder: z.enum(["made", "oldest_change", "newest_change"]),
	/** First waiting time between webhook tries; it doubles (10 tries in about 6 hours, PROVIDERS.md 2.9). */
	webhookRetryBaseMs: z.int().min(1),
	/** Send per-connection subscriptions with the app's Basic credentials: unknown (PROVIDERS.md 2.9). */
	webhookSubscriptionsWithBasic: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export function defaultSettings(): Settings {
	return {
		rezstreamListSummaries: false,
		rezstreamUpdatedAlwaysNext: false,
		rezstreamListsHideCancelled: false,
		accessTokenSeconds: 900,
		rezstreamRotateRefresh: true,
		discoveryWithoutRevocation: false,
		revokeKeepsTokenAlive: false,
		ownerRateLimit: 300,
		ownerRateWindowSeconds: 300,
		ownerTokenPolicy: "standard",
		ownerTokenSeconds: 2_592_000,
		ownerRefreshKillsAccess: false,
		ownerPaymentsNeedFilter: false,
		ownerBookingOrder: "made",
		webhookRetryBaseMs: 40_000,
		webhookSubscriptionsWithBasic: false,
	};
}
