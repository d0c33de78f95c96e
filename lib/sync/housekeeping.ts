/** What is deleted because nobody needs it any more. Runs once an hour, in whichever worker comes first. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { log } from "@/lib/log";
import { syncSettings } from "./sync-settings";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Old states of reservations are deleted in batches: one statement must not hold up the syncing for long. */
const BATCH = 5_000;
const RUNS_KEPT_DAYS = 90;
/** Latest runs of each stream, kept however old they are. */
const RUNS_KEPT = 20;
const VERIFICATIONS_KEPT = 10;
const WEBHOOKS_KEPT_DAYS = 30;
/** Ended sessions, used links and abandoned connects explain what happened yesterday; not last month. */
const TRACES_KEPT_DAYS = 30;

/** How many rows of each kind were deleted. */
export interface Deleted {
	versions: number;
	runs: number;
	verifications: number;
	webhooks: number;
	sessions: number;
	invites: number;
	attempts: number;
	throttles: number;
	waiters: number;
}

/** A neighbour's rows, which only it knows how to delete. Returns their number. */
export type Forget = (tx: Transaction, before: Date) => Promise<number>;

/** Deletes what is over its time. Each part stands alone: what one has deleted stays deleted when another fails. */
export async function keepHouse(forgetWebhooks: Forget, signal: AbortSignal): Promise<Deleted> {
	const at = now();
	const ago = (days: number) => new Date(at.getTime() - days * DAY_MS);
	const traces = { lt: ago(TRACES_KEPT_DAYS) };
	const deleted: Deleted = {
		versions: await deleteOldVersions(at, signal),
		runs: await deleteOldRuns(ago(RUNS_KEPT_DAYS)),
		verifications: await deleteOldVerifications(),
		webhooks: await forgetWebhooks(db(), ago(WEBHOOKS_KEPT_DAYS)),
		sessions: (await db().session.deleteMany({ where: { OR: [{ expiresAt: traces }, { endedAt: traces }] } })).count,
		invites: (await db().invite.deleteMany({ where: { expiresAt: traces } })).count,
		attempts: (await db().connectAttempt.deleteMany({ where: { expiresAt: { lt: ago(1) } } })).count,
		throttles: (await db().throttle.deleteMany({ where: { startedAt: { lt: ago(1) } } })).count,
		waiters: await db().$executeRaw`DELETE FROM budget_waiter WHERE until < rezdeck_clock() - interval '1 hour'`,
	};
	log.info({ deleted }, "housekeeping done");
	return deleted;
}

/** `historyDays` of the settings decides; 0 keeps every state. The index on replaced_at finds them. */
async function deleteOldVersions(at: Date, signal: AbortSignal): Promise<number> {
	const { historyDays } = await syncSettings();
	if (historyDays === 0) return 0;
	const before = new Date(at.getTime() - historyDays * DAY_MS);
	let deleted = 0;
	while (!signal.aborted) {
		const batch = await db().$executeRaw`
			DELETE FROM reservation_version WHERE id IN (
				SELECT id FROM reservation_version WHERE replaced_at < ${before}::timestamptz ORDER BY replaced_at LIMIT ${BATCH})`;
		deleted += batch;
		if (batch < BATCH) break;
	}
	return deleted;
}

async function deleteOldRuns(before: Date): Promise<number> {
	return db().$executeRaw`
		DELETE FROM run WHERE id IN (
			SELECT id FROM (
				SELECT id, finished_at, row_number() OVER (PARTITION BY stream_id ORDER BY started_at DESC, id DESC) AS place
				FROM run) ranked
			WHERE place > ${RUNS_KEPT} AND finished_at < ${before}::timestamptz)`;
}

/** Findings go with their verification. */
async function deleteOldVerifications(): Promise<number> {
	return db().$executeRaw`
		DELETE FROM verification WHERE id IN (
			SELECT id FROM (
				SELECT id, state, row_number() OVER (PARTITION BY tenant_id ORDER BY requested_at DESC, id DESC) AS place
				FROM verification) ranked
			WHERE place > ${VERIFICATIONS_KEPT} AND state NOT IN ('waiting', 'running'))`;
}
