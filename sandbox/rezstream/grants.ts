/** Which tenants a rezStream grant covers, long-lived manual tokens, and the look-up of any access token (PROVIDERS.md 1.2, 1.3). */
import { randomUUID } from "node:crypto";
import { newSecret } from "../secrets";
import type { OidcStore } from "./oidc-store";

export interface ManualToken {
	id: string;
	name: string;
	token: string;
	tenant: string;
	scopes: string[];
	createdAt: string;
}

export interface GrantInfo {
	grantId: string;
	tenants: string[];
	scopes: string[];
	createdAt: string;
}

/** What an access token may do. */
export interface Access {
	tenants: string[];
	scopes: string[];
	kind: "oauth" | "manual";
}

export interface GrantsState {
	manual: ManualToken[];
	grants: GrantInfo[];
	reuseCount: number;
}

export class RezstreamGrants {
	private readonly manual = new Map<string, ManualToken>();
	private readonly grants = new Map<string, GrantInfo>();
	/** Times a spent refresh token came back; each killed a whole grant. */
	reuseCount = 0;

	constructor(
		private readonly store: OidcStore,
		private readonly now: () => Date,
		private readonly changed: () => void,
	) {}

	remember(grantId: string, tenants: string[], scopes: string[]): void {
		this.grants.set(grantId, { grantId, tenants, scopes, createdAt: this.now().toISOString() });
		this.changed();
	}

	/** OAuth grants that still have a living token. */
	listGrants(tenant?: string): GrantInfo[] {
		return [...this.grants.values()].filter(
			(grant) => this.store.hasTokens(grant.grantId) && (tenant === undefined || grant.tenants.includes(tenant)),
		);
	}

	revokeGrant(grantId: string): void {
		this.store.dropGrant(grantId);
		this.grants.delete(grantId);
		this.changed();
	}

	/** The user takes one tenant out of a grant that stays alive for the others. */
	removeTenant(tenant: string): number {
		let touched = 0;
		for (const grant of this.grants.values()) {
			if (!grant.tenants.includes(tenant)) continue;
			grant.tenants = grant.tenants.filter((id) => id !== tenant);
			touched++;
		}
		this.changed();
		return touched;
	}

	/** The user adds one tenant to all grants, or puts it back. */
	addTenant(tenant: string): number {
		let touched = 0;
		for (const grant of this.grants.values()) {
			if (grant.tenants.includes(tenant)) continue;
			grant.tenants = [...grant.tenants, tenant];
			touched++;
		}
		this.changed();
		return touched;
	}

	createManual(tenant: string, scopes: string[], name: string): ManualToken {
		const token: ManualToken = {
			id: randomUUID(),
			name,
			token: newSecret.rezstreamManual(),
			tenant,
			scopes,
			createdAt: this.now().toISOString(),
		};
		this.manual.set(token.token, token);
		this.changed();
		return token;
	}

	listManual(tenant: string): ManualToken[] {
		return [...this.manual.values()].filter((token) => token.tenant === tenant);
	}

	revokeManual(id: string): boolean {
		for (const token of this.manual.values()) {
			if (token.id !== id) continue;
			this.manual.delete(token.token);
			this.changed();
			return true;
		}
		return false;
	}

	/** What a presented access token allows, or null when it is unknown, expired or revoked. */
	access(token: string): Access | null {
		const manual = this.manual.get(token);
		if (manual) return { tenants: [manual.tenant], scopes: manual.scopes, kind: "manual" };
		const stored = this.store.accessToken(token);
		const grant = stored && this.grants.get(stored.grantId);
		if (!stored || !grant) return null;
		return { tenants: grant.tenants, scopes: stored.scope.split(" "), kind: "oauth" };
	}

	/** Kills one access token, whatever made it. */
	killAccess(token: string): void {
		this.manual.delete(token);
		this.store.dropAccess(token);
		this.changed();
	}

	/** Kills what lives for a tenant, or for all. Access tokens only, or refresh and manual tokens too. */
	killAll(tenant: string | null, kinds: readonly ("access" | "refresh" | "manual")[]): number {
		let killed = 0;
		for (const grant of [...this.grants.values()]) {
			if (tenant !== null && !grant.tenants.includes(tenant)) continue;
			if (kinds.includes("access")) killed += this.store.dropModel("AccessToken", grant.grantId);
			if (kinds.includes("refresh")) killed += this.store.dropModel("RefreshToken", grant.grantId);
		}
		if (kinds.includes("manual")) {
			for (const token of [...this.manual.values()]) {
				if (tenant !== null && token.tenant !== tenant) continue;
				this.manual.delete(token.token);
				killed++;
			}
		}
		this.changed();
		return killed;
	}

	save(): GrantsState {
		return { manual: [...this.manual.values()], grants: this.listGrants(), reuseCount: this.reuseCount };
	}

	load(state: GrantsState): void {
		for (const token of state.manual) this.manual.set(token.token, token);
		for (const grant of state.grants) this.grants.set(grant.grantId, grant);
		this.reuseCount = state.reuseCount;
	}
}
