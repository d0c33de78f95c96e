/**
 * Ends a connection at the provider and here: jobs stop, the provider is told (refresh token first), the old token is
 * tried once more and must be refused, the secret is destroyed. What failed is retried with growing delays and stays
 * visible; nothing is called revoked that was not proven or confirmed (SECURITY S-39 … S-43).
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Provider, TokenSet } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import type { Revocation } from "@/lib/shared/connections";
import { SealBroken } from "@/lib/vault/vault";
import { moveConnection } from "./connection-state";
import { destroyCredential, openCredential, sealTokens } from "./credentials";
import { deleteTenantData } from "./delete-data";
import { isDone, type RevocationStep, type StepKey, setStep } from "./revocation-steps";
import { forgetTokens } from "./rotation-ledger";
import { looseContext } from "./with-access";

const LEASE_SECONDS = 120;
const RETRY_SECONDS = [5, 15, 60, 300, 900, 1800, 3600] as const;
const JOBS_STOP_RETRY_SECONDS = 2;

/** Ids of revocations whose next try is due. */
export async function dueRevocations(): Promise<string[]> {
	const rows = await db().revocation.findMany({
		where: { finishedAt: null, nextTryAt: { lte: now() } },
		select: { connectionId: true },
		take: 50,
	});
	return rows.map((row) => row.connectionId);
}

/** Takes one revocation as far as it goes now. Safe to call from several processes at once. */
export async function processRevocation(connectionId: string): Promise<void> {
	const claimed = await db().$executeRaw`
		UPDATE revocation SET next_try_at = ${new Date(now().getTime() + LEASE_SECONDS * 1000)}, attempts = attempts + 1
		WHERE connection_id = ${connectionId} AND finished_at IS NULL AND next_try_at <= ${now()}`;
	if (claimed === 0) return;
	const row = await db().revocation.findUniqueOrThrow({
		where: { connectionId },
		include: { connection: true },
	});
	const work = new RevocationWork(connectionId, row.steps as RevocationStep[], row.attempts);
	const provider = providerById(row.connection.provider);

	if (!(await jobsStopped(connectionId))) {
		await work.set("jobs_stopped", "running", "Waiting for the last request to end.");
		return work.retryIn(JOBS_STOP_RETRY_SECONDS);
	}
	if (!isDone(work.steps, "jobs_stopped")) await work.set("jobs_stopped", "done");

	const outcome = row.force
		? await forget(work, provider)
		: await tellAndProve(work, provider, row.connection.method === "manual");
	if (outcome === "pending" || outcome === "still_alive") {
		await db().revocation.update({ where: { connectionId }, data: { outcome } });
		return work.retryLater();
	}
	await finish(work, provider, outcome, row.deleteData);
}

/** The steps of one revocation, written as they change so that the page can follow. */
class RevocationWork {
	constructor(
		readonly connectionId: string,
		public steps: RevocationStep[],
		private readonly attempts: number,
	) {}

	async set(key: StepKey, state: RevocationStep["state"], detail: string | null = null): Promise<void> {
		this.steps = setStep(this.steps, key, state, now(), detail);
		await db().revocation.update({ where: { connectionId: this.connectionId }, data: { steps: this.steps } });
	}

	async retryLater(): Promise<void> {
		await this.retryIn(RETRY_SECONDS[Math.min(this.attempts, RETRY_SECONDS.length) - 1] ?? RETRY_SECONDS[0]);
	}

	async retryIn(seconds: number): Promise<void> {
		await db().revocation.update({
			where: { connectionId: this.connectionId },
			data: { nextTryAt: new Date(now().getTime() + seconds * 1000) },
		});
	}
}

async function jobsStopped(connectionId: string): Promise<boolean> {
	const [row] = await db().$queryRaw<{ live: number }[]>`
		SELECT count(*)::int AS live FROM stream WHERE connection_id = ${connectionId} AND lease_until > rezdeck_clock()`;
	return row?.live === 0;
}

async function tellAndProve(
	work: RevocationWork,
	provider: Provider,
	isManual: boolean,
): Promise<Revocation["outcome"]> {
	const tokens = await readTokens(work);
	if (tokens === null) return "local_only";
	const method = isManual ? "manual" : "oauth";
	if (!provider.capabilities.remoteRevoke[method]) return notOffered(work, provider);

	// The refresh token first, so that no new access token can be made of it meanwhile (PROVIDERS.md 4.12).
	const refresh = await tell(work, provider, tokens, "refresh");
	if (refresh === "failed") return "pending";
	const access = await tell(work, provider, tokens, "access");
	if (access === "failed") return "pending";
	if (access === "not_supported") return notOffered(work, provider);
	if (refresh === "not_supported") {
		await work.set(
			"refresh_token",
			"skipped",
			`${provider.label} has no call for it alone; the proof below tries it too.`,
		);
	}
	return prove(work, provider, tokens);
}

async function readTokens(work: RevocationWork): Promise<TokenSet | null> {
	try {
		const credential = await openCredential(db(), work.connectionId);
		if (credential !== null) return credential.tokens;
	} catch (error) {
		if (!(error instanceof SealBroken)) throw error;
		log.warn({ connectionId: work.connectionId }, "credential unreadable at revocation");
	}
	await work.set("access_token", "failed", "The stored token cannot be read, so the provider could not be told.");
	await work.set("proof", "skipped", "Without the token nothing can be proven.");
	return null;
}

