/** After the first reading and whenever tables have grown much, the planner is shown what is in them. */
import "server-only";
import { analyzeTable, grownTables } from "@/lib/db/statistics";
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
		run: analyzeTable,
	};
}
