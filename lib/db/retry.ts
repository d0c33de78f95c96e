/** Two transactions in each other's way: the database ends one of them, and done again it succeeds (F-63). */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseFailure } from "@/lib/database-failure";

const TRIES = 4;
const PAUSE_MS = 20;

/** Runs `work` up to three times more while it ends in a deadlock or a serialization failure. Nothing of a failed try stays. */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt >= TRIES || databaseFailure(error) !== "conflict") throw error;
			await sleep(PAUSE_MS * attempt * (1 + Math.random()));
		}
	}
}
