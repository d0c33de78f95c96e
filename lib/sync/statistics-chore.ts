/** After the first reading and whenever tables have grown much, they are cleared up and the planner is shown what is in them. */
import "server-only";
import { grownTables, vacuumTable } from "@/lib/db/statistics";
import type { Chore } from "./worker";

const LOOK_EVERY_MS = 60_000;

export function statisticsChore(): Chore {
	let quietUntil = 0;
	return {
		task: "refresh_statistics",
		due: async () => {
			if (Date.now() < quietUntil) return [];
			quietUntil = Date.now() + LOOK_EVERY_MS;
			return await grownTables();
		},
		run: vacuumTable,
	};
}
