/** Connections by a few words: account, provider, tenant. For the command palette, so without state, facts and progress in full. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findProvider } from "@/lib/providers/registry";
import type { FoundConnection } from "@/lib/shared/search";
import { visibleConnections, visibleTenants } from "./visible-connections";

/** Those in which every word stands in the account's, the provider's or a visible tenant's name; newest first. Errors: forbidden. */
export async function findConnections(actor: Actor, q: string, limit: number): Promise<FoundConnection[]> {
	assertCan(actor, "connections.read");
	const words = comparable(q)
		.split(/\s+/)
		.filter((word) => word !== "");
	if (words.length === 0) return [];
	const rows = await db().connection.findMany({
		where: visibleConnections(actor),
		select: {
			id: true,
			accountLabel: true,
			provider: true,
			state: true,
			tenants: { where: visibleTenants(actor), select: { name: true } },
		},
		orderBy: { createdAt: "desc" },
	});
	return rows
		.filter(({ accountLabel, provider, tenants }) => {
			const names = [accountLabel, findProvider(provider)?.label ?? provider, ...tenants.map((tenant) => tenant.name)];
			const text = comparable(names.join(" "));
			return words.every((word) => text.includes(word));
		})
		.slice(0, limit)
		.map(({ id, accountLabel, provider, state }) => ({ id, label: accountLabel, provider, state }));
}

function comparable(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
