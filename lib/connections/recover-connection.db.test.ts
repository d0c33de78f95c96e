import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { moveConnection } from "./connection-state";
import { recoverConnection } from "./recover-connection";
import { testActor, useTestWorld } from "./test-world";

const world = useTestWorld();
beforeEach(truncateAll);

async function disturbed(): Promise<string> {
	const id = await world.connect(testActor(), "ownerrez");
	await moveConnection(db(), id, "degraded", "It does not answer.", new Date());
	return id;
}

async function stateAfterRecovery(id: string): Promise<string> {
	await recoverConnection(db(), id, new Date());
	return (await db().connection.findUniqueOrThrow({ where: { id } })).state;
}

describe("a disturbed connection", () => {
	it("stays so while a feed of the provider fails, and is healthy once none does", async () => {
		const id = await disturbed();
		await db().stream.updateMany({ where: { connectionId: id, kind: "changed" }, data: { failures: 1 } });
		expect(await stateAfterRecovery(id)).toBe("degraded");
		await db().stream.updateMany({ where: { connectionId: id }, data: { failures: 0 } });
		expect(await stateAfterRecovery(id)).toBe("active");
	});

	it("does not wait for contacts, which come when there is idle allowance", async () => {
		const id = await disturbed();
		await db().stream.updateMany({ where: { connectionId: id, kind: "contacts" }, data: { failures: 3 } });
		expect(await stateAfterRecovery(id)).toBe("active");
	});

	it("that waits for a person is not made healthy by this", async () => {
		const id = await disturbed();
		await moveConnection(db(), id, "needs_reconnect", "Refused.", new Date());
		expect(await stateAfterRecovery(id)).toBe("needs_reconnect");
	});
});
