import { afterEach, beforeEach, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { DEFAULT_SYNC_SETTINGS } from "@/lib/shared/settings";
import { keepHouse } from "./housekeeping";
import { claimHour } from "./housekeeping-chore";
import { forgetSyncSettings, saveSyncSettings } from "./sync-settings";
import { syncUntilQuiet } from "./test-sync";

const world = useTestWorld({ reservations: 300 });
const actor = testActor();
const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const forgetNothing = async () => 0;

beforeEach(async () => {
	await truncateAll();
	forgetSyncSettings();
	world.control().resetLimits();
});
afterEach(() => setClockOffset(0));

/** A reservation with one earlier state for each age in days. */
async function withVersions(ages: readonly number[]): Promise<string> {
	await world.connect(actor, "ownerrez");
	await syncUntilQuiet(["inventory", "window", "future"]);
	const { id, canonical } = await db().reservation.findFirstOrThrow();
	await db().reservationVersion.createMany({
		data: ages.map((age) => ({
			reservationId: id,
			seenAt: ago(age + 1),
			replacedAt: ago(age),
			canonical: canonical as object,
		})),
	});
	return id;
}

const keptDays = async () =>
	(await db().reservationVersion.findMany({ orderBy: { replacedAt: "desc" } })).map(({ replacedAt }) =>
		Math.round((Date.now() - replacedAt.getTime()) / DAY_MS),
	);

it("keeps earlier states of reservations as long as the setting says", async () => {
	await withVersions([1, 40, 800]);
	expect(await keepHouse(forgetNothing, NEVER)).toMatchObject({ versions: 1 });
	expect(await keptDays()).toEqual([1, 40]);
	await saveSyncSettings(actor, { ...DEFAULT_SYNC_SETTINGS, historyDays: 30 });
	await keepHouse(forgetNothing, NEVER);
	expect(await keptDays()).toEqual([1]);
});

it("keeps every state when the setting is 0", async () => {
	await withVersions([1, 3000]);
	await saveSyncSettings(actor, { ...DEFAULT_SYNC_SETTINGS, historyDays: 0 });
	await keepHouse(forgetNothing, NEVER);
	expect(await keptDays()).toEqual([1, 3000]);
});

it("deletes old runs but the latest twenty of a stream, and never one that has not ended", async () => {
	await world.connect(actor, "ownerrez");
	const stream = await db().stream.findFirstOrThrow({ where: { kind: "changed" } });
	const run = (number: number, days: number, finished: boolean) => ({
		id: `run_${number}`,
		streamId: stream.id,
		connectionId: stream.connectionId,
		tenantId: stream.tenantId,
		fence: 1n,
		state: finished ? "succeeded" : "waiting",
		startedAt: ago(days),
		heartbeatAt: ago(days),
		finishedAt: finished ? ago(days) : null,
	});
	const many = Array.from({ length: 30 }, (_, number) => run(number, 100 + number, true));
	await db().run.createMany({ data: [...many, run(99, 400, false)] });
	expect(await keepHouse(forgetNothing, NEVER)).toMatchObject({ runs: 10 });
	expect(await db().run.count({ where: { streamId: stream.id } })).toBe(21);
	expect(await db().run.count({ where: { id: { in: ["run_0", "run_19", "run_99"] } } })).toBe(3);
});

it("keeps the latest ten verifications of a tenant, with their findings", async () => {
	await world.connect(actor, "ownerrez");
	const tenant = await db().tenant.findFirstOrThrow();
	await db().verification.createMany({
		data: Array.from({ length: 13 }, (_, number) => ({
			id: `ver_${number}`,
			tenantId: tenant.id,
			scope: "all",
			requestedBy: "somebody",
			requestedAt: ago(number),
			state: "finished",
		})),
	});
	await db().verificationFinding.createMany({
		data: [0, 12].map((number) => ({
			verificationId: `ver_${number}`,
			kind: "extra",
			remoteId: "1",
			fields: [],
			repaired: true,
		})),
	});
	expect(await keepHouse(forgetNothing, NEVER)).toMatchObject({ verifications: 3 });
	expect(await db().verificationFinding.findMany()).toMatchObject([{ verificationId: "ver_0" }]);
});

it("forgets ended sessions, used-up links, abandoned connects and dead waiters, and nothing that still counts", async () => {
	const operator = { id: "opr_1", email: "a@example.test", name: "A", role: "owner", tenantIds: [] };
	await db().operator.create({ data: operator });
	const session = (id: string, expires: Date, ended: Date | null) => ({
		...{ id, operatorId: operator.id, lastSeenAt: ago(90), expiresAt: expires, endedAt: ended, provenAt: ago(90) },
	});
	const later = ago(-10);
	await db().session.createMany({
		data: [session("alive", later, null), session("over", ago(40), null), session("ended", later, ago(40))],
	});
	await db().invite.createMany({
		data: [ago(40), later].map((expiresAt, number) => ({
			...{
				id: `inv_${number}`,
				tokenHash: `hash${number}`,
				purpose: "invite",
				role: "viewer",
				tenantIds: [],
				expiresAt,
			},
		})),
	});
	await db().throttle.createMany({
		data: [ago(3), new Date()].map((startedAt, number) => ({ key: `key${number}`, count: 1, startedAt })),
	});
	await db().budgetWaiter.createMany({
		data: [ago(1), later].map((until, number) => ({
			id: `w${number}`,
			bucket: "b",
			lane: "fill",
			since: ago(2),
			until,
		})),
	});
	expect(await keepHouse(forgetNothing, NEVER)).toMatchObject({ sessions: 2, invites: 1, throttles: 1, waiters: 1 });
	expect(await db().session.findMany()).toMatchObject([{ id: "alive" }]);
	expect(await db().invite.findMany()).toMatchObject([{ id: "inv_1" }]);
});

it("tells the webhooks what is older than thirty days", async () => {
	let before: Date | undefined;
	const forget = async (_tx: unknown, date: Date) => {
		before = date;
		return 7;
	};
	expect(await keepHouse(forget, NEVER)).toMatchObject({ webhooks: 7 });
	expect(Math.round((Date.now() - (before?.getTime() ?? 0)) / DAY_MS)).toBe(30);
});

it("is done by one worker an hour", async () => {
	expect(await Promise.all([claimHour(), claimHour(), claimHour()]).then((all) => all.filter(Boolean))).toHaveLength(1);
	expect(await claimHour()).toBe(false);
	setClockOffset(61 * 60_000);
	expect(await claimHour()).toBe(true);
});
