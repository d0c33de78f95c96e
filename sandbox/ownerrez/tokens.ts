/** Codes, access tokens, refresh tokens and personal access tokens of OwnerRez (PROVIDERS.md 2.2, 2.3). */
import { randomUUID } from "node:crypto";
import { newSecret } from "../secrets";
import type { Settings } from "../settings";
import { msToTicks, ticksToText } from "../world/dates";

/** Codes are single use and live ten minutes (PROVIDERS.md 2.3). */
const CODE_MS = 10 * 60_000;

interface Code {
	userId: string;
	redirectUri: string;
	expiresMs: number;
	used: boolean;
}

export interface AppToken {
	access: string;
	refresh: string | null;
	userId: string;
	/** null = never. */
	expiresMs: number | null;
	createdAt: string;
	/** Access token died, refresh token may live on. */
	accessDead?: boolean;
	refreshDead?: boolean;
}

export interface PersonalToken {
	id: string;
	name: string;
	token: string;
	userId: string;
	createdAt: string;
}

export interface OwnerrezTokensState {
	app: AppToken[];
	personal: PersonalToken[];
}

export type TokenState = "alive" | "expired" | "unknown";

export class OwnerrezTokens {
	private readonly codes = new Map<string, Code>();
	private readonly byAccess = new Map<string, AppToken>();
	private readonly byRefresh = new Map<string, AppToken>();
	private readonly personal = new Map<string, PersonalToken>();
	/** Times a spent refresh token came back. */
	reuseCount = 0;

	constructor(
		private readonly settings: Settings,
		private readonly now: () => Date,
		private readonly changed: () => void,
	) {}

	newCode(userId: string, redirectUri: string): string {
		const code = newSecret.ownerrezCode();
		this.codes.set(code, { userId, redirectUri, expiresMs: this.now().getTime() + CODE_MS, used: false });
		return code;
	}

	/** The user of a good code, which is then spent; or what is wrong with it. */
	redeem(code: string, redirectUri: string | null): { userId: string } | { problem: string } {
		const found = this.codes.get(code);
		if (!found) return { problem: "The code is not known." };
		if (found.used) return { problem: "The code was already used." };
		if (found.expiresMs <= this.now().getTime()) return { problem: "The code has expired." };
		if (redirectUri !== null && redirectUri !== found.redirectUri) return { problem: "redirect_uri does not match." };
		found.used = true;
		return { userId: found.userId };
	}

	issue(userId: string): AppToken {
		const standard = this.settings.ownerTokenPolicy === "standard";
		const now = this.now();
		const token: AppToken = {
			access: newSecret.ownerrezAccess(),
			refresh: standard ? newSecret.ownerrezRefresh() : null,
			userId,
			expiresMs: standard ? now.getTime() + this.settings.ownerTokenSeconds * 1000 : null,
			createdAt: now.toISOString(),
		};
		this.keep(token);
		this.changed();
		return token;
	}

	/** Rotates: the old refresh token is spent (whether upstream does so is unknown, PROVIDERS.md 2.3). */
	refresh(refreshToken: string): AppToken | null {
		const old = this.byRefresh.get(refreshToken);
		if (!old) return null;
		if (old.refreshDead) {
			this.reuseCount++;
			return null;
		}
		old.refreshDead = true;
		if (this.settings.ownerRefreshKillsAccess) old.accessDead = true;
		return this.issue(old.userId);
	}

	state(access: string): TokenState {
		const token = this.byAccess.get(access);
		if (!token || token.accessDead) return "unknown";
		return token.expiresMs !== null && token.expiresMs <= this.now().getTime() ? "expired" : "alive";
	}

	userOf(access: string): string | undefined {
		return this.byAccess.get(access)?.userId;
	}

	/** DELETE of an access token kills its refresh token too (upstream unknown). False when it was dead already. */
	revoke(access: string): boolean {
		const token = this.byAccess.get(access) ?? this.byRefresh.get(access);
		if (!token || token.accessDead) return false;
		token.accessDead = true;
		token.refreshDead = true;
		this.changed();
		return true;
	}

	killAccess(access: string): void {
		this.personal.delete(access);
		const token = this.byAccess.get(access);
		if (token) token.accessDead = true;
		this.changed();
	}

	/** Tokens of a user's app grant, alive in any way. */
	isConnected(userId: string): boolean {
		return [...this.byAccess.values()].some((token) => token.userId === userId && isAlive(token));
	}

	revokeApp(userId: string): number {
		let killed = 0;
		for (const token of this.byAccess.values()) {
			if (token.userId !== userId || !isAlive(token)) continue;
			token.accessDead = true;
			token.refreshDead = true;
			killed++;
		}
		this.changed();
		return killed;
	}

	killAll(userId: string | null, kinds: readonly ("access" | "refresh" | "manual")[]): number {
		let killed = 0;
		for (const token of this.byAccess.values()) {
			if (userId !== null && token.userId !== userId) continue;
			if (kinds.includes("access") && !token.accessDead) killed++;
			if (kinds.includes("access")) token.accessDead = true;
			if (kinds.includes("refresh")) token.refreshDead = true;
		}
		if (kinds.includes("manual")) {
			for (const token of [...this.personal.values()]) {
				if (userId !== null && token.userId !== userId) continue;
				this.personal.delete(token.token);
				killed++;
			}
		}
		this.changed();
		return killed;
	}

	createPersonal(userId: string, name: string): PersonalToken {
		const createdAt = this.now().toISOString();
		const token: PersonalToken = { id: randomUUID(), name, token: newSecret.ownerrezPersonal(), userId, createdAt };
		this.personal.set(token.token, token);
		this.changed();
		return token;
	}

	listPersonal(userId: string): PersonalToken[] {
		return [...this.personal.values()].filter((token) => token.userId === userId);
	}

	revokePersonal(id: string): void {
		for (const token of [...this.personal.values()]) if (token.id === id) this.personal.delete(token.token);
		this.changed();
	}

	personalUser(token: string): string | undefined {
		return this.personal.get(token)?.userId;
	}

	save(): OwnerrezTokensState {
		const worthKeeping = [...this.byAccess.values()].filter(isAlive);
		return { app: worthKeeping, personal: [...this.personal.values()] };
	}

	load(state: OwnerrezTokensState): void {
		for (const token of state.app) this.keep(token);
		for (const token of state.personal) this.personal.set(token.token, token);
	}

	private keep(token: AppToken): void {
		this.byAccess.set(token.access, token);
		if (token.refresh !== null) this.byRefresh.set(token.refresh, token);
	}
}

function isAlive(token: AppToken): boolean {
	return !token.accessDead || (token.refresh !== null && !token.refreshDead);
}

/** Seven fraction digits, as in the newer policy's answers (PROVIDERS.md 2.3). */
export function expiryText(ms: number): string {
	const text = ticksToText(msToTicks(ms) + 1234);
	return text.replace(/(?:\.(\d+))?Z$/, (_, digits: string | undefined) => `.${(digits ?? "").padEnd(7, "0")}Z`);
}
