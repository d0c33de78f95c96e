/** When an operator last looked, so that a screen can say what happened since. One's own only. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { type Looked, looked } from "@/lib/shared/looked";
import type { Actor } from "./actor";
import { getPreferences, savePreference } from "./preferences";

const KEY = "visit";
/** Looks closer together than this are one visit: what is new stays new while somebody works through it. */
const VISIT_GAP_MS = 30 * 60_000;
const NEVER: Looked = { at: null, previous: null };

/**
 * `at`: the last look; `previous`: from which on things are new to the operator, which is the end of the visit before or,
 * when that is later, what they marked as seen (the preference "looked"). Null: there was none.
 */
export async function getLooked(actor: Actor): Promise<Looked> {
	const [visit, preferences] = await Promise.all([readVisit(actor), getPreferences(actor)]);
	return { at: visit.at, previous: later(visit.previous, preferences.looked.at) };
}

/** Notes a look. `seen`: all that is new was seen, so only what comes from now on is new. */
export async function noteLook(actor: Actor, { seen }: { seen: boolean }): Promise<Looked> {
	const before = await readVisit(actor);
	const at = now();
	if (seen) await savePreference(actor, "looked", { at: at.toISOString() });
	const newVisit = before.at !== null && at.getTime() - Date.parse(before.at) > VISIT_GAP_MS;
	const value: Looked = { at: at.toISOString(), previous: newVisit ? before.at : before.previous };
	await db().operatorPreference.upsert({
		where: { operatorId_key: { operatorId: actor.id, key: KEY } },
		create: { operatorId: actor.id, key: KEY, value, updatedAt: at },
		update: { value, updatedAt: at },
	});
	return getLooked(actor);
}

async function readVisit(actor: Actor): Promise<Looked> {
	const row = await db().operatorPreference.findUnique({
		where: { operatorId_key: { operatorId: actor.id, key: KEY } },
		select: { value: true },
	});
	return looked.safeParse(row?.value).data ?? NEVER;
}

function later(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return Date.parse(a) > Date.parse(b) ? a : b;
}
