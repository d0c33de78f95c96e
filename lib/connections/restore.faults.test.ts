import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { expectMirrorEqualsTruth, expectNoGhostRuns, expectToldTruth } from "@/lib/sync/test-sync";
import { completeConnect } from "./complete-connect";
import { revokeConnection } from "./revoke-connection";
import { putBackupBack, takeBackup } from "./test-backup";
import { moveTo, workOn } from "./test-time";
import { testActor, useTestWorld } from "./test-world";

const world = useTestWorld({ reservations: 60, rezstreamTenants: 2, ownerrezUsers: 2 });
const actor = testActor();
const MINUTE = 60_000;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().settings({ accessTokenSeconds: 900, ownerTokenSeconds: 2_592_000 });
});
afterEach(async () => {
	await moveTo(0);
});

async function changeTenant(id: string): Promise<void> {
	const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
	const provider = tenant.provider as "rezstream" | "ownerrez";
	for (const op of ["create", "update", "cancel"] as const) {
		world.control().change({ provider, tenant: tenant.remoteId, op }, 2);
	}
}

function refreshRequests(): number {
	return world
		.control()
		.log()
		.filter(({ form }) => form?.some(([, value]) => value === "refresh_token")).length;
}

it("F-45 S-47 a restored backup whose token was rotated since sends no spent token, asks for a person, then converges", async () => {
	const consent = { tenants: world.tenantNames("rezstream").slice(0, 1) };
	const id = await world.connect(actor, "rezstream", consent);
	await workOn([id]);
	await takeBackup();
	for (const minutes of [16, 32]) {
		await changeTenant(id);
		await moveTo(minutes * MINUTE);
		await workOn([id]);
	}
	await expectMirrorEqualsTruth(world.sandbox(), id);
	expect((await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation).toBe(3);

	await putBackupBack();
	world.control().clearLog();
	await moveTo(40 * MINUTE);
	await workOn([id]);
	await moveTo(80 * MINUTE);
	await workOn([id]);
	expect(refreshRequests()).toBe(0);
	expect(world.control().counters().rezstreamReuse).toBe(0);
	await expectToldTruth(actor, id, { state: "needs_reconnect", reason: /put back to an older state.*Reconnect/ });
	expect(await db().auditEvent.count({ where: { action: "connection.needs_reconnect", targetId: id } })).toBe(1);

	expect(await world.connect(actor, "rezstream", consent, id)).toBe(id);
	await workOn([id]);
	await moveTo(100 * MINUTE);
	await workOn([id]);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	await expectNoGhostRuns();
	await expectToldTruth(actor, id, { state: "active" });
	expect(world.control().counters().rezstreamReuse).toBe(0);
});

it("F-45 a restored backup whose access token still works syncs on with it and converges from its older cursors", async () => {
	world.control().settings({ ownerTokenSeconds: 5 * 3600 });
	const id = await world.connect(actor, "ownerrez");
	await takeBackup();
	await workOn([id]);
	await changeTenant(id);
	await moveTo(16 * MINUTE);
	await workOn([id]);
	expect((await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation).toBeGreaterThan(1);

	await putBackupBack();
	world.control().clearLog();
	await changeTenant(id);
	await moveTo(40 * MINUTE);
	await workOn([id]);
	await moveTo(60 * MINUTE);
	await workOn([id]);
	expect(refreshRequests()).toBe(0);
	expect(world.control().counters().ownerrezReuse).toBe(0);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	await expectNoGhostRuns();
	await expectToldTruth(actor, id, { state: "active" });
});

it.each(["rezstream", "ownerrez"] as const)(
	"F-71 %s: who reconnects a connection that a colleague revokes meanwhile is told so, and both stand in the audit trail",
	async (provider) => {
		const consent = provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};
		const id = await world.connect(actor, provider, consent);
		await workOn([id]);
		const [revoker, second, reconnecter] = [testActor(), testActor(), testActor()];
		const callback = await world.leaveAndApprove(reconnecter, provider, consent, id);
		const choice = { deleteData: false, force: false };
		const revocations = await Promise.allSettled([
			revokeConnection(revoker, id, choice),
			revokeConnection(second, id, choice),
		]);
		expect(revocations.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		const lost = revocations.find((answer) => answer.status === "rejected");
		expect(lost?.reason).toMatchObject({ code: "conflict", userMessage: expect.stringContaining("already") });
		await expect(completeConnect(reconnecter, provider, callback.searchParams)).rejects.toMatchObject({
			problem: { userMessage: expect.stringContaining("was revoked meanwhile") },
		});
		const events = await db().auditEvent.findMany({ where: { actorKind: "operator" }, orderBy: { id: "asc" } });
		const of = (label: string) =>
			events
				.filter((event) => event.actorLabel === label && !event.action.startsWith("connect.started"))
				.map((event) => event.outcome);
		expect([...of(revoker.label), ...of(second.label)].sort()).toEqual(["ok", "refused"]);
		expect(of(reconnecter.label).at(-1)).toBe("refused");
		expect((await db().connection.findUniqueOrThrow({ where: { id } })).state).toBe("revoking");
		await workOn([id]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	},
);
