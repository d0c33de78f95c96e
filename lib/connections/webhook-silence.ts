/** Notices that a tenant's webhooks stopped although there was something to tell (PROVIDERS.md 2.9: they die silently). */
import "server-only";
import type { Transaction } from "@/lib/db/client";

/** Deliveries closer together than this are one: a burst says nothing about the usual gap. */
const BURST_SECONDS = 60;
/** Weight of the newest gap. */
const LEARNING_WEIGHT = 0.2;
const GAP_MAX_SECONDS = 86_400;
/** Silent when nothing came for this many usual gaps … */
const SILENT_AFTER_GAPS = 5;
/** … and at least this long. */
const SILENT_AFTER_SECONDS = 3_600;

interface Remembered {
	webhookAt: Date | null;
	/** Seconds. */
	webhookGap: number | null;
	silentSince: Date | null;
}

/** The usual gap in seconds after one more delivery at `arrivedAt` (epoch milliseconds); null while there is nothing to tell. */
export function usualGap({ webhookAt, webhookGap, silentSince }: Remembered, arrivedAt: number): number | null {
	// The gap of a silence is not a usual one.
	if (webhookAt === null || silentSince !== null) return webhookGap;
	const seconds = Math.min(GAP_MAX_SECONDS, (arrivedAt - webhookAt.getTime()) / 1000);
	if (seconds < BURST_SECONDS) return webhookGap;
	return webhookGap === null ? seconds : webhookGap + (seconds - webhookGap) * LEARNING_WEIGHT;
}

/** Whether nothing came for too long, given that something happened meanwhile. */
export function isSilent({ webhookAt, webhookGap }: Omit<Remembered, "silentSince">, at: Date): boolean {
	if (webhookAt === null) return false;
	const seconds = (at.getTime() - webhookAt.getTime()) / 1000;
	return seconds > Math.max(SILENT_AFTER_SECONDS, SILENT_AFTER_GAPS * (webhookGap ?? 0));
}

/**
 * Called when a poll has found changes that no webhook had told of. Returns whether webhooks are silent now; the next
 * delivery ends it (lib/webhooks/note-arrival.ts).
 */
export async function noteSilence(tx: Transaction, tenant: Remembered & { id: string }, at: Date): Promise<boolean> {
	if (tenant.silentSince !== null) return true;
	if (!isSilent(tenant, at)) return false;
	// A delivery that came in just now wins.
	const marked = await tx.tenant.updateMany({
		where: { id: tenant.id, webhookAt: tenant.webhookAt, silentSince: null },
		data: { silentSince: at },
	});
	return marked.count === 1;
}
