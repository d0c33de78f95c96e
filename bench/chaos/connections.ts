/** What a person does during the run: connects, reconnects what waits for a person, clicks, revokes. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { completeConnect } from "@/lib/connections/complete-connect";
import { openCredential } from "@/lib/connections/credentials";
import { revokeConnection } from "@/lib/connections/revoke-connection";
import { startConnect } from "@/lib/connections/start-connect";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { requestSync } from "@/lib/sync/request-sync";
import { approveOwnerrez, approveRezstream } from "@/sandbox/drive-consent";
import type { Sandbox } from "@/sandbox/sandbox";
import type { Provider } from "./schedule";

export const person: Actor = {
	kind: "operator",
	id: `opr_${randomUUID()}`,
	label: "chaos@example.test",
	role: "owner",
	tenantScope: "all",
	sessionId: "chaos",
	// Proven for the whole of any run, however far its clock goes ahead.
	provenAt: new Date(Date.now() + 365 * 86_400_000),
	ip: null,
	requestId: null,
};

export interface Account {
	id: string;
	provider: Provider;
	/** Names at the provider that are let in. */
	consent: string[];
}

export interface Revoked {
	at: Date;
	connectionId: string;
	tokens: string[];
}

export class Connections {
	readonly accounts: Account[] = [];
	revoked: Revoked | null = null;
	reconnects = 0;

	constructor(private readonly sandbox: Sandbox) {}

	/** Two connections of rezStream, one with two tenants, and one of OwnerRez. The second one is to be revoked. */
	async connectFirst(): Promise<void> {
		const [rez, owner] = [this.#names("rezstream"), this.#names("ownerrez")];
		await this.#connect("rezstream", rez.slice(0, 2));
		await this.#connect("rezstream", rez.slice(2, 3));
		await this.#connect("ownerrez", owner.slice(0, 1));
	}

	/** One more, whose first readings fall into the storm. */
	async connectLast(): Promise<void> {
		await this.#connect("ownerrez", this.#names("ownerrez").slice(1, 2));
	}

	/** Until every tenant says as of when it is: from then on there is something to be honest about. */
	async firstViews(patienceMs: number): Promise<void> {
		const giveUpAt = Date.now() + patienceMs;
		while ((await db().tenant.count({ where: { asOf: null } })) > 0) {
			if (Date.now() > giveUpAt) throw new Error("The connections did not come to life before the storm.");
			await sleep(300);
		}
	}

	/** Reconnects everything that waits for a person; what fails is tried again at the next call. */
	async reconnectWaiting(): Promise<void> {
		for (const { id, provider, consent } of this.accounts) {
			const { state } = await db().connection.findUniqueOrThrow({ where: { id }, select: { state: true } });
			if (state !== "needs_reconnect") continue;
			await this.#consent(provider, consent, id);
			this.reconnects++;
		}
	}

	/** Clicks "Sync now" on one that can be synced. */
	async click(): Promise<void> {
		const usable = await db().connection.findFirst({ where: { state: { in: ["active", "degraded"] } } });
		if (usable === null) return;
		await requestSync(person, usable.id, undefined).catch((error: unknown) => {
			// Too many clicks, or revoked a moment ago: answers that a person may get.
			if (!(error instanceof AppError)) throw error;
		});
	}

	async revokeOne(): Promise<void> {
		const doomed = this.accounts[1];
		if (doomed === undefined) return;
		const credential = await openCredential(db(), doomed.id);
		const tokens = [credential?.tokens.accessToken, credential?.tokens.refreshToken]
			.filter((token) => token != null)
			.map((token) => this.sandbox.control.fingerprint(token));
		await revokeConnection(person, doomed.id, { deleteData: false, force: false });
		this.revoked = { at: now(), connectionId: doomed.id, tokens };
		this.accounts.splice(1, 1);
	}

	#names(provider: Provider): string[] {
		return this.sandbox.control
			.world()
			.accounts.filter((account) => account.provider === provider)
			.map(({ name }) => name);
	}

	async #connect(provider: Provider, consent: string[]): Promise<void> {
		this.accounts.push({ id: await this.#consent(provider, consent, null), provider, consent });
	}

	async #consent(provider: Provider, consent: string[], reconnectId: string | null): Promise<string> {
		const url = await startConnect(person, provider, {
			multiTenant: true,
			scopes: [],
			returnTo: null,
			reconnectId,
		});
		const back =
			provider === "rezstream"
				? await approveRezstream(url.toString(), { tenants: consent })
				: await approveOwnerrez(url.toString(), { user: consent[0] ?? "" });
		return (await completeConnect(person, provider, new URL(back).searchParams)).connectionId;
	}
}
