/**
 * Renews a connection's access token: one request for all callers in all processes (F-33, F-34, F-36).
 * A lease in the credential row admits one refresher; its result is written only on the generation it read; the losers
 * wait and use what the winner stored. `invalid_grant` is final only when nobody stored a newer generation meanwhile.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError, PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { CallContext, GrantedTokens, Provider, TokenSet } from "@/lib/providers/provider";
import { moveConnection } from "./connection-state";
import { type OpenCredential, openCredential, sealTokens } from "./credentials";
import { isOutdated, noteNewestTokens } from "./rotation-ledger";

/** Longer than the deadline of one request (30 s); counted anew before each request of the renewal (F-34). */
const LEASE_SECONDS = 75;
const WAIT_FOR_WINNER_MS = 90_000;
const POLL_MIN_MS = 120;
const POLL_SPREAD_MS = 180;
const FIRST_RETRY_MS = 15_000;
const MAX_RETRY_MS = 10 * 60_000;
/** Detail of the error when a restored backup holds a token that was renewed since (S-47). */
const RESTORED = "restored_backup";

/** Callers of one process share one wait. */
const underWay = new Map<string, Promise<OpenCredential>>();

/**
 * @param seen the credential the caller read; a newer generation in the database is returned without any request
 * @returns the credential to use now
 * @throws ProviderError grant_invalid (connection is then `needs_reconnect`), or what the token endpoint answered
 */
export function refreshCredential(
	connectionId: string,
	provider: Provider,
	seen: OpenCredential,
	context: (tokens: TokenSet) => CallContext,
): Promise<OpenCredential> {
	const key = `${connectionId}:${seen.generation}`;
	const running = underWay.get(key);
	if (running !== undefined) return running;
	const started = refreshOnce(connectionId, provider, seen, context).finally(() => underWay.delete(key));
	underWay.set(key, started);
	return started;
}

async function refreshOnce(
	connectionId: string,
	provider: Provider,
	seen: OpenCredential,
	context: (tokens: TokenSet) => CallContext,
): Promise<OpenCredential> {
	const owner = randomUUID();
	const deadline = Date.now() + WAIT_FOR_WINNER_MS;
	while (Date.now() < deadline) {
		if (await takeLease(connectionId, seen.generation, owner)) {
			return refreshWithLease(connectionId, provider, seen, owner, context);
		}
		const current = await openCredential(db(), connectionId);
		if (current === null) throw disconnected(connectionId);
		if (current.generation !== seen.generation) return current;
		await sleep(POLL_MIN_MS + Math.random() * POLL_SPREAD_MS);
	}
	throw byAnother(provider);
}

function byAnother(provider: Provider): ProviderError {
	return new ProviderError(provider.id, "timeout", { detail: "refresh_by_another_process" });
}

async function refreshWithLease(
	connectionId: string,
	provider: Provider,
	seen: OpenCredential,
	owner: string,
	context: (tokens: TokenSet) => CallContext,
): Promise<OpenCredential> {
	if (await isOutdated(connectionId, seen)) {
		const detail = { detail: RESTORED };
		return refreshFailed(connectionId, provider, seen, owner, new ProviderError(provider.id, "grant_invalid", detail));
	}
	let granted: GrantedTokens;
	try {
		// The token endpoint's answers say nothing about the provider's API.
		const { onAnswer: _, ...base } = context(seen.tokens);
		const beforeRequest = async () => {
			await base.beforeRequest();
			if (!(await extendLease(connectionId, owner))) throw byAnother(provider);
		};
		const answer = provider.refresh({ ...base, beforeRequest });
		if (answer === null) throw new ProviderError(provider.id, "unauthorized", { detail: "no_refresh_token" });
		granted = await answer;
	} catch (error) {
		if (!(error instanceof ProviderError)) {
			await releaseLease(connectionId, owner);
			throw error;
		}
		return refreshFailed(connectionId, provider, seen, owner, error);
	}
	const tokens: TokenSet = {
		...seen.tokens,
		accessToken: granted.accessToken,
		refreshToken: granted.refreshToken ?? seen.tokens.refreshToken,
	};
	const expiresAt = granted.expiresAt === null ? null : new Date(granted.expiresAt);
	const stored = await db().credential.updateMany({
		where: { connectionId, generation: seen.generation, refreshLeaseOwner: owner },
		data: {
			...(await sealTokens(connectionId, tokens)),
			expiresAt,
			generation: seen.generation + 1,
			refreshLeaseUntil: null,
			refreshLeaseOwner: null,
			refreshFailingSince: null,
			refreshRetryAt: null,
			refreshFailures: 0,
		},
	});
	if (stored.count === 1) {
		const renewed = { tokens, generation: seen.generation + 1, expiresAt, savedAt: seen.savedAt };
		// A provider that keeps the refresh token makes older copies of it no worse.
		if (tokens.refreshToken !== seen.tokens.refreshToken) await noteNewestTokens(connectionId, renewed);
		return renewed;
	}
	// Reconnected or revoked meanwhile: what is stored counts, the fresh token is dropped.
	const current = await openCredential(db(), connectionId);
	if (current === null) throw disconnected(connectionId);
	return current;
}

