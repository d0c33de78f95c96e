/** After the storm: everything must be as the provider has it, by itself. Gives what is wrong, in sentences. */
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { provider as providerById } from "@/lib/providers/registry";
import { addDays, todayIn } from "@/lib/shared/dates";
import { retryQuarantined } from "@/lib/sync/retry-quarantined";
import { expectMirrorEqualsTruth, expectNoGhostRuns } from "@/lib/sync/test-sync";
import type { Sandbox } from "@/sandbox/sandbox";
import { type Connections, person, type Revoked } from "./connections";
import type { Installation } from "./installation";

/** Beyond the interval of every search for deletions. */
const SWEEP_INTERVAL_MS = 7 * 3_600_000;
const ROUNDS = 3;
/** Real time without any first reading moving on; how long it takes in all depends on the machine. */
const STANDSTILL_MS = 60_000;
/** A request that had left when the connection was revoked may arrive this much later (virtual). */
const ON_ITS_WAY_MS = 10_000;

export interface Verdict {
	wrong: string[];
	reservations: number;
	rounds: number;
}

export async function judge(
	installation: Installation,
	connections: Connections,
	tell: (line: string) => void,
): Promise<Verdict> {
	const { sandbox } = installation;
	let wrong: string[] = [];
	let reservations = 0;
	let rounds = 0;
	do {
		rounds++;
		await installation.advance(SWEEP_INTERVAL_MS);
		const waiting = await settle(connections);
		await retryAsides();
		({ wrong, reservations } = await compare(sandbox, connections));
		if (waiting !== null) wrong.push(waiting);
		for (const line of wrong) tell(`round ${rounds}: ${line}`);
	} while (wrong.length > 0 && rounds < ROUNDS);
	wrong.push(
		...(await heldStates(connections)),
		...refusals(sandbox),
		...(await afterRevocation(sandbox, connections.revoked)),
	);
	return { wrong, reservations, rounds };
}

/** Waits until every repeating stream has ended well since this call. Gives what still waits when patience ends. */
async function settle(connections: Connections): Promise<string | null> {
	const since = now();
	let giveUpAt = Date.now() + STANDSTILL_MS;
	let progress = "";
	for (;;) {
		await connections.reconnectWaiting().catch(() => undefined);
		const waiting = await db().stream.findMany({
			where: {
				connectionId: { in: connections.accounts.map(({ id }) => id) },
				kind: { notIn: ["contacts", "verify"] },
				OR: [
					{ completedAt: null },
					{ nextDueAt: { lte: now() } },
					{ kind: { in: ["changed", "sweep", "blocks", "inventory"] }, lastSuccessAt: { lt: since } },
				],
			},
			select: {
				kind: true,
				waiting: true,
				failures: true,
				nextDueAt: true,
				leaseUntil: true,
				done: true,
				cursor: true,
			},
			orderBy: { nextDueAt: "asc" },
		});
		const reached = waiting
			.filter(({ kind }) => kind !== "changed")
			.map(({ kind, done }) => `${kind} ${done}`)
			.join();
		if (reached !== progress) giveUpAt = Date.now() + STANDSTILL_MS;
		progress = reached;
		// A poll falls due every minute; what matters is that none is behind.
		if (waiting.every(({ kind }) => kind === "changed") && (await polledSince(connections, since))) return null;
		if (Date.now() > giveUpAt) {
			return `Not settled at ${now().toISOString()}: ${JSON.stringify(waiting.slice(0, 5))}`;
		}
		await sleep(300);
	}
}

async function polledSince(connections: Connections, since: Date): Promise<boolean> {
	const behind = await db().stream.count({
		where: {
			connectionId: { in: connections.accounts.map(({ id }) => id) },
			kind: "changed",
			OR: [{ lastSuccessAt: null }, { lastSuccessAt: { lt: since } }],
		},
	});
	return behind === 0;
}

/** Somebody presses "retry" on everything that was set aside. */
async function retryAsides(): Promise<void> {
	const aside = await db().quarantinedRecord.findMany({
		where: { tenant: { connection: { state: { in: ["active", "degraded"] } } } },
		select: { id: true, tenantId: true },
	});
	for (const { id, tenantId } of aside) await retryQuarantined(person, tenantId, id).catch(() => undefined);
}

