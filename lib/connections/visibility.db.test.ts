/** What connections and tenants tell of their syncing, from rows as the engine leaves them. */
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { providers } from "@/lib/providers/registry";
import { sentenceText } from "@/lib/shared/sentence";
import { budgetBucket } from "./allowance";
import { listConnections } from "./list-connections";
import { getOverview } from "./overview";
import { getTenant } from "./tenants";
import { testActor } from "./test-world";

useTestDatabase();
beforeEach(truncateAll);

const actor = testActor();
const [provider] = providers();
if (provider === undefined) throw new Error("no provider is registered");
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

type StreamData = Partial<Prisma.StreamUncheckedCreateWithoutTenantInput>;

/** One connection with two tenants whose first readings have ended; `changed` and `blocks` are the first tenant's streams. */
async function world({ changed = {}, blocks = {} }: { changed?: StreamData; blocks?: StreamData } = {}): Promise<void> {
	await db().connection.create({
		data: {
			id: "con_1",
			provider: provider?.id ?? "",
			method: "oauth",
			state: "active",
			reason: "Healthy.",
			since: minutes(-600),
			accountKey: "a",
			accountLabel: "Account",
			multiTenant: true,
			requestedScopes: [],
			grantedScopes: [],
			provenAt: minutes(-3),
			createdBy: "ann",
		},
	});
	for (const id of ["ten_1", "ten_2"]) {
		await db().tenant.create({
			data: {
				id,
				provider: provider?.id ?? "",
				remoteId: id,
				connectionId: "con_1",
				name: id,
				timeZone: "UTC",
				asOf: minutes(-2),
				streams: {
					create: (["window", "changed", "blocks"] as const).map((kind, position) => ({
						id: `str_${id}_${kind}`,
						connectionId: "con_1",
						kind,
						position,
						completedAt: minutes(-500),
						lastSuccessAt: kind === "window" ? minutes(-500) : minutes(-2),
						nextDueAt: kind === "window" ? null : minutes(4),
						...(id === "ten_1" && kind === "changed" ? changed : {}),
						...(id === "ten_1" && kind === "blocks" ? blocks : {}),
					})),
				},
			},
		});
	}
}

const tenant = (id: string) => getTenant(actor, id);
async function connection() {
	const [only] = (await listConnections(actor)).items;
	if (only === undefined) throw new Error("the connection is not listed");
	return only;
}
async function issues() {
	return (await getOverview(actor)).issues;
}

describe("facts", () => {
	it("tell pace, last success and the next request while all is well", async () => {
		await world({ changed: { pollSeconds: 120, changeRate: 4.2 } });
		const facts = await tenant("ten_1");
		expect(facts).toMatchObject({
			pollSeconds: 120,
			changesPerHour: 4.2,
			paused: null,
			backoff: null,
			waiting: null,
			hold: null,
			cancelled: null,
			notPermitted: [],
			connection: { state: "active" },
		});
		expect(Date.parse(facts.nextRequestAt ?? "")).toBeGreaterThan(Date.now());
		expect(Date.parse(facts.lastSuccessAt ?? "")).toBeGreaterThan(minutes(-3).getTime());
		expect((await connection()).lastSuccessAt).toBe((await tenant("ten_2")).lastSuccessAt);
		expect(await issues()).toEqual([]);
	});

	it("tell a back-off of one tenant by its connection too, once in the overview", async () => {
		await world({ changed: { failures: 3, failingSince: minutes(-20), lastError: "503.", errorKind: "unavailable" } });
		const { backoff } = await tenant("ten_1");
		expect(backoff?.reason).toBe("503.");
		expect((await tenant("ten_2")).backoff).toBeNull();
		expect((await connection()).backoff).toEqual(backoff);
		expect((await issues()).map(({ kind, name }) => [kind, name])).toEqual([["disturbed", "Account"]]);
	});

	it("tell of a provider that nobody asks and that is slow, to every tenant", async () => {
		await world();
		if (provider === undefined) throw new Error("no provider");
		await db().providerPulse.create({
			data: {
				bucket: budgetBucket(provider),
				failingSince: minutes(-9),
				openUntil: minutes(5),
				slowSince: minutes(-30),
				updatedAt: minutes(0),
			},
		});
		for (const id of ["ten_1", "ten_2"]) {
			const facts = await tenant(id);
			expect(facts.backoff?.reason).toContain(`${provider.label} does not answer`);
			expect(facts.nextRequestAt).toBe(facts.backoff?.until);
			expect(Date.parse(facts.providerSlowSince ?? "")).toBeLessThan(minutes(-29).getTime());
		}
	});

	it("call a stream that is not permitted just that: no back-off, no loading for ever", async () => {
		await world({ blocks: { failures: 2, errorKind: "forbidden", lastError: "No.", completedAt: null } });
		expect(await tenant("ten_1")).toMatchObject({
			notPermitted: ["blocks"],
			backoff: null,
			progress: { phase: "following" },
		});
		expect((await issues()).map(({ kind, tenantId }) => [kind, tenantId])).toEqual([["not_permitted", "ten_1"]]);
	});
});

