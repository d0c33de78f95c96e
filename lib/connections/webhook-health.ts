/** Whether a tenant's webhooks come, told from what the tenant row remembers of them. Pure: no database, no clock. */
import "server-only";
import type { Provider } from "@/lib/providers/provider";
import type { WebhookHealth } from "@/lib/shared/connections";

/** What webhooks leave behind on a tenant row. */
export interface WebhookMemory {
	webhookAt: Date | null;
	silentSince: Date | null;
}

/** Webhooks belong to OAuth grants: a token pasted by hand gets none (PROVIDERS.md 2.9). */
export function webhooksAreSetUp(provider: Provider, method: string): boolean {
	return provider.webhooks !== undefined && method === "oauth" && provider.webhooks.missingConfiguration().length === 0;
}

/** @param method of the tenant's connection: "oauth" or "manual". */
export function webhookHealthOf(provider: Provider, method: string, tenant: WebhookMemory): WebhookHealth {
	const lastAt = tenant.webhookAt?.toISOString() ?? null;
	if (!webhooksAreSetUp(provider, method)) return { state: "off", lastAt, silentSince: null };
	if (tenant.silentSince !== null) return { state: "silent", lastAt, silentSince: tenant.silentSince.toISOString() };
	return { state: lastAt === null ? "expected" : "arriving", lastAt, silentSince: null };
}
