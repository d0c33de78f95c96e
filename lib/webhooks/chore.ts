/** What a worker needs to work off webhooks beside its syncing (scripts/worker.ts joins the two). */
import "server-only";
import { tenantsWithEvents } from "./pending-events";
import { workOffWebhooks } from "./work-off";

const TENANTS_AT_ONCE = 50;

export const webhookChore = {
	task: "work_off_webhooks",
	due: async () =>
		(await tenantsWithEvents(TENANTS_AT_ONCE)).map(({ tenantId, connectionId }) => ({ id: tenantId, connectionId })),
	run: workOffWebhooks,
};
