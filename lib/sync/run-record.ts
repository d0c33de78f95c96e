/** Run rows: what the product shows of a stream's work. No row says "running" longer than its lease lives. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { ClaimedStream } from "./lease";

/** The stream's unfinished run goes on under the new fence, or a new one begins. */
export async function openRun(stream: ClaimedStream): Promise<{ id: string; startedAt: Date }> {
	const at = now();
	return db().$transaction(async (tx) => {
		const open = await tx.run.findFirst({
			where: { streamId: stream.id, state: { in: ["running", "waiting"] } },
			orderBy: { startedAt: "desc" },
		});
		if (open !== null) {
			await tx.run.update({
				where: { id: open.id },
				data: {
					state: "running",
					fence: stream.fence,
					heartbeatAt: at,
					message: open.state === "running" ? "Taken over from a worker that stopped." : null,
				},
			});
			return { id: open.id, startedAt: open.startedAt };
		}
		const run = await tx.run.create({
			data: {
				id: newId("run"),
				streamId: stream.id,
				connectionId: stream.connectionId,
				tenantId: stream.tenantId,
				fence: stream.fence,
				state: "running",
				startedAt: at,
				heartbeatAt: at,
			},
		});
		return { id: run.id, startedAt: run.startedAt };
	});
}

export async function closeRun(
	tx: Transaction,
	runId: string,
	state: "waiting" | "succeeded" | "failed" | "cancelled",
	message: string | null,
): Promise<void> {
	const at = now();
	await tx.run.updateMany({
		where: { id: runId },
		data: { state, message, heartbeatAt: at, finishedAt: state === "waiting" ? null : at },
	});
}
