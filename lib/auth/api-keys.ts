/** API keys: for programs. Shown once, kept as a hash; they act with the rights their operator has at that moment. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { ApiKey } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/ids";
import { AppError, notFound } from "@/lib/errors";
import type { ApiKeyCreated, ApiKeyInput, ApiKeySummary } from "@/lib/shared/operators";
import { type Actor, assertCan, can } from "./actor";
import { API_KEY_PREFIX } from "./api-key-lookup";
import { requireFreshProof } from "./fresh-proof";
import { hashSecret, newSecret } from "./secrets";
import { holdsScope } from "./tenant-scope";

const DAY_MS = 24 * 60 * 60_000;
/** Enough to tell keys apart, too little to help guessing. */
const SHOWN_CHARACTERS = API_KEY_PREFIX.length + 6;
const KEYS_PER_OPERATOR = 50;

/** One's own keys; those who manage operators see all of theirs too. Newest first, revoked ones included. */
export async function listApiKeys(actor: Actor): Promise<ApiKeySummary[]> {
	assertCan(actor, "api_keys.manage");
	const all = can(actor, "operators.manage");
	const keys = await db().apiKey.findMany({
		where: all ? {} : { operatorId: actor.id },
		include: { operator: true },
		orderBy: { id: "desc" },
	});
	return keys.filter((key) => key.operatorId === actor.id || holdsScope(actor, key.operator)).map(toSummary);
}

/** A new key of the actor's own; its text is in this answer and nowhere else. */
export async function createApiKey(actor: Actor, input: ApiKeyInput): Promise<ApiKeyCreated> {
	assertCan(actor, "api_keys.manage");
	requireFreshProof(actor);
	const text = API_KEY_PREFIX + newSecret();
	const key = await db().$transaction(async (tx) => {
		const live = await tx.apiKey.count({ where: { operatorId: actor.id, revokedAt: null } });
		if (live >= KEYS_PER_OPERATOR) {
			throw new AppError(
				"conflict",
				"too many keys",
				`You have ${live} keys. Revoke one that is not used any more first.`,
			);
		}
		const created = await tx.apiKey.create({
			data: {
				id: newId("key"),
				operatorId: actor.id,
				name: input.name,
				prefix: text.slice(0, SHOWN_CHARACTERS),
				keyHash: hashSecret(text),
				readOnly: input.readOnly,
				createdAt: now(),
				expiresAt: input.expiresInDays === null ? null : new Date(now().getTime() + input.expiresInDays * DAY_MS),
			},
			include: { operator: true },
		});
		await recordAudit(tx, actor, {
			action: "api_key.create",
			targetType: "api_key",
			targetId: created.id,
			outcome: "ok",
			detail: { name: input.name, readOnly: input.readOnly },
		});
		return created;
	});
	return { ...toSummary(key), key: text };
}

/** Dead from the next request on. One's own, or anybody's for those who manage operators. */
export async function revokeApiKey(actor: Actor, id: string): Promise<void> {
	assertCan(actor, "api_keys.manage");
	await db().$transaction(async (tx) => {
		const key = await tx.apiKey.findUnique({ where: { id }, include: { operator: true } });
		const mayRevoke =
			key !== null &&
			(key.operatorId === actor.id || (can(actor, "operators.manage") && holdsScope(actor, key.operator)));
		if (!mayRevoke) throw notFound("API key");
		const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
		if (count === 0) return;
		await recordAudit(tx, actor, {
			action: "api_key.revoke",
			targetType: "api_key",
			targetId: id,
			outcome: "ok",
			detail: { name: key.name, operator: key.operator.email },
		});
	});
}

function toSummary(key: ApiKey & { operator: { email: string } }): ApiKeySummary {
	return {
		id: key.id,
		name: key.name,
		prefix: key.prefix,
		readOnly: key.readOnly,
		operatorId: key.operatorId,
		operatorEmail: key.operator.email,
		createdAt: key.createdAt.toISOString(),
		expiresAt: key.expiresAt?.toISOString() ?? null,
		lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
		revokedAt: key.revokedAt?.toISOString() ?? null,
	};
}
