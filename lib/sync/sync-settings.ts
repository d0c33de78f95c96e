/** What people set about syncing: read by the worker at every decision, changed by owners and admins while it runs. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { DEFAULT_SYNC_SETTINGS, type SyncSettings, syncSettings as schema } from "@/lib/shared/settings";

const KEY = "sync";
/** A change reaches the other processes within this time; the real clock counts. */
const CACHE_MS = 10_000;

let cached: { settings: SyncSettings; until: number } | null = null;

/** The settings in force, at most 10 seconds old. Throws only when the database is away. */
export async function syncSettings(): Promise<SyncSettings> {
	if (cached !== null && Date.now() < cached.until) return cached.settings;
	const settings = await storedSettings();
	cached = { settings, until: Date.now() + CACHE_MS };
	return settings;
}

/** The settings as they are stored now, for the people who read them. Errors: forbidden. */
export async function getSyncSettings(actor: Actor): Promise<SyncSettings> {
	assertCan(actor, "connections.read");
	return storedSettings();
}

/** Replaces the settings; other processes follow within 10 seconds. Errors: forbidden. */
export async function saveSyncSettings(actor: Actor, settings: SyncSettings): Promise<SyncSettings> {
	assertCan(actor, "settings.change");
	const state = { value: settings, updatedAt: now(), updatedBy: actor.label };
	await db().$transaction(async (tx) => {
		await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...state }, update: state });
		await recordAudit(tx, actor, {
			action: "settings.changed",
			targetType: "setting",
			targetId: KEY,
			outcome: "ok",
			detail: { ...settings },
		});
	});
	forgetSyncSettings();
	return settings;
}

/** The next syncSettings() reads anew. */
export function forgetSyncSettings(): void {
	cached = null;
}

/** A row that an older or newer version wrote in another form counts as not set. */
async function storedSettings(): Promise<SyncSettings> {
	const row = await db().setting.findUnique({ where: { key: KEY } });
	if (row === null) return DEFAULT_SYNC_SETTINGS;
	const parsed = schema.safeParse(row.value);
	if (parsed.success) return parsed.data;
	log.warn(
		{ issues: parsed.error.issues.map(({ path, message }) => ({ path, message })) },
		"stored settings do not fit",
	);
	return DEFAULT_SYNC_SETTINGS;
}
