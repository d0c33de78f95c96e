import { beforeEach, expect, it } from "vitest";
import { db } from "./client";
import { grownTables, vacuumTable } from "./statistics";
import { truncateAll, useTestDatabase } from "./test-database";

useTestDatabase();
beforeEach(truncateAll);

/** Rows of about 1 KiB. */
async function fill(rows: number): Promise<void> {
	await db().$executeRaw`INSERT INTO throttle (key, count, started_at)
		SELECT gen_random_uuid()::text || repeat('x', 900), 1, '2026-01-01' FROM generate_series(1, ${rows}::int)`;
}

it("a table that has grown much is due until the planner has looked at it, and again when it has grown by half", async () => {
	expect(await grownTables()).not.toContain("throttle");
	await fill(1_000);
	expect(await grownTables()).toContain("throttle");
	await vacuumTable("throttle");
	expect(await grownTables()).not.toContain("throttle");
	const [known] = await db().$queryRaw<[{ rows: number }]>`
		SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'throttle'::regclass`;
	expect(known.rows).toBe(1_000);

	await fill(200);
	expect(await grownTables()).not.toContain("throttle");
	await fill(1_000);
	expect(await grownTables()).toContain("throttle");
});
