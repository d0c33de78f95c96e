import { readFileSync } from "node:fs";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "./client";
import { newId } from "./ids";
import { migrateDatabase } from "./migrate";
import { diffSchemas } from "./schema-engine";
import { testDatabaseUrl, truncateAll, useTestDatabase } from "./test-database";

useTestDatabase();
beforeEach(truncateAll);

async function createOperator(email: string): Promise<void> {
	await db().operator.create({ data: { id: newId("opr"), email, name: "Ada", role: "owner" } });
}

describe("migrateDatabase", () => {
	it("finds nothing to do on a migrated database and keeps its rows", async () => {
		await createOperator("ada@example.com");
		expect(await migrateDatabase(testDatabaseUrl())).toEqual([]);
		expect(await db().operator.count()).toBe(1);
	});

	it("records every migration the way Prisma's own command does", async () => {
		const rows = await db().$queryRaw<{ migration_name: string; applied_steps_count: number }[]>`
			SELECT migration_name, applied_steps_count FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`;
		expect(rows[0]).toEqual({ migration_name: "0001_init", applied_steps_count: 1 });
	});

	it("leads to exactly the tables and columns of prisma/schema.prisma", async () => {
		const schema = readFileSync("prisma/schema.prisma", "utf8");
		const sql = await diffSchemas(testDatabaseUrl(), process.cwd(), undefined, schema);
		const client = new pg.Client({ connectionString: testDatabaseUrl() });
		await client.connect();
		const columns = async (where: string) => {
			const { rows } = await client.query<{ line: string }>(
				`SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable, datetime_precision) AS line
				 FROM information_schema.columns WHERE table_schema = $1 AND table_name <> '_prisma_migrations' ORDER BY 1`,
				[where],
			);
			return rows.map((row) => row.line);
		};
		await client.query("BEGIN; CREATE SCHEMA written; SET LOCAL search_path = written");
		await client.query(sql.replace('CREATE SCHEMA IF NOT EXISTS "public";', ""));
		const written = await columns("written");
		const migrated = await columns("public");
		await client.query("ROLLBACK");
		await client.end();
		expect(written.length).toBeGreaterThan(100);
		expect(migrated).toEqual(written);
	});

	it("prepares the job queue", async () => {
		await db().$executeRaw`SELECT graphile_worker.add_job('probe', '{}'::json)`;
		const jobs = await db().$queryRaw`SELECT task_identifier FROM graphile_worker.jobs`;
		expect(jobs).toEqual([{ task_identifier: "probe" }]);
	});

	it("makes the search index that substring search needs", async () => {
		const plan = await db().$transaction(async (tx) => {
			await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
			return tx.$queryRaw<{ "QUERY PLAN": string }[]>`
				EXPLAIN SELECT id FROM reservation WHERE search_text LIKE '%miller%'`;
		});
		expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("reservation_search_text_idx");
	});
});

describe("truncateAll", () => {
	it("leaves no row of an earlier test, not even in the audit trail", async () => {
		await createOperator("ada@example.com");
		await db().auditEvent.create({
			data: { actorKind: "system", actorId: "test", actorLabel: "Test", action: "test.ran", outcome: "ok" },
		});
		await truncateAll();
		expect(await db().operator.count()).toBe(0);
		expect(await db().auditEvent.count()).toBe(0);
	});
});
