/** Fixed-window counters shared by all processes: sign-in, password checks, starts of connections. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/** Counters are never needed longer than this; one in a hundred takes clears away what is older. */
const KEEP_MS = 24 * 60 * 60_000;
const PRUNE_SHARE = 0.01;

export interface Throttled {
	/** How often the key was taken in its current window, this time included. */
	count: number;
	/** Whole seconds until the window ends, at least 1. */
	secondsLeft: number;
}

/** Counts one take and says how many there were. One statement, so parallel takes never share a number. */
export async function countThrottle(key: string, windowSeconds: number): Promise<Throttled> {
	const at = now();
	const expired = new Date(at.getTime() - windowSeconds * 1000);
	const [row] = await db().$queryRaw<{ count: number; started_at: Date }[]>`
		INSERT INTO throttle AS t (key, count, started_at) VALUES (${key}, 1, ${at})
		ON CONFLICT (key) DO UPDATE SET
			count = CASE WHEN t.started_at <= ${expired} THEN 1 ELSE LEAST(t.count + 1, 1000000) END,
			started_at = CASE WHEN t.started_at <= ${expired} THEN excluded.started_at ELSE t.started_at END
		RETURNING count, started_at`;
	if (row === undefined) throw new Error("the throttle statement returned no row");
	if (Math.random() < PRUNE_SHARE) {
		await db().throttle.deleteMany({ where: { startedAt: { lt: new Date(at.getTime() - KEEP_MS) } } });
	}
	return { count: row.count, secondsLeft: secondsLeft(row.started_at, windowSeconds, at) };
}

/** Whole seconds until a window that began at `startedAt` ends; at least 1. */
export function secondsLeft(startedAt: Date, windowSeconds: number, at: Date): number {
	return Math.max(1, Math.ceil((startedAt.getTime() + windowSeconds * 1000 - at.getTime()) / 1000));
}

/** Throws `rate_limited` (with retryAfterSeconds) from take number `limit + 1` in a window on. */
export async function takeThrottle(key: string, limit: number, windowSeconds: number): Promise<void> {
	const { count, secondsLeft: wait } = await countThrottle(key, windowSeconds);
	if (count > limit) throw tooManyTries(key, wait);
}

export function tooManyTries(key: string, retryAfterSeconds: number): AppError {
	const minutes = Math.ceil(retryAfterSeconds / 60);
	const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
	return new AppError("rate_limited", `throttled: ${key}`, `Too many tries. Wait ${wait}, then try again.`, {
		retryAfterSeconds,
	});
}

/** Takes one back: it turned out to be no misuse. */
export async function refundThrottle(key: string): Promise<void> {
	await db().throttle.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}

/** Forgets a key's takes. */
export async function resetThrottle(key: string): Promise<void> {
	await db().throttle.deleteMany({ where: { key } });
}
