/** Settings of the whole installation that people may change while it runs. */
import { z } from "zod";

const seconds = z.number().int();

/** How often changes are asked for. Within these bounds each tenant's own rate of change decides. */
export const syncSettings = z
	.strictObject({
		/** Never asked more often than this. */
		pollMinSeconds: seconds.min(30).max(3600),
		/** Never asked less often than this, however quiet a tenant is. */
		pollMaxSeconds: seconds.min(60).max(86_400),
		/** While webhooks of a tenant arrive, the poll is only the backstop and may be this much rarer. */
		webhookFactor: z.number().min(1).max(20),
		/** Earlier states of reservations are kept this many days; 0 keeps them for ever. */
		historyDays: z.number().int().min(0).max(3650),
	})
	.refine((s) => s.pollMinSeconds <= s.pollMaxSeconds, {
		path: ["pollMinSeconds"],
		message: "longer than the longest interval",
	});
export type SyncSettings = z.infer<typeof syncSettings>;

export const DEFAULT_SYNC_SETTINGS: SyncSettings = {
	pollMinSeconds: 30,
	pollMaxSeconds: 900,
	webhookFactor: 5,
	historyDays: 730,
};
