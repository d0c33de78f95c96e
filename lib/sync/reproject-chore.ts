/** After an upgrade that projects records differently the workers bring older rows up to date, beside their other work. */
import "server-only";
import { hasOutdatedRows, reprojectBatch } from "@/lib/reservations/reproject";
import type { Chore } from "./worker";

const LOOK_EVERY_MS = 60_000;
/** Then the place is free for polls again, and the work is taken up at the next tick. */
const TURN_MS = 20_000;

export function reprojectChore(): Chore {
	let quietUntil = 0;
	return {
		task: "reproject",
		due: async () => {
			if (Date.now() < quietUntil) return [];
			if (await hasOutdatedRows()) return ["rows"];
			quietUntil = Date.now() + LOOK_EVERY_MS;
			return [];
		},
		run: async (_id, signal) => {
			const turnEnds = Date.now() + TURN_MS;
			while (!signal.aborted && Date.now() < turnEnds && (await reprojectBatch()) > 0);
		},
	};
}
