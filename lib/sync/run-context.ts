/** What one execution of a stream works with. */
import "server-only";
import { db } from "@/lib/db/client";
import type { Provider, TenantContext } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import type { ClaimedStream } from "./lease";
import type { OpenRun } from "./run-record";

export interface RunContext {
	stream: ClaimedStream;
	runId: string;
	startedAt: Date;
	/** A person asked for this run and waits for it. */
	asked: boolean;
	provider: Provider;
	tenant: TenantContext;
	/** Aborted when the worker stops, or with a RunStopped as its reason when a person stops the run. */
	signal: AbortSignal;
}

/** `paused`: more to do, but it is another stream's turn. */
export type SliceEnd = "finished" | "paused";

/** Reads and stores until the end or until `sliceEnds` (epoch milliseconds, real time), whichever comes first. */
export type StreamRunner = (context: RunContext, sliceEnds: number) => Promise<SliceEnd>;

/** Throws when the tenant is gone meanwhile. */
export async function runContext(stream: ClaimedStream, run: OpenRun, signal: AbortSignal): Promise<RunContext> {
	const tenant = await db().tenant.findUniqueOrThrow({
		where: { id: stream.tenantId },
		include: { connection: { select: { multiTenant: true } } },
	});
	return {
		stream,
		runId: run.id,
		startedAt: run.startedAt,
		asked: run.asked,
		provider: providerById(tenant.provider),
		tenant: { remoteId: tenant.remoteId, timeZone: tenant.timeZone, multiTenant: tenant.connection.multiTenant },
		signal,
	};
}
