/** What a worker needs to work off webhooks beside its syncing (scripts/worker.ts joins the two). */
import "server-only";
import { tenantsWithEvents } from "./pending-events";
import { workOffWebhooks } from "./work-off";

export const webhookChore = { task: "work_off_webhooks", due: tenantsWithEvents, run: workOffWebhooks };
