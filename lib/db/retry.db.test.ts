import { beforeEach, describe, expect, it } from "vitest";
import { databaseFailure } from "@/lib/database-failure";
import { closeDatabase, db } from "./client";
import { retryConflicts } from "./retry";
import { truncateAll, useTestDatabase } from "./test-database";

useTestDatabase();
beforeEach(truncateAll);

/** What PostgreSQL does to one of two transactions that are in each other's way. */
async function refuse(sqlState: string): Promise<void> {
	await db().$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '${sqlState}'; END $$`);
}

describe("a transaction that the database ended", () => {
	it.each(["40P01", "40001"])(
		"F-63 with %s is done again and succeeds, and nothing of the failed tries stays",
		async (sqlState) => {
			let tries = 0;
			await db().$transaction(async (tx) => {
				await tx.throttle.create({ data: { key: `try-${++tries}`, count: 1, startedAt: new Date(0) } });
				if (tries < 4) {
					await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '${sqlState}'; END $$`);
				}
			});
			expect(tries).toBe(4);
			expect((await db().throttle.findMany()).map(({ key }) => key)).toEqual(["try-4"]);
		},
	);

	it("F-63 is tried three times more and not for ever", async () => {
		let tries = 0;
		const doomed = retryConflicts(async () => {
			tries++;
			await refuse("40P01");
		});
		await expect(doomed).rejects.toThrow();
		expect(tries).toBe(4);
	});

	it("is not done again when the database refused for any other reason", async () => {
		let tries = 0;
		const doomed = retryConflicts(async () => {
			tries++;
			await refuse("23505");
		});
		await expect(doomed).rejects.toThrow();
		expect(tries).toBe(1);
	});
});

describe("what the database itself could not do", () => {
	it.each([
		["40P01", "conflict"],
		["40001", "conflict"],
		["53100", "full"],
		["57P01", "away"],
		["53300", "away"],
		["22001", null],
	] as const)("%s is told as %s", async (sqlState, told) => {
		const error = await refuse(sqlState).catch((thrown: unknown) => thrown);
		expect(databaseFailure(error)).toBe(told);
	});

	it("a server that does not listen is away, an error of our own is not the database's", async () => {
		await closeDatabase();
		const url = process.env.DATABASE_URL;
		process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/none";
		const { forgetEnvironment } = await import("@/lib/env");
		forgetEnvironment();
		const error = await db().$queryRaw`SELECT 1`.catch((thrown: unknown) => thrown);
		await closeDatabase();
		process.env.DATABASE_URL = url;
		forgetEnvironment();
		expect(databaseFailure(error)).toBe("away");
		expect(databaseFailure(Object.assign(new Error("reset"), { code: "ECONNRESET" }))).toBeNull();
	});
});