async function refreshFailed(
	connectionId: string,
	provider: Provider,
	seen: OpenCredential,
	owner: string,
	error: ProviderError,
): Promise<OpenCredential> {
	const at = now();
	const isFinal = error.kind === "grant_invalid" || error.kind === "unauthorized";
	const outcome = await db().$transaction(async (tx) => {
		const row = await tx.credential.findUnique({ where: { connectionId } });
		if (row === null || row.generation !== seen.generation) return "superseded" as const;
		const failures = row.refreshFailures + 1;
		await tx.credential.updateMany({
			where: { connectionId, generation: seen.generation, refreshLeaseOwner: owner },
			data: {
				refreshLeaseUntil: null,
				refreshLeaseOwner: null,
				refreshFailures: failures,
				refreshFailingSince: row.refreshFailingSince ?? at,
				refreshRetryAt: new Date(at.getTime() + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))),
			},
		});
		if (!isFinal) return "retry" as const;
		const reason = finalReason(provider, error, row.refreshFailures > 0);
		if (await moveConnection(tx, connectionId, "needs_reconnect", reason, at)) {
			await recordAudit(tx, SYSTEM, {
				action: "connection.needs_reconnect",
				targetType: "connection",
				targetId: connectionId,
				outcome: "failed",
				detail: { cause: error.detail === RESTORED ? RESTORED : error.kind },
			});
		}
		return "final" as const;
	});
	if (outcome === "superseded") {
		const current = await openCredential(db(), connectionId);
		if (current === null) throw disconnected(connectionId);
		return current;
	}
	log.warn({ connectionId, kind: error.kind, final: isFinal }, "token refresh failed");
	throw error;
}

function finalReason(provider: Provider, error: ProviderError, lostAnswer: boolean): string {
	if (error.detail === RESTORED) {
		return `The database was put back to an older state, and this connection's token was renewed since. An outdated token is not sent to ${provider.label}. Reconnect the account.`;
	}
	const text = PROVIDER_ERROR_RULES.grant_invalid.text.replaceAll("{provider}", provider.label);
	return lostAnswer
		? `${text} An earlier renewal got no answer, so ${provider.label} may have issued a token that never arrived here.`
		: text;
}

async function takeLease(connectionId: string, generation: number, owner: string): Promise<boolean> {
	const taken = await db().$executeRaw`
		UPDATE credential
		SET refresh_lease_until = rezdeck_clock() + make_interval(secs => ${LEASE_SECONDS}::float8), refresh_lease_owner = ${owner}
		WHERE connection_id = ${connectionId} AND generation = ${generation}
			AND (refresh_lease_until IS NULL OR refresh_lease_until < rezdeck_clock())`;
	return taken === 1;
}

/** False when it went to somebody else, or the tokens did. */
async function extendLease(connectionId: string, owner: string): Promise<boolean> {
	const held = await db().$executeRaw`
		UPDATE credential SET refresh_lease_until = rezdeck_clock() + make_interval(secs => ${LEASE_SECONDS}::float8)
		WHERE connection_id = ${connectionId} AND refresh_lease_owner = ${owner}`;
	return held === 1;
}

async function releaseLease(connectionId: string, owner: string): Promise<void> {
	await db().credential.updateMany({
		where: { connectionId, refreshLeaseOwner: owner },
		data: { refreshLeaseUntil: null, refreshLeaseOwner: null },
	});
}

export function disconnected(connectionId: string): AppError {
	return new AppError(
		"needs_reconnect",
		`${connectionId} has no credential`,
		"This connection has no token any more. Connect the account again.",
	);
}
