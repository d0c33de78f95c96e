/** What Rezdeck remembers of an operator's way of working. One's own only; nobody reads another's. */
import "server-only";
import type { z } from "zod";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { PREFERENCES, type PreferenceKey, type Preferences } from "@/lib/shared/preferences";
import type { Actor } from "./actor";

/** All of the actor's preferences; what is not stored, or was stored by an older release and does not fit, is the default. */
export async function getPreferences(actor: Actor): Promise<Preferences> {
	const rows = await db().operatorPreference.findMany({
		where: { operatorId: actor.id, key: { in: Object.keys(PREFERENCES) } },
		select: { key: true, value: true },
	});
	const stored = new Map(rows.map((row) => [row.key, row.value]));
	return {
		list: read(PREFERENCES.list, stored.get("list")),
		tour: read(PREFERENCES.tour, stored.get("tour")),
	};
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
	return schema.safeParse(value).data ?? schema.parse({});
}

/** Replaces the fields given and leaves the others as they are. Errors: not_found (unknown key), invalid_input. */
export async function savePreference(actor: Actor, key: string, change: Record<string, unknown>): Promise<Preferences> {
	if (!isKey(key)) throw notFound("preference");
	const current: Preferences[PreferenceKey] = (await getPreferences(actor))[key];
	const parsed = PREFERENCES[key].safeParse({ ...current, ...change });
	if (!parsed.success) {
		const issues = parsed.error.issues.map((issue) => ({
			path: issue.path.map(String).join("."),
			message: issue.message,
		}));
		throw new AppError("invalid_input", `preference ${key} refused`, "This setting cannot be kept. Choose another.", {
			issues,
		});
	}
	const value = parsed.data as Prisma.InputJsonObject;
	await db().operatorPreference.upsert({
		where: { operatorId_key: { operatorId: actor.id, key } },
		create: { operatorId: actor.id, key, value, updatedAt: now() },
		update: { value, updatedAt: now() },
	});
	return getPreferences(actor);
}

function isKey(key: string): key is PreferenceKey {
	return Object.hasOwn(PREFERENCES, key);
}
