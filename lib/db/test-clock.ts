/** Test support: moves the database's clock (rezdeck_clock), which leases and allowances read. */
import { db } from "./client";

/** Shifts rezdeck_clock() of the test database by this many milliseconds; 0 puts it back. */
export async function setDatabaseClock(offsetMs: number): Promise<void> {
	await replaceClock(`clock_timestamp() + make_interval(secs => ${Number(offsetMs) / 1000})`);
}

/** From the real instant `start` (epoch milliseconds) on, rezdeck_clock() runs `factor` times as fast, `aheadMs` ahead. */
export async function setDatabaseClockSpeed(factor: number, start: number, aheadMs = 0): Promise<void> {
	const from = `to_timestamp(${Number(start) / 1000})`;
	const ahead = `make_interval(secs => ${Number(aheadMs) / 1000})`;
	await replaceClock(`${from} + (clock_timestamp() - ${from}) * ${Number(factor)} + ${ahead}`);
}

async function replaceClock(expression: string): Promise<void> {
	await db().$executeRawUnsafe(
		`CREATE OR REPLACE FUNCTION rezdeck_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT ${expression}'`,
	);
}