async function tell(
	work: RevocationWork,
	provider: Provider,
	tokens: TokenSet,
	which: "refresh" | "access",
): Promise<"done" | "failed" | "not_supported"> {
	const key = which === "refresh" ? "refresh_token" : "access_token";
	if (which === "refresh" && tokens.refreshToken === null) return "done";
	if (isDone(work.steps, key)) return "done";
	await work.set(key, "running");
	try {
		const { result } = await provider.revoke(looseContext(provider, tokens), which);
		if (result === "not_supported") return "not_supported";
		await work.set(
			key,
			"done",
			result === "already_dead" ? `${provider.label} says it was dead already.` : `Confirmed by ${provider.label}.`,
		);
		return "done";
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		const status = error.status === null ? "" : ` (${error.status})`;
		await work.set(key, "failed", `${provider.label} could not be told${status}. It will be tried again.`);
		return "failed";
	}
}

/** One call with each old token. Only a refusal of the token itself proves it dead. */
async function prove(work: RevocationWork, provider: Provider, tokens: TokenSet): Promise<Revocation["outcome"]> {
	await work.set("proof", "running");
	const unclear = async () => {
		await work.set("proof", "failed", `${provider.label} did not answer the proof. It will be tried again.`);
		return "pending" as const;
	};
	const access = await tryOut(() => provider.identify(looseContext(provider, tokens)));
	if (access === "unclear") return unclear();
	if (access === "alive") return stillAlive(work, provider, "access token");

	const refreshes = provider.refresh(looseContext(provider, tokens));
	if (refreshes !== null) {
		const refresh = await tryOut(async () => {
			const granted = await refreshes;
			// It lives and has just given a new token: kept sealed, so that the next try revokes that one too.
			const renewed = {
				...tokens,
				accessToken: granted.accessToken,
				refreshToken: granted.refreshToken ?? tokens.refreshToken,
			};
			await db().credential.update({
				where: { connectionId: work.connectionId },
				data: { ...(await sealTokens(work.connectionId, renewed)), generation: { increment: 1 } },
			});
		});
		if (refresh === "unclear") return unclear();
		if (refresh === "alive") return stillAlive(work, provider, "refresh token");
	}
	const what =
		refreshes === null
			? "A request with the old token was"
			: "A request with the old token and a renewal with the old refresh token were";
	await work.set("proof", "done", `${what} refused.`);
	return "proven";
}

async function tryOut(call: () => Promise<unknown>): Promise<"alive" | "dead" | "unclear"> {
	try {
		await call();
		return "alive";
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		return error.kind === "unauthorized" || error.kind === "grant_invalid" ? "dead" : "unclear";
	}
}

/** Told, and still it works: told again at the next try. */
async function stillAlive(work: RevocationWork, provider: Provider, what: string): Promise<"still_alive"> {
	for (const key of ["refresh_token", "access_token"] as const) {
		if (work.steps.some((step) => step.key === key)) {
			await work.set(key, "pending", `${provider.label} confirmed, but the ${what} still works.`);
		}
	}
	await work.set(
		"proof",
		"failed",
		`${provider.label} still accepts the ${what}. Tell ${provider.label}'s support if it stays.`,
	);
	return "still_alive";
}

async function notOffered(work: RevocationWork, provider: Provider): Promise<"local_only"> {
	const detail = `${provider.label} offers no revocation for this kind of token. Revoke it there with the steps below.`;
	for (const key of ["refresh_token", "access_token"] as const) {
		if (!isDone(work.steps, key)) await work.set(key, "skipped", detail);
	}
	await work.set("proof", "skipped", "Nothing was revoked at the provider, so there is nothing to prove.");
	return "local_only";
}

async function forget(work: RevocationWork, provider: Provider): Promise<"local_only"> {
	for (const key of ["refresh_token", "access_token", "proof"] as const) {
		if (!isDone(work.steps, key)) {
			await work.set(
				key,
				"skipped",
				`Forgotten here before ${provider.label} confirmed. The token may still work there.`,
			);
		}
	}
	return "local_only";
}

async function finish(
	work: RevocationWork,
	provider: Provider,
	outcome: "proven" | "accepted" | "local_only",
	deleteData: boolean,
): Promise<void> {
	const at = now();
	const state = outcome === "local_only" ? "revoked_local_only" : "revoked";
	const reason =
		outcome === "local_only"
			? `Removed here only. ${provider.label} was not told or did not confirm: revoke it there too.`
			: `Revoked at ${provider.label} and proven dead.`;
	await db().$transaction(async (tx) => {
		await destroyCredential(tx, work.connectionId);
		let steps = setStep(work.steps, "secret_destroyed", "done", at, "No copy of the token is left in the database.");
		if (deleteData) {
			const deleted = await deleteTenantData(tx, { connectionId: work.connectionId });
			steps = setStep(
				steps,
				"data_deleted",
				"done",
				at,
				`${deleted.reservations} reservations of ${deleted.tenants} tenants.`,
			);
		}
		await tx.run.updateMany({
			where: { connectionId: work.connectionId, state: { in: ["running", "waiting"] } },
			data: { state: "cancelled", finishedAt: at, message: "The connection was revoked." },
		});
		await moveConnection(tx, work.connectionId, state, reason, at);
		await tx.revocation.update({
			where: { connectionId: work.connectionId },
			data: { steps, outcome, finishedAt: at, nextTryAt: null },
		});
		await recordAudit(tx, SYSTEM, {
			action: "connection.revoked",
			targetType: "connection",
			targetId: work.connectionId,
			outcome: outcome === "local_only" ? "failed" : "ok",
			detail: { outcome, deleteData },
		});
	});
	await forgetTokens(work.connectionId);
}
