/** Leaves for a provider's consent page: writes the attempt and says where to send the browser. */
import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { takeThrottle } from "@/lib/auth/throttle";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFound, ProviderError, toAppError } from "@/lib/errors";
import type { Provider } from "@/lib/providers/provider";
import { returnPath } from "@/lib/shared/auth";
import { seal } from "@/lib/vault/vault";
import { ConnectProblem } from "./connect-problem";
import { LIVE_STATES } from "./connection-state";
import { knownProvider, redirectUri } from "./providers";
import { assertSeesConnection } from "./visible-connections";

export const ATTEMPT_PURPOSE = "connect.attempt";
const ATTEMPT_LIFE_MS = 10 * 60_000;
const STARTS_PER_MINUTE = 20;

export interface StartConnectInput {
	multiTenant: boolean;
	/** Scopes picked in the wizard; the required ones are always asked for. Empty: the defaults. */
	scopes: string[];
	/** A local path to come back to; anything else is ignored. */
	returnTo: string | null;
	/** A connection to renew instead of a new one. */
	reconnectId: string | null;
}

const startForm = z.strictObject({
	multiTenant: z.enum(["true", "false"]).optional(),
	scopes: z.array(z.string().max(100)).max(30),
	returnTo: z.string().max(300).optional(),
	reconnect: z.string().max(60).optional(),
});

/** The fields of the start form. Scopes come as repeated fields or separated by spaces; any other field is refused (S-08). */
export function parseStartForm(form: URLSearchParams): StartConnectInput {
	const single = Object.fromEntries([...form].filter(([name]) => name !== "scopes"));
	const scopes = form.getAll("scopes").flatMap((value) => value.split(/\s+/).filter((scope) => scope !== ""));
	const parsed = startForm.safeParse({ ...single, scopes });
	if (!parsed.success) {
		throw new AppError("invalid_input", "bad start form", "This form has a field that Rezdeck does not know.", {
			issues: parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
		});
	}
	return {
		multiTenant: parsed.data.multiTenant === "true",
		scopes: parsed.data.scopes,
		returnTo: parsed.data.returnTo ?? null,
		reconnectId: parsed.data.reconnect ?? null,
	};
}

/** @returns the provider's authorize URL. Throws ConnectProblem, forbidden, not_found, invalid_input. */
export async function startConnect(actor: Actor, providerId: string, input: StartConnectInput): Promise<URL> {
	assertCan(actor, "connections.connect");
	const provider = knownProvider(providerId);
	const { sessionId } = actor;
	if (sessionId === null) {
		throw new AppError("forbidden", "no browser session", "Connecting through OAuth needs a signed-in browser.");
	}
	await takeThrottle(`connect:operator:${actor.id}`, STARTS_PER_MINUTE, 60);
	if (actor.ip !== null) await takeThrottle(`connect:ip:${actor.ip}`, STARTS_PER_MINUTE * 3, 60);
	const missing = provider.missingConfiguration();
	if (missing.length > 0) {
		throw new ConnectProblem(
			"not_configured",
			`OAuth with ${provider.label} is not configured. Set ${missing.join(", ")} and restart, or connect with a token.`,
		);
	}
	if (input.reconnectId !== null) await assertReconnectable(actor, provider, input.reconnectId);

	const id = newId("att");
	const state = randomBytes(32).toString("base64url");
	const codeVerifier = randomBytes(48).toString("base64url");
	const nonce = randomBytes(16).toString("base64url");
	const scopes = askedScopes(provider, input.scopes);
	const at = now();
	const uri = redirectUri(provider.id);
	const url = await authorizeUrl(provider, {
		redirectUri: uri,
		state,
		codeVerifier,
		nonce,
		scopes,
		multiTenant: input.multiTenant && provider.capabilities.multiTenant,
	});
	const sealed = await seal(ATTEMPT_PURPOSE, id, JSON.stringify({ codeVerifier, nonce }));
	await db().$transaction(async (tx) => {
		await tx.connectAttempt.deleteMany({ where: { expiresAt: { lt: new Date(at.getTime() - 24 * 60 * 60_000) } } });
		await tx.connectAttempt.create({
			data: {
				id,
				stateHash: hashState(state),
				provider: provider.id,
				operatorId: actor.id,
				sessionId,
				sealed,
				redirectUri: uri,
				returnTo: returnPath(input.returnTo),
				scopes,
				multiTenant: input.multiTenant,
				reconnectId: input.reconnectId,
				expiresAt: new Date(at.getTime() + ATTEMPT_LIFE_MS),
			},
		});
		await recordAudit(tx, actor, {
			action: "connect.started",
			targetType: "provider",
			targetId: provider.id,
			outcome: "ok",
			detail: { scopes: scopes.join(" "), multiTenant: input.multiTenant, reconnect: input.reconnectId },
		});
	});
	return url;
}

export function hashState(state: string): string {
	return createHash("sha256").update(state).digest("hex");
}

function askedScopes(provider: Provider, picked: string[]): string[] {
	const unknown = picked.filter((scope) => !provider.scopes.some(({ id }) => id === scope));
	if (unknown.length > 0) {
		throw new AppError("invalid_input", "unknown scopes", "One of the permissions is not known.", {
			issues: unknown.map((scope) => ({ path: "scopes", message: `unknown permission "${scope}"` })),
		});
	}
	if (picked.length === 0) return provider.defaultScopes();
	const required = provider.scopes.filter((scope) => scope.required).map((scope) => scope.id);
	return [...new Set([...required, ...picked])];
}

async function authorizeUrl(provider: Provider, input: Parameters<Provider["authorizeUrl"]>[0]): Promise<URL> {
	try {
		return await provider.authorizeUrl(input);
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		throw new ConnectProblem(
			error.kind === "unexpected_shape" ? "wrong_issuer" : "provider_unavailable",
			toAppError(error, provider.label).userMessage,
			{ cause: error },
		);
	}
}

async function assertReconnectable(actor: Actor, provider: Provider, connectionId: string): Promise<void> {
	await assertSeesConnection(actor, connectionId);
	const connection = await db().connection.findUnique({ where: { id: connectionId } });
	if (connection === null || connection.provider !== provider.id) throw notFound("connection");
	if (!LIVE_STATES.some((state) => state === connection.state) || connection.state === "revoking") {
		throw new AppError(
			"conflict",
			"reconnect of a revoked connection",
			"This connection was revoked. Connect the account anew; its reservations here are taken over.",
		);
	}
}
