/** Connecting, or renewing, with a token made by hand at the provider. The token is tried before anything is stored. */
import "server-only";
import type { z } from "zod";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { takeThrottle } from "@/lib/auth/throttle";
import { db } from "@/lib/db/client";
import { AppError, notFound, ProviderError, toAppError } from "@/lib/errors";
import type { Provider, TokenSet } from "@/lib/providers/provider";
import type { ConnectManualInput, reconnectManualInput } from "@/lib/shared/connections";
import { claimManualAccount } from "./manual-accounts";
import { knownProvider } from "./providers";
import { assertRequiredScopes } from "./required-scopes";
import { type Grant, renewConnection, storeNewConnection } from "./store-grant";
import { assertSeesConnection } from "./visible-connections";
import { looseContext } from "./with-access";

const TRIES_PER_MINUTE = 10;

/** @returns the new connection's id. Throws invalid_input (token refused, e-mail missing), conflict, provider_… */
export async function connectManual(actor: Actor, input: ConnectManualInput): Promise<string> {
	assertCan(actor, "connections.connect");
	await takeThrottle(`connect:operator:${actor.id}`, TRIES_PER_MINUTE, 60);
	const provider = knownProvider(input.provider);
	return storeNewConnection(actor, provider, await tryToken(provider, input.token, input.email ?? null));
}

export async function reconnectManual(
	actor: Actor,
	connectionId: string,
	input: z.infer<typeof reconnectManualInput>,
): Promise<void> {
	assertCan(actor, "connections.connect");
	await assertSeesConnection(actor, connectionId);
	await takeThrottle(`connect:operator:${actor.id}`, TRIES_PER_MINUTE, 60);
	const connection = await db().connection.findUnique({ where: { id: connectionId } });
	if (connection === null) throw notFound("connection");
	const provider = knownProvider(connection.provider);
	await renewConnection(actor, provider, connectionId, await tryToken(provider, input.token, input.email ?? null));
}

async function tryToken(provider: Provider, token: string, email: string | null): Promise<Grant> {
	if (provider.guide.manual.needsEmail && email === null) {
		throw invalid("email", `${provider.label} needs the account's e-mail address together with the token.`);
	}
	const username = provider.guide.manual.needsEmail ? email : null;
	await claimManualAccount(provider, username);
	const tokens: TokenSet = { method: "manual", accessToken: token, refreshToken: null, username };
	try {
		const identity = await provider.identify(looseContext(provider, tokens));
		const grantedScopes = identity.scopes ?? [];
		assertRequiredScopes(provider, grantedScopes);
		return { tokens, identity, grantedScopes: [...grantedScopes], requestedScopes: [], expiresAt: null };
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		if (error.kind === "unauthorized" || error.kind === "rejected") {
			throw invalid(
				"token",
				`${provider.label} refused this token. Check that it was copied whole and not revoked.`,
				error,
			);
		}
		if (error.kind === "forbidden") {
			throw invalid(
				"token",
				`${provider.label} knows this token but does not permit reading the account with it. Make one with the permissions listed above.`,
				error,
			);
		}
		throw toAppError(error, provider.label);
	}
}

function invalid(path: string, text: string, cause?: unknown): AppError {
	return new AppError("invalid_input", `manual token: ${path}`, text, { issues: [{ path, message: text }], cause });
}
