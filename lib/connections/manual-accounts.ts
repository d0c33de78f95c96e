/**
 * Some providers let one address reach only so many accounts a day with manual tokens (PROVIDERS.md 2.2). We count the
 * accounts ourselves and refuse the next one before any call, because a refused call may cost the allowance (F-43).
 */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Provider } from "@/lib/providers/provider";
import { keyedHash } from "@/lib/vault/vault";

const DAY_MS = 24 * 60 * 60_000;

/** Takes a place for this account among today's, or throws `conflict` naming the rule and when a place is free. */
export async function claimManualAccount(provider: Provider, username: string | null): Promise<void> {
	if (provider.manualAccountsPerDay === null) return;
	const limit = provider.manualAccountsPerDay;
	const accountHash = hashAccount(provider, username);
	const at = now();
	const freeAt = await db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`manual:${provider.id}`}, 0))`;
		const others = await tx.manualAccountUse.findMany({
			where: {
				provider: provider.id,
				accountHash: { not: accountHash },
				lastUsedAt: { gt: new Date(at.getTime() - DAY_MS) },
			},
			orderBy: { lastUsedAt: "asc" },
		});
		const blocking = others[others.length - limit];
		if (blocking !== undefined) return new Date(blocking.lastUsedAt.getTime() + DAY_MS);
		await tx.manualAccountUse.upsert({
			where: { provider_accountHash: { provider: provider.id, accountHash } },
			create: { provider: provider.id, accountHash, lastUsedAt: at },
			update: { lastUsedAt: at },
		});
		return null;
	});
	if (freeAt !== null) {
		throw new AppError(
			"conflict",
			`${provider.id}: ${limit} manual accounts in use`,
			`${provider.label} lets one address reach only ${limit} accounts within 24 hours with personal tokens, and this installation already uses ${limit}. Connect this account through OAuth, or revoke one of the others and try again after ${freeAt.toISOString().slice(0, 16).replace("T", " ")} UTC.`,
		);
	}
}

/** Notes that an account was reached, so that its place stays taken. */
export async function recordManualUse(provider: Provider, username: string | null): Promise<void> {
	if (provider.manualAccountsPerDay === null) return;
	const at = now();
	await db().$executeRaw`
		INSERT INTO manual_account_use (provider, account_hash, last_used_at)
		VALUES (${provider.id}, ${hashAccount(provider, username)}, ${at})
		ON CONFLICT (provider, account_hash) DO UPDATE SET last_used_at = excluded.last_used_at
		WHERE manual_account_use.last_used_at < ${new Date(at.getTime() - 60_000)}`;
}

function hashAccount(provider: Provider, username: string | null): string {
	return keyedHash(`manual-account:${provider.id}`, (username ?? "").trim().toLowerCase());
}
