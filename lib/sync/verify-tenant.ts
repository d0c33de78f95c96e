/** A verification from beginning to end, for the command line: asked for, waited for, and done here where no worker runs. */
import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, SYSTEM } from "@/lib/auth/actor";
import { VERIFY_STREAM } from "@/lib/connections/streams";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { VerificationReport, VerificationScope } from "@/lib/shared/verification";
import { runStream } from "./run-stream";
import { getVerification } from "./verify-report";
import { cancelVerification, requestVerification } from "./verify-request";

const LOOK_EVERY_MS = 500;
const COMMAND: Actor = { ...SYSTEM, label: "command line" };

export interface VerifyTenantInput {
	/** Our id, the provider's id or the name, whatever its case. */
	tenant: string;
	scope: VerificationScope;
	/** Also does the work; without it a worker elsewhere must run. */
	worksItself: boolean;
	onProgress: (report: VerificationReport) => void;
	/** Aborted: the verification is cancelled. */
	signal: AbortSignal;
}

export type VerifyTenantResult = { report: VerificationReport; tenantName: string } | { refusal: string };

/** Ends with the verification: finished, failed or cancelled. A refusal says in words why none could begin. */
export async function verifyTenant(input: VerifyTenantInput): Promise<VerifyTenantResult> {
	const tenant = await findTenant(input.tenant);
	if ("refusal" in tenant) return tenant;
	try {
		await requestVerification(COMMAND, tenant.id, input.scope);
	} catch (error) {
		if (error instanceof AppError) return { refusal: `${tenant.name}: ${error.userMessage}` };
		throw error;
	}
	const owner = randomUUID();
	for (;;) {
		if (input.signal.aborted) await cancelVerification(COMMAND, tenant.id);
		else if (input.worksItself) await workOnce(tenant.id, owner, input.signal);
		const report = await getVerification(COMMAND, tenant.id);
		input.onProgress(report);
		if (report.verification?.state !== "waiting" && report.verification?.state !== "running") {
			return { report, tenantName: tenant.name };
		}
		await sleep(LOOK_EVERY_MS, undefined, { signal: input.signal }).catch(() => undefined);
	}
}

/** Does nothing while the stream is not due, or another worker holds it or its connection. */
async function workOnce(tenantId: string, owner: string, signal: AbortSignal): Promise<void> {
	const stream = await db().stream.findUnique({
		where: { tenantId_kind: { tenantId, kind: VERIFY_STREAM } },
		select: { id: true },
	});
	if (stream !== null) await runStream(stream.id, owner, signal);
}

async function findTenant(wanted: string): Promise<{ id: string; name: string } | { refusal: string }> {
	const found = await db().tenant.findMany({
		where: { OR: [{ id: wanted }, { remoteId: wanted }, { name: { equals: wanted, mode: "insensitive" } }] },
		select: { id: true, name: true },
	});
	const [tenant, another] = found;
	if (tenant === undefined) {
		const all = await db().tenant.findMany({
			where: { included: true },
			select: { name: true },
			orderBy: { name: "asc" },
		});
		const names = all.map(({ name }) => name).join(", ");
		return { refusal: `There is no tenant "${wanted}".${names === "" ? " None is connected." : ` Known: ${names}.`}` };
	}
	if (another !== undefined) {
		return {
			refusal: `Several tenants are called "${wanted}". Name one by its id: ${found.map(({ id }) => id).join(", ")}.`,
		};
	}
	return tenant;
}
