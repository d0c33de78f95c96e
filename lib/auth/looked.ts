/** When an operator last looked, so that a screen can say what happened since. One's own only. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { type Looked, type LookInput, looked } from "@/lib/shared/looked";
import type { Actor } from "./actor";

const KEY = "looked";
/** Looks closer together than this are one visit: what is new stays new while somebody works through it. */
const VISIT_GAP_MS = 30 * 60_000;
const NEVER: Looked = { at: null, since: null };

export async function getLooked(actor: Actor): Promise<Looked> {
	return read(db(), actor);
}

/**
 * Notes a look. The first after a pause begins a visit, to which all is new that came after the last look of the visit
 * before. `since` says otherwise: an instant (never one to come), or null for never.
 */
export async function noteLook(actor: Actor, { since }: LookInput): Promise<Looked> {
	return db().$transaction(async (tx) => {
		// Two windows of one operator: marking as seen in one is not undone by a look in the other.
		await tx.$queryRaw`SELECT FROM operator WHERE id = ${actor.id} FOR NO KEY UPDATE`;
		const before = await read(tx, actor);
		const at = now();
		const value: Looked = {
			at: at.toISOString(),
			since: since === undefined ? sinceOf(before, at) : notLater(since, at),
		};
		await tx.operatorPreference.upsert({
			where: { operatorId_key: { operatorId: actor.id, key: KEY } },
			create: { operatorId: actor.id, key: KEY, value, updatedAt: at },
			update: { value, updatedAt: at },
		});
		return value;
	});
}

function sinceOf(before: Looked, at: Date): string | null {
	const isNewVisit = before.at !== null && at.getTime() - Date.parse(before.at) > VISIT_GAP_MS;
	return isNewVisit ? before.at : before.since;
}

function notLater(since: string | null, at: Date): string | null {
	return since === null ? null : new Date(Math.min(Date.parse(since), at.getTime())).toISOString();
}

async function read(client: Transaction | ReturnType<typeof db>, actor: Actor): Promise<Looked> {
	const row = await client.operatorPreference.findUnique({
		where: { operatorId_key: { operatorId: actor.id, key: KEY } },
		select: { value: true },
	});
	return looked.safeParse(row?.value).data ?? NEVER;
}
