/**
 * The only way to use a connection's token. Opens the credential, renews it ahead of expiry, renews once on a 401 that
 * really means a dead token, and retries once. Before each request: is the connection still usable, and does the
 * provider's allowance permit it.
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import type { Lane } from "@/lib/budget/take-request";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError, PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import type { CallContext, Provider, TokenSet } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { SealBroken } from "@/lib/vault/vault";
import { noteAnswer, noteRateLimit, waitForAllowance } from "./allowance";
import { moveConnection, USABLE_STATES } from "./connection-state";
import { type OpenCredential, openCredential } from "./credentials";
import { recordManualUse } from "./manual-accounts";
import { disconnected, refreshCredential } from "./refresh-credential";
import { isOutdated } from "./rotation-ledger";
import { UpstreamGate } from "./upstream-gate";

const PROVEN_EVERY_MS = 60_000;

/** The connection is being revoked, or waits for a person: no further request leaves. */
export class ConnectionStopped extends Error {
	override readonly name = "ConnectionStopped";
}

export interface AccessOptions {
	lane: Lane;
	signal?: AbortSignal;
	/** Called for each request that leaves, for the run's counter. */
	onRequest?: () => void;
}

/**
 * @throws ProviderError from the call, AllowanceUsedUp, ProviderResting, ConnectionStopped, AppError needs_reconnect (no
 * credential)
 */
export async function withAccess<T>(
	connectionId: string,
	options: AccessOptions,
	call: (context: CallContext, provider: Provider) => Promise<T>,
): Promise<T> {
	const connection = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
	if (!USABLE_STATES.some((state) => state === connection.state)) throw new ConnectionStopped(connection.state);
	const provider = providerById(connection.provider);
	const gate = new UpstreamGate(provider);
	const context = (tokens: TokenSet) => callContext(connectionId, provider, tokens, options, gate);
	try {
		return await callWithToken(connectionId, provider, context, call);
	} finally {
		await gate.settle();
	}
}

type ContextOf = (tokens: TokenSet) => CallContext;

async function callWithToken<T>(
	connectionId: string,
	provider: Provider,
	context: ContextOf,
	call: (context: CallContext, provider: Provider) => Promise<T>,
): Promise<T> {
	let credential = await openOrFlag(connectionId);
	if (credential.tokens.method === "manual") await recordManualUse(provider, credential.tokens.username);
	credential = await renewAhead(connectionId, provider, credential, context);
	const attempt = async ({ tokens }: OpenCredential) => {
		try {
			const result = await call(context(tokens), provider);
			await markProven(connectionId);
			return result;
		} catch (error) {
			await noteRateLimit(provider, error);
			throw error;
		}
	};
	try {
		return await attempt(credential);
	} catch (error) {
		if (!(error instanceof ProviderError) || error.kind !== "unauthorized") throw error;
		const renewed = await replacement(connectionId, provider, credential, context, error);
		try {
			return await attempt(renewed);
		} catch (second) {
			if (second instanceof ProviderError && second.kind === "unauthorized") {
				await needsReconnect(connectionId, provider, renewed, second);
			}
			throw second;
		}
	}
}

/** What to try after a refused token: the one a person stored meanwhile, else a renewed one; else a person is needed. */
async function replacement(
	connectionId: string,
	provider: Provider,
	refused: OpenCredential,
	context: ContextOf,
	error: ProviderError,
): Promise<OpenCredential> {
	if (refused.tokens.refreshToken !== null) return refreshCredential(connectionId, provider, refused, context);
	const current = await openOrFlag(connectionId);
	if (current.generation !== refused.generation) return current;
	await needsReconnect(connectionId, provider, refused, error);
	throw error;
}

/** A call context for tokens that belong to no stored connection yet (connecting) or no more (revoking). */
export function looseContext(provider: Provider, tokens: TokenSet, signal?: AbortSignal): CallContext {
	let requestId: bigint | undefined;
	return {
		tokens,
		now,
		...(signal === undefined ? {} : { signal }),
		beforeRequest: async () => {
			requestId = await waitForAllowance(provider, { lane: "person" });
		},
		onAnswer: (answer) => noteAnswer(provider, answer, requestId),
	};
}

