/** Stands between a connection's calls and the provider's breaker: asks before each request, tells what came of it. */
import "server-only";
import { randomUUID } from "node:crypto";
import { noteFailure, noteSuccess, passBreaker, releaseProbe } from "@/lib/budget/breaker";
import type { Lane } from "@/lib/budget/take-request";
import { NOT_ASKED, ProviderError } from "@/lib/errors";
import type { Provider } from "@/lib/providers/provider";
import { budgetBucket } from "./allowance";

/** Streams that a rest held back come again within this time after it, not all at once. */
const SPREAD_MS = 60_000;

/** The provider failed for so long that nobody asks it for a while. Background work goes on at `retryAt`. */
export class ProviderResting extends Error {
	override readonly name = "ProviderResting";
	/** The breaker's next try at `reopensAt`, and some time to spread those who wait for it. */
	readonly retryAt: Date;
	constructor(
		readonly reopensAt: Date,
		readonly failingSince: Date,
	) {
		super("provider is not asked at the moment");
		this.retryAt = new Date(reopensAt.getTime() + Math.random() * SPREAD_MS);
	}
}

/** One per use of a connection: its id is what the breaker knows a probe by. */
export class UpstreamGate {
	private readonly caller = randomUUID();
	private readonly bucket: string;
	private troubled = false;
	private outcome: "good" | "bad" | null = null;

	constructor(private readonly provider: Provider) {
		this.bucket = budgetBucket(provider);
	}

	/** Throws ProviderResting in background lanes, ProviderError unavailable with the next try's time for people. */
	async pass(lane: Lane): Promise<void> {
		await this.tell();
		const pass = await passBreaker(this.bucket, this.caller);
		if (pass.pass) {
			this.troubled = pass.troubled;
			return;
		}
		if (lane !== "person") throw new ProviderResting(pass.retryAt, pass.failingSince);
		throw new ProviderError(this.provider.id, "unavailable", { detail: NOT_ASKED, retryAt: pass.retryAt });
	}

	/** For `CallContext.onAnswer`. A 429 says nothing about the provider's health. */
	answered({ status }: { status: number | null }): void {
		if (status === null || status >= 500 || status === 408 || status === 425) this.outcome = "bad";
		else if (status !== 429) this.outcome = "good";
	}

	/** When the calls are over: tells the last outcome; a probe that sent nothing is given to the next caller. */
	async settle(): Promise<void> {
		const told = await this.tell();
		if (!told && this.troubled) await releaseProbe(this.bucket, this.caller);
	}

	private async tell(): Promise<boolean> {
		const { outcome } = this;
		this.outcome = null;
		if (outcome === "bad") {
			await noteFailure(this.bucket, this.caller);
			return true;
		}
		if (outcome === "good" && this.troubled) {
			await noteSuccess(this.bucket, this.caller);
			this.troubled = false;
			return true;
		}
		return false;
	}
}
