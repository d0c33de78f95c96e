/** Test support: time that stands still until a test moves it, for the app's clock and the database's together. */
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";

/** rezdeck_clock() reads a row here, so that moving it is one cheap UPDATE. */
export class VirtualTime {
	private constructor(private at: number) {}

	static async start(at = Date.now()): Promise<VirtualTime> {
		await db().$executeRawUnsafe("CREATE TABLE IF NOT EXISTS test_time (at timestamptz NOT NULL)");
		await db().$executeRawUnsafe("DELETE FROM test_time");
		await db().$executeRawUnsafe("INSERT INTO test_time VALUES (clock_timestamp())");
		await db().$executeRawUnsafe(
			`CREATE OR REPLACE FUNCTION rezdeck_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT at FROM test_time'`,
		);
		const time = new VirtualTime(at);
		await time.set(at);
		return time;
	}

	/** Epoch milliseconds. */
	now(): number {
		return this.at;
	}

	async set(at: number): Promise<void> {
		this.at = at;
		setClockOffset(at - Date.now());
		await db().$executeRaw`UPDATE test_time SET at = ${new Date(at)}`;
	}

	async pass(ms: number): Promise<void> {
		await this.set(this.at + ms);
	}

	async stop(): Promise<void> {
		setClockOffset(0);
		await setDatabaseClock(0);
	}
}