describe("pauses", () => {
	it("of a tenant are its own; those of a connection are all its tenants'", async () => {
		await world();
		await db().tenant.update({ where: { id: "ten_1" }, data: { pausedAt: minutes(-1), pausedBy: "ann" } });
		expect(await tenant("ten_1")).toMatchObject({ paused: { by: "ann" }, pausedHere: true, nextRequestAt: null });
		expect(await tenant("ten_2")).toMatchObject({ paused: null });
		expect(await connection()).toMatchObject({ paused: null });
		await db().connection.update({ where: { id: "con_1" }, data: { pausedAt: minutes(-1), pausedBy: "bob" } });
		expect(await tenant("ten_2")).toMatchObject({ paused: { by: "bob" }, pausedHere: false });
		expect(await connection()).toMatchObject({ paused: { by: "bob" }, nextRequestAt: null });
	});

	it("are told once: by what was paused", async () => {
		await world();
		await db().tenant.update({ where: { id: "ten_1" }, data: { pausedAt: minutes(-1), pausedBy: "ann" } });
		const told = async () => (await issues()).map(({ kind, tenantId, action }) => [kind, tenantId, action.to]);
		expect(await told()).toEqual([["paused", "ten_1", "resume"]]);
		await db().tenant.update({ where: { id: "ten_1" }, data: { pausedAt: null } });
		await db().connection.update({ where: { id: "con_1" }, data: { pausedAt: minutes(-1), pausedBy: "bob" } });
		expect(await told()).toEqual([["paused", null, "resume"]]);
	});
});

describe("what needs a person", () => {
	it("is told most urgent first, each with what to do", async () => {
		await world({
			changed: {
				held: { missing: 30, expected: 412, since: minutes(-60).toISOString(), approvedBy: null, approvedAt: null },
			},
		});
		await db().quarantinedRecord.createMany({
			data: [
				{ id: "qua_1", identity: "1", ignoredAt: null },
				{ id: "qua_2", identity: "2", ignoredAt: minutes(-1) },
			].map((row) => ({
				...row,
				tenantId: "ten_2",
				stream: "changed",
				field: "arrival",
				reason: "no date",
				sealed: "x",
				seenAt: minutes(-5),
			})),
		});
		await db().credential.create({
			data: {
				connectionId: "con_1",
				sealed: "x",
				keyId: "k",
				fingerprint: "f",
				hasRefreshToken: false,
				expiresAt: minutes(3 * 1440),
				savedBy: "ann",
			},
		});
		const found = await issues();
		expect(found.map(({ kind, tenantId, action }) => [kind, tenantId, action.to])).toEqual([
			["held", "ten_1", "tenant"],
			["expiring", null, "reconnect"],
			["set_aside", "ten_2", "tenant"],
		]);
		expect(sentenceText(found[0]?.sentence ?? [], () => "…")).toContain("30 of 412 reservations");
		expect(sentenceText(found[2]?.sentence ?? [], () => "…")).toContain("1 record set aside");
	});

	it("is told only to those who may see the tenant", async () => {
		await world({ blocks: { failures: 2, errorKind: "forbidden" } });
		const narrow = testActor("viewer", ["ten_2"]);
		expect((await getOverview(narrow)).issues).toEqual([]);
	});
});
