/** The way back from the consent page: everything is compared before any request leaves (SECURITY S-11 … S-22). */
import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { ProviderError, toAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { GrantedTokens, GrantIdentity, Provider, TokenSet } from "@/lib/providers/provider";
import { open } from "@/lib/vault/vault";
import { ConnectProblem } from "./connect-problem";
import { knownProvider } from "./providers";
import { assertRequiredScopes } from "./required-scopes";
import { ATTEMPT_PURPOSE, hashState } from "./start-connect";
import { renewConnection, storeNewConnection } from "./store-grant";
import { looseContext } from "./with-access";

const PROVIDER_WORDS_MAX = 200;
const secrets = z.object({ codeVerifier: z.string(), nonce: z.string() });

/** What the callback route needs to send the browser on. */
export interface ConnectOutcome {
	connectionId: string;
	returnTo: string | null;
}

/** A problem with the attempt it belongs to, so that the page can show the provider's words from the database. */
export class FailedAttempt extends Error {
	override readonly name = "FailedAttempt";
	constructor(
		readonly problem: ConnectProblem,
		readonly attemptId: string | null,
	) {
		super(problem.message, { cause: problem });
	}
}

/**
 * @param params query of the callback as received (code, state, iss or error, error_description)
 * @throws FailedAttempt; forbidden when the actor may not connect
 */
export async function completeConnect(
	actor: Actor,
	providerId: string,
	params: URLSearchParams,
): Promise<ConnectOutcome> {
	assertCan(actor, "connections.connect");
	const provider = knownProvider(providerId);
	let attemptId: string | null = null;
	try {
		const attempt = await consumeAttempt(actor, provider, params.get("state"));
		attemptId = attempt.id;
		assertConsented(provider, params);
		const connectionId = await exchangeAndStore(actor, provider, attempt, params);
		return { connectionId, returnTo: attempt.returnTo };
	} catch (error) {
		if (!(error instanceof ConnectProblem)) throw error;
		await db().$transaction(async (tx) => {
			if (attemptId !== null) {
				await tx.connectAttempt.update({
					where: { id: attemptId },
					data: { problem: error.problem, problemDetail: error.detail },
				});
			}
			await recordAudit(tx, actor, {
				action: "connect.callback.rejected",
				targetType: "provider",
				targetId: provider.id,
				outcome: "refused",
				detail: { problem: error.problem },
			});
		});
		throw new FailedAttempt(error, attemptId);
	}
}

/** What went wrong with one of the actor's own attempts; null for anybody else's. */
export async function getConnectProblem(
	actor: Actor,
	attemptId: string,
): Promise<{ problem: string; detail: string | null } | null> {
	const row = await db().connectAttempt.findFirst({ where: { id: attemptId, operatorId: actor.id } });
	return row?.problem == null ? null : { problem: row.problem, detail: row.problemDetail };
}

type Attempt = Awaited<ReturnType<typeof consumeAttempt>>;

async function consumeAttempt(actor: Actor, provider: Provider, state: string | null) {
	const unknown = () =>
		new ConnectProblem("bad_state", `This answer of ${provider.label} belongs to no attempt of yours. Start again.`);
	if (state === null || state.length > 200) throw unknown();
	const attempt = await db().connectAttempt.findUnique({ where: { stateHash: hashState(state) } });
	if (attempt === null) throw unknown();
	if (attempt.provider !== provider.id) {
		throw new ConnectProblem("other_provider", "This answer came back on another provider's address. Start again.");
	}
	if (actor.sessionId === null || attempt.sessionId !== actor.sessionId) {
		throw new ConnectProblem(
			"other_session",
			"This attempt was started in another browser or by another sign-in. Start it again here.",
		);
	}
	if (attempt.consumedAt !== null) {
		throw new ConnectProblem("replayed", "This answer was used already. Nothing was done a second time.");
	}
	if (attempt.expiresAt <= now()) {
		throw new ConnectProblem("expired", "The consent took longer than 10 minutes. Start again.");
	}
	const [consumed] = await db().$queryRaw<{ sealed: string | null }[]>`
		WITH before AS (SELECT id, sealed FROM connect_attempt WHERE id = ${attempt.id} AND consumed_at IS NULL FOR UPDATE)
		UPDATE connect_attempt a SET consumed_at = ${now()}, sealed = NULL FROM before WHERE a.id = before.id
		RETURNING before.sealed`;
	if (consumed?.sealed == null) {
		throw new ConnectProblem("replayed", "This answer was used already. Nothing was done a second time.");
	}
	const opened = secrets.parse(JSON.parse(await open(ATTEMPT_PURPOSE, attempt.id, consumed.sealed)));
	return { ...attempt, codeVerifier: opened.codeVerifier, state };
}

function assertConsented(provider: Provider, params: URLSearchParams): void {
	const error = params.get("error");
	if (error === null) return;
	const words = [error, params.get("error_description")].filter((part) => part !== null).join(": ");
	const detail = shorten(words);
	if (error === "access_denied") {
		throw new ConnectProblem("denied", `Access was denied at ${provider.label}. Nothing was connected.`, { detail });
	}
	throw new ConnectProblem("provider_rejected", `${provider.label} ended the consent with an error.`, { detail });
}

async function exchangeAndStore(
	actor: Actor,
	provider: Provider,
	attempt: Attempt,
	params: URLSearchParams,
): Promise<string> {
	const callbackUrl = new URL(attempt.redirectUri);
	callbackUrl.search = params.toString();
	if (new URL(env().NEXTAUTH_URL).origin !== callbackUrl.origin) {
		throw new ConnectProblem("bad_state", "NEXTAUTH_URL changed while the consent was open. Start again.");
	}
	const granted = await asConnectProblem(provider, () =>
		provider.exchange({
			callbackUrl,
			redirectUri: attempt.redirectUri,
			expectedState: attempt.state,
			codeVerifier: attempt.codeVerifier,
		}),
	);
	const tokens: TokenSet = {
		method: "oauth",
		accessToken: granted.accessToken,
		refreshToken: granted.refreshToken ?? null,
		username: null,
	};
	try {
		const identity = await asConnectProblem(provider, () => provider.identify(looseContext(provider, tokens)));
		const grantedScopes = assertScopes(provider, granted, identity);
		const grant = {
			tokens,
			identity,
			grantedScopes,
			requestedScopes: attempt.scopes,
			expiresAt: granted.expiresAt === null ? null : new Date(granted.expiresAt),
		};
		if (attempt.reconnectId === null) return await storeNewConnection(actor, provider, grant);
		await renewConnection(actor, provider, attempt.reconnectId, grant);
		return attempt.reconnectId;
	} catch (error) {
		await giveBack(provider, tokens);
		throw error;
	}
}

/** A token that we were given and do not keep is revoked again, so that no grant is left that nobody sees. */
async function giveBack(provider: Provider, tokens: TokenSet): Promise<void> {
	for (const which of tokens.refreshToken === null ? (["access"] as const) : (["refresh", "access"] as const)) {
		try {
			await provider.revoke(looseContext(provider, tokens), which);
		} catch (error) {
			if (!(error instanceof ProviderError)) throw error;
			log.warn({ provider: provider.id, kind: error.kind }, "an unused grant could not be given back");
		}
	}
}

function assertScopes(provider: Provider, granted: GrantedTokens, identity: GrantIdentity): string[] {
	const scopes = identity.scopes ?? granted.scopes;
	assertRequiredScopes(provider, scopes);
	return [...scopes];
}

export async function asConnectProblem<T>(provider: Provider, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		const { userMessage } = toAppError(error, provider.label);
		const code =
			error.kind === "unavailable" || error.kind === "timeout"
				? "provider_unavailable"
				: error.kind === "rate_limited"
					? "rate_limited"
					: error.detail === "wrong_issuer"
						? "wrong_issuer"
						: error.kind === "forbidden"
							? "missing_scope"
							: "provider_rejected";
		throw new ConnectProblem(code, userMessage, { detail: error.detail, cause: error });
	}
}

function shorten(text: string): string {
	const printable = [...text].filter((character) => character >= " " && character !== "\u007f").join("");
	return printable.length <= PROVIDER_WORDS_MAX ? printable : `${printable.slice(0, PROVIDER_WORDS_MAX)}…`;
}
