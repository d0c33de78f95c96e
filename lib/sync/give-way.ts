/** Between two pages: may the run go on, is it another one's turn, or did somebody stop it? */
import "server-only";
import { db } from "@/lib/db/client";
import { givesWayToPolls, isDuePoll } from "./due-streams";
import { isRunnable } from "./lease";
import type { RunContext } from "./run-context";

/** A person stopped the run. `paused`: it goes on where it stands; `cancelled`: this run ends. */
export class RunStopped extends Error {
	override readonly name = "RunStopped";
	/** @param message for people */
	constructor(
		readonly how: "paused" | "cancelled",
		message: string,
	) {
		super(message);
	}
}

/**
 * True when the slice should end here, after a whole page.
 * @param sliceEnds epoch milliseconds, real time
 * @throws RunStopped
 */
export async function mustGiveWay(context: RunContext, sliceEnds: number): Promise<boolean> {
	const { stream, signal } = context;
	if (signal.aborted) return true;
	await assertNotStopped(context);
	if (Date.now() > sliceEnds) return true;
	if (!givesWayToPolls(stream.kind)) return false;
	const [due] = await db().$queryRaw<unknown[]>`
		SELECT 1 FROM stream p JOIN connection c ON c.id = p.connection_id JOIN tenant t ON t.id = p.tenant_id
		WHERE p.connection_id = ${stream.connectionId} AND ${isDuePoll()} AND ${isRunnable()} LIMIT 1`;
	return due !== undefined;
}

/** Throws RunStopped when somebody paused its connection or tenant, or cancelled the run. */
export async function assertNotStopped({ stream, runId }: RunContext): Promise<void> {
	const [row] = await db().$queryRaw<{ cancelled: boolean; message: string | null; pausedBy: string | null }[]>`
		SELECT r.cancel_requested_at IS NOT NULL AS cancelled, r.message,
			CASE WHEN c.paused_at IS NOT NULL THEN coalesce(c.paused_by, '')
				WHEN t.paused_at IS NOT NULL THEN coalesce(t.paused_by, '') END AS "pausedBy"
		FROM run r JOIN connection c ON c.id = ${stream.connectionId} JOIN tenant t ON t.id = ${stream.tenantId}
		WHERE r.id = ${runId}`;
	if (row?.cancelled) throw new RunStopped("cancelled", row.message ?? "Cancelled.");
	if (row?.pausedBy != null) throw new RunStopped("paused", pausedSentence(row.pausedBy));
}

export function pausedSentence(by: string): string {
	return `Paused${by === "" ? "" : ` by ${by}`}. It goes on where it stands when somebody presses Go on.`;
}