async function compare(sandbox: Sandbox, connections: Connections): Promise<{ wrong: string[]; reservations: number }> {
	const wrong: string[] = [];
	let reservations = 0;
	for (const { id } of connections.accounts) {
		try {
			reservations += await expectMirrorEqualsTruth(sandbox, id, { except: await deletedBeyondSweeps(sandbox, id) });
		} catch (error) {
			wrong.push(error instanceof Error ? error.message : String(error));
		}
	}
	try {
		await expectNoGhostRuns();
	} catch {
		wrong.push("A run says that it is running, and nobody holds its lease.");
	}
	return { wrong, reservations };
}

/** Deleted records whose stay no search for deletions reads: they are told as unverified, not as gone. */
async function deletedBeyondSweeps(sandbox: Sandbox, connectionId: string): Promise<string[]> {
	const tenants = await db().tenant.findMany({ where: { connectionId } });
	const ids: string[] = [];
	for (const tenant of tenants) {
		const provider = providerById(tenant.provider);
		const today = todayIn(tenant.timeZone, now());
		const windows = provider.streams.flatMap(({ kind, sweeps }) =>
			kind === "sweep" && sweeps !== undefined
				? [{ from: addDays(today, sweeps.fromDay + 1), to: addDays(today, sweeps.toDay - 1) }]
				: [],
		);
		const { deletedIds } = sandbox.control.truth({
			provider: provider.id as "rezstream",
			tenant: tenant.remoteId,
		});
		const rows = await db().reservation.findMany({
			where: { tenantId: tenant.id, remoteId: { in: deletedIds } },
			select: { remoteId: true, arrival: true, departure: true, goneBefore: true },
		});
		for (const row of rows) {
			const [arrival, departure] = [row.arrival, row.departure].map((date) => date?.toISOString().slice(0, 10) ?? "");
			const isSwept = windows.some(({ from, to }) => (departure ?? "") > from && (arrival ?? "") <= to);
			if (!isSwept && row.goneBefore === null) ids.push(row.remoteId);
		}
	}
	return ids;
}

async function heldStates(connections: Connections): Promise<string[]> {
	const rows = await db().connection.findMany({
		where: { id: { in: connections.accounts.map(({ id }) => id) }, state: { not: "active" } },
	});
	return rows.map(({ accountLabel, state, reason }) => `${accountLabel} stays ${state}: ${reason}`);
}

/** OwnerRez refused none of our requests but those that it was told to refuse. */
function refusals(sandbox: Sandbox): string[] {
	const refused = sandbox.control
		.log()
		.filter(({ server, status, fault }) => server === "ownerApi" && status === 429 && fault === undefined);
	return refused.length === 0 ? [] : [`OwnerRez refused ${refused.length} requests as too many.`];
}

async function afterRevocation(sandbox: Sandbox, revoked: Revoked | null): Promise<string[]> {
	if (revoked === null) return ["Nothing was revoked."];
	const row = await db().revocation.findUniqueOrThrow({ where: { connectionId: revoked.connectionId } });
	if (row.finishedAt === null) return [`The revocation has not ended: ${JSON.stringify(row.steps)}`];
	const finishedAt = row.finishedAt.getTime();
	const [from, calls] = [revoked.at.getTime() + ON_ITS_WAY_MS, ["rezApi", "ownerApi"]];
	const late = sandbox.control
		.log()
		.filter(({ token, at }) => token !== undefined && revoked.tokens.includes(token) && Date.parse(at) > from)
		.filter(
			({ path, server, at }) =>
				calls.includes(server) && (!isProof(path) || Date.parse(at) > finishedAt + ON_ITS_WAY_MS),
		);
	return late.length === 0
		? []
		: [`${late.length} requests after the revocation: ${late.slice(0, 3).map(({ at, path }) => `${at} ${path}`)}`];
}

/** The proof that the old token is dead is the one call that must still be made. */
function isProof(path: string): boolean {
	return /token|me$/i.test(path);
}