function callContext(
	connectionId: string,
	provider: Provider,
	tokens: TokenSet,
	options: AccessOptions,
	gate: UpstreamGate,
): CallContext {
	let requestId: bigint | undefined;
	return {
		tokens,
		now,
		...(options.signal === undefined ? {} : { signal: options.signal }),
		beforeRequest: async () => {
			if (options.signal?.aborted) throw new ConnectionStopped("worker is stopping");
			const row = await db().connection.findUnique({ where: { id: connectionId }, select: { state: true } });
			if (row === null || !USABLE_STATES.some((state) => state === row.state)) {
				throw new ConnectionStopped(row?.state ?? "deleted");
			}
			await gate.pass(options.lane);
			requestId = await waitForAllowance(provider, { ...options, connectionId });
			options.onRequest?.();
		},
		onAnswer: (answer) => {
			noteAnswer(provider, answer, requestId);
			gate.answered(answer);
		},
	};
}

async function openOrFlag(connectionId: string): Promise<OpenCredential> {
	try {
		const credential = await openCredential(db(), connectionId);
		if (credential === null) throw disconnected(connectionId);
		return credential;
	} catch (error) {
		if (!(error instanceof SealBroken)) throw error;
		await db().$transaction(async (tx) => {
			const reason = "The stored token of this connection cannot be read. Reconnect the account.";
			if (await moveConnection(tx, connectionId, "needs_reconnect", reason, now())) {
				await recordAudit(tx, SYSTEM, {
					action: "connection.credential_unreadable",
					targetType: "connection",
					targetId: connectionId,
					outcome: "failed",
				});
			}
		});
		throw new AppError(
			"needs_reconnect",
			`${connectionId}: credential unreadable`,
			"The stored token of this connection cannot be read. Reconnect the account.",
			{ cause: error },
		);
	}
}

async function renewAhead(
	connectionId: string,
	provider: Provider,
	credential: OpenCredential,
	context: ContextOf,
): Promise<OpenCredential> {
	if (credential.expiresAt === null || credential.tokens.refreshToken === null) return credential;
	const left = credential.expiresAt.getTime() - now().getTime();
	if (left > provider.refreshMarginMs) return credential;
	const row = await db().credential.findUnique({ where: { connectionId }, select: { refreshRetryAt: true } });
	const coolingDown = row?.refreshRetryAt != null && row.refreshRetryAt > now();
	if (left > 0 && (coolingDown || (await isOutdated(connectionId, credential)))) return credential;
	try {
		return await refreshCredential(connectionId, provider, credential, context);
	} catch (error) {
		// The token endpoint is down but the access token still works: go on with it (F-37).
		const survives = error instanceof ProviderError && PROVIDER_ERROR_RULES[error.kind].retry !== "no";
		if (survives && left > 0) return credential;
		throw error;
	}
}

/** Nothing happens when the refused token is not the stored one any more: somebody reconnected meanwhile (F-47). */
async function needsReconnect(
	connectionId: string,
	provider: Provider,
	refused: OpenCredential,
	error: ProviderError,
): Promise<void> {
	const reason = PROVIDER_ERROR_RULES.unauthorized.text.replaceAll("{provider}", provider.label);
	await db().$transaction(async (tx) => {
		const [stored] = await tx.$queryRaw<{ generation: number }[]>`
			SELECT generation FROM credential WHERE connection_id = ${connectionId} FOR SHARE`;
		if (stored?.generation !== refused.generation) return;
		if (await moveConnection(tx, connectionId, "needs_reconnect", reason, now())) {
			await recordAudit(tx, SYSTEM, {
				action: "connection.needs_reconnect",
				targetType: "connection",
				targetId: connectionId,
				outcome: "failed",
				detail: { cause: error.kind, status: error.status },
			});
		}
	});
}

async function markProven(connectionId: string): Promise<void> {
	const at = now();
	const before = new Date(at.getTime() - PROVEN_EVERY_MS);
	// One statement, and no write at all in most calls.
	await db().$executeRaw`
		WITH proven AS (
			UPDATE connection SET proven_at = ${at}
			WHERE id = ${connectionId} AND (proven_at IS NULL OR proven_at < ${before})
			RETURNING id)
		UPDATE credential SET last_used_at = ${at} FROM proven WHERE connection_id = proven.id`;
}
