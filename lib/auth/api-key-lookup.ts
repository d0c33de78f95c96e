/** From a presented API key to its row. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { hashSecret } from "./secrets";

export const API_KEY_PREFIX = "rzd_";
const API_KEY = /^rzd_[A-Za-z0-9_-]{43}$/;
const LAST_USED_STEP_MS = 60_000;

/** The live key with its operator; null when unknown, revoked, expired, or its operator is disabled. */
export async function findLiveKey(presented: string) {
	if (!API_KEY.test(presented)) return null;
	const key = await db().apiKey.findUnique({ where: { keyHash: hashSecret(presented) }, include: { operator: true } });
	if (key === null || key.revokedAt !== null || key.operator.disabledAt !== null) return null;
	if (key.expiresAt !== null && key.expiresAt <= now()) return null;
	const usedBefore = new Date(now().getTime() - LAST_USED_STEP_MS);
	if (key.lastUsedAt === null || key.lastUsedAt < usedBefore) {
		await db().apiKey.update({ where: { id: key.id }, data: { lastUsedAt: now() } });
	}
	return key;
}
