/** What a person does during the run: connects, reconnects what waits for a person, clicks, revokes. */
import { randomUUID } from "node:crypto";
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

	/** Two connections of rezStream, one with two tenants, and two of OwnerRez. The second one is to be revoked. */
	async connectAll(): Promise<void> {
		const names = (provider: Provider) =>
			this.sandbox.control
				.world()
				.accounts.filter((account) => account.provider === provider)
				.map(({ name }) => name);
		const [rez, owner] = [names("rezstream"), names("ownerrez")];
		const wanted: Omit<Account, "id">[] = [
			{ provider: "rezstream", consent: rez.slice(0, 2) },
			{ provider: "rezstream", consent: rez.slice(2, 3) },
			{ provider: "ownerrez", consent: owner.slice(0, 1) },
			{ provider: "ownerrez", consent: owner.slice(1, 2) },
		];
		for (const account of wanted) {
			const id = await this.#consent(account.provider, account.consent, null);
			this.accounts.push({ id, ...account });
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
