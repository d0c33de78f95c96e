/**
 * What operators are told while it lasts: "as of 14:03" means that every change that the provider made before 14:03 is
 * in the mirror, or shown as set aside. Asked of the same columns and addresses that the pages show.
 */
import { db } from "@/lib/db/client";
import type { Sandbox } from "@/sandbox/sandbox";
import type { AppliedChange } from "@/sandbox/world/changes";

/** Our request may have left just before the change; stamps of OwnerRez are whole seconds. */
const TOLERANCE_MS = 2_000;

export interface Lie {
	tenant: string;
	asOf: string;
	/** Records that changed before and are older here. */
	records: string[];
}

export class Honesty {
	readonly #changes: AppliedChange[] = [];
	/** When a provider last answered with an empty list that was none: nobody can know better then. */
	readonly #deceived = new Map<string, number>();
	checks = 0;
	readonly lies: Lie[] = [];

	constructor(private readonly sandbox: Sandbox) {}

	changed(changes: readonly AppliedChange[]): void {
		this.#changes.push(...changes);
	}

	deceived(provider: string, at: number): void {
		this.#deceived.set(provider, at);
	}

	/** Looks at every tenant once. */
	async check(): Promise<void> {
		const tenants = await db().tenant.findMany({
			where: { included: true, asOf: { not: null }, connection: { state: { in: ["active", "degraded"] } } },
			select: {
				id: true,
				remoteId: true,
				name: true,
				provider: true,
				asOf: true,
				connection: { select: { createdAt: true } },
			},
		});
		for (const tenant of tenants) {
			const asOf = tenant.asOf?.getTime() ?? 0;
			const deceivedAt = this.#deceived.get(tenant.provider);
			if (deceivedAt !== undefined && asOf < deceivedAt + 60_000) continue;
			this.checks++;
			const late = await this.#missing(tenant, tenant.connection.createdAt.getTime(), asOf - TOLERANCE_MS);
			if (late.length > 0) this.lies.push({ tenant: tenant.name, asOf: new Date(asOf).toISOString(), records: late });
		}
	}

	/**
	 * Ids that changed before `before` and whose last such change the mirror does not have. What changed before the tenant
	 * was connected comes with the first readings, which say themselves how far they are.
	 */
	async #missing(
		tenant: { id: string; remoteId: string; provider: string },
		connectedAt: number,
		before: number,
	): Promise<string[]> {
		const last = new Map<string, number>();
		for (const change of this.#changes) {
			// No feed tells of deletions; the search for them has a period of its own.
			if (change.provider !== tenant.provider || change.tenant !== tenant.remoteId) continue;
			if (change.op === "delete") last.delete(change.id);
			else if (change.at >= connectedAt && change.at < before) last.set(change.id, change.at);
		}
		if (last.size === 0) return [];
		const ids = [...last.keys()];
		const rows = await db().reservation.findMany({
			where: { tenantId: tenant.id, entity: "reservation", remoteId: { in: ids } },
			select: { remoteId: true, remoteUpdatedAt: true },
		});
		const stored = new Map(rows.map((row) => [row.remoteId, row.remoteUpdatedAt?.getTime() ?? 0]));
		const behind = ids.filter((id) => (stored.get(id) ?? 0) < Math.floor((last.get(id) ?? 0) / 1000) * 1000);
		if (behind.length === 0) return [];
		const aside = await db().quarantinedRecord.findMany({
			where: { tenantId: tenant.id, remoteId: { in: behind } },
			select: { remoteId: true },
		});
		const known = new Set(aside.map(({ remoteId }) => remoteId));
		// A record that was deleted meanwhile cannot be read any more.
		const deleted = new Set(
			this.sandbox.control.truth({ provider: tenant.provider as "rezstream", tenant: tenant.remoteId }).deletedIds,
		);
		return behind.filter((id) => !known.has(id) && !deleted.has(id));
	}
}
