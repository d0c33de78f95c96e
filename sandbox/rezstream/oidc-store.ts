/** Memory behind oidc-provider: its adapter, plus what the rest of the sandbox must see of tokens. */
import type { Adapter, AdapterPayload } from "oidc-provider";

interface Row {
	model: string;
	id: string;
	payload: AdapterPayload;
	/** By the sandbox's own clock; undefined = never. */
	expiresMs?: number;
}

export interface StoredAccess {
	grantId: string;
	scope: string;
}

const PERSISTED = new Set(["AccessToken", "RefreshToken", "Grant", "Session"]);
const OF_GRANT = new Set(["AccessToken", "RefreshToken", "AuthorizationCode", "DeviceCode"]);

export class OidcStore {
	private readonly rows = new Map<string, Row>();
	/** Set by the account server: a revocation of an access token must not take the refresh token with it. */
	keepsGrant: () => boolean = () => false;

	constructor(
		private readonly now: () => Date,
		private readonly changed: () => void,
	) {}

	adapter = (model: string): Adapter => {
		const key = (id: string) => `${model}:${id}`;
		const find = async (id: string) => this.live(key(id))?.payload;
		return {
			upsert: async (id, payload, expiresIn) => {
				const expiresMs = expiresIn ? this.now().getTime() + expiresIn * 1000 : undefined;
				this.rows.set(key(id), { model, id, payload, ...(expiresMs === undefined ? {} : { expiresMs }) });
				this.prune();
				if (PERSISTED.has(model)) this.changed();
			},
			find,
			findByUid: async (uid) => this.firstBy(model, (payload) => payload.uid === uid),
			findByUserCode: async (code) => this.firstBy(model, (payload) => payload.userCode === code),
			consume: async (id) => {
				const row = this.rows.get(key(id));
				if (row) row.payload.consumed = Math.floor(this.now().getTime() / 1000);
				this.changed();
			},
			destroy: async (id) => {
				this.rows.delete(key(id));
				this.changed();
			},
			revokeByGrantId: async (grantId) => {
				if (this.keepsGrant()) return;
				for (const [rowKey, row] of this.rows) {
					if (row.payload.grantId === grantId && OF_GRANT.has(row.model)) this.rows.delete(rowKey);
				}
				this.changed();
			},
		};
	};

	accessToken(token: string): StoredAccess | null {
		const payload = this.live(`AccessToken:${token}`)?.payload;
		return payload?.grantId ? { grantId: payload.grantId, scope: payload.scope ?? "" } : null;
	}

	dropAccess(token: string): void {
		this.rows.delete(`AccessToken:${token}`);
	}

	hasTokens(grantId: string): boolean {
		for (const row of this.rows.values()) {
			const counts = row.model === "AccessToken" || (row.model === "RefreshToken" && !row.payload.consumed);
			if (counts && row.payload.grantId === grantId && this.live(`${row.model}:${row.id}`)) return true;
		}
		return false;
	}

	dropModel(model: string, grantId: string): number {
		let dropped = 0;
		for (const [key, row] of this.rows) {
			if (row.model !== model || row.payload.grantId !== grantId) continue;
			this.rows.delete(key);
			dropped++;
		}
		return dropped;
	}

	dropGrant(grantId: string): void {
		for (const model of OF_GRANT) this.dropModel(model, grantId);
		this.rows.delete(`Grant:${grantId}`);
	}

	save(): Row[] {
		return [...this.rows.entries()]
			.filter(([key, row]) => PERSISTED.has(row.model) && this.live(key))
			.map(([, row]) => row);
	}

	load(rows: Row[]): void {
		for (const row of rows) this.rows.set(`${row.model}:${row.id}`, row);
	}

	private live(key: string): Row | undefined {
		const row = this.rows.get(key);
		if (!row) return undefined;
		return row.expiresMs !== undefined && row.expiresMs <= this.now().getTime() ? undefined : row;
	}

	private firstBy(model: string, wanted: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
		for (const [key, row] of this.rows) {
			if (row.model === model && wanted(row.payload) && this.live(key)) return row.payload;
		}
		return undefined;
	}

	/** Expired rows go when there are many; spent refresh tokens stay until then, for reuse detection. */
	private prune(): void {
		if (this.rows.size % 1000 !== 0) return;
		for (const key of [...this.rows.keys()]) if (!this.live(key)) this.rows.delete(key);
	}
}

export type OidcRows = ReturnType<OidcStore["save"]>;
