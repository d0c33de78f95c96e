/** Once an hour the house is kept, by one of the workers: the row that says when it was last done is claimed first. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { type Forget, keepHouse } from "./housekeeping";
import type { Chore } from "./worker";

const KEY = "housekeeping";
const EVERY_MS = 3_600_000;
/** Workers look each second; this one asks the database once a minute. */
const LOOK_EVERY_MS = 60_000;

export function housekeepingChore(forgetWebhooks: Forget): Chore {
	let lookedAt = 0;
	return {
		task: "keep_house",
		due: async () => {
			if (Date.now() - lookedAt < LOOK_EVERY_MS) return [];
			lookedAt = Date.now();
			const row = await db().setting.findUnique({ where: { key: KEY }, select: { updatedAt: true } });
			return row === null || row.updatedAt < new Date(now().getTime() - EVERY_MS) ? [KEY] : [];
		},
		run: async (_id, signal) => {
			if (await claimHour()) await keepHouse(forgetWebhooks, signal);
		},
	};
}

/** True for exactly one caller an hour. */
export async function claimHour(): Promise<boolean> {
	const at = now();
	const claimed = await db().$executeRaw`
		INSERT INTO setting AS s (key, value, updated_at, updated_by) VALUES (${KEY}, '{}', ${at}, 'system')
		ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at
		WHERE s.updated_at < ${new Date(at.getTime() - EVERY_MS)}::timestamptz`;
	return claimed === 1;
}
