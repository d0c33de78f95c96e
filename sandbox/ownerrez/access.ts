/** Who is asking, and may they: Bearer, Basic, User-Agent, the request limit, the two-accounts rule (PROVIDERS.md 2.2, 2.4, 2.8). */
import { basicAuth, type Incoming } from "../http/server";
import type { Settings } from "../settings";
import type { OwnerrezUser } from "../world/ownerrez-user";
import type { World } from "../world/world";
import { OwnerrezError } from "./replies";
import { type OwnerrezClient, requireUserAgent } from "./token-endpoint";
import type { OwnerrezTokens } from "./tokens";

const ACCOUNTS_PER_ADDRESS = 2;
const ACCOUNT_WINDOW_MS = 24 * 3_600_000;

/** 300 requests in 5 minutes per address, a window that slides (PROVIDERS.md 2.8). Refused requests do not count. */
export class RequestLimit {
	private readonly seen = new Map<string, number[]>();

	constructor(
		private readonly settings: Settings,
		private readonly now: () => Date,
	) {}

	allows(remote: string): boolean {
		const { ownerRateLimit, ownerRateWindowSeconds } = this.settings;
		if (ownerRateLimit === 0) return true;
		const now = this.now().getTime();
		const recent = (this.seen.get(remote) ?? []).filter((at) => at > now - ownerRateWindowSeconds * 1000);
		const allowed = recent.length < ownerRateLimit;
		if (allowed) recent.push(now);
		this.seen.set(remote, recent);
		return allowed;
	}

	used(remote: string): number {
		const since = this.now().getTime() - this.settings.ownerRateWindowSeconds * 1000;
		return (this.seen.get(remote) ?? []).filter((at) => at > since).length;
	}

	clear(): void {
		this.seen.clear();
	}
}

/** One address may reach only two accounts with personal tokens within a day (PROVIDERS.md 2.2). */
export class AccountRule {
	private readonly seen = new Map<string, Map<string, number>>();

	constructor(private readonly now: () => Date) {}

	admit(remote: string, userId: string): void {
		const now = this.now().getTime();
		const accounts = this.seen.get(remote) ?? new Map<string, number>();
		for (const [id, at] of accounts) if (at <= now - ACCOUNT_WINDOW_MS) accounts.delete(id);
		if (!accounts.has(userId) && accounts.size >= ACCOUNTS_PER_ADDRESS) {
			// The status of this refusal is unknown (PROVIDERS.md 2.2); 403 is the common guess.
			throw new OwnerrezError(
				403,
				"too_many_accounts",
				"Personal access tokens of only two accounts may be used from one IP address within 24 hours.",
			);
		}
		accounts.set(userId, now);
		this.seen.set(remote, accounts);
	}

	clear(): void {
		this.seen.clear();
	}

	save(): [string, [string, number][]][] {
		return [...this.seen].map(([remote, accounts]) => [remote, [...accounts]]);
	}

	load(state: [string, [string, number][]][]): void {
		for (const [remote, accounts] of state) this.seen.set(remote, new Map(accounts));
	}
}

export interface AccessParts {
	world: World;
	tokens: OwnerrezTokens;
	client: OwnerrezClient;
	accountRule: AccountRule;
}

export interface Caller {
	user: OwnerrezUser;
	method: "oauth" | "personal";
}

export function authenticate(parts: AccessParts, incoming: Incoming): Caller {
	const header = incoming.headers.authorization;
	if (header === undefined) throw new OwnerrezError(401, "auth_required", "Authentication is required.");
	if (/^bearer\s/i.test(header)) return bearerCaller(parts, incoming, header.slice(7).trim());
	const basic = basicAuth(incoming);
	if (!basic) throw new OwnerrezError(401, "invalid_request", "The Authorization header is malformed.");
	const user = parts.world.user(parts.tokens.personalUser(basic.password) ?? "");
	if (!user || user.email.toLowerCase() !== basic.user.toLowerCase()) {
		throw new OwnerrezError(401, "invalid_token", "The token is missing, expired or inactive.");
	}
	parts.accountRule.admit(incoming.remote, user.id);
	return { user, method: "personal" };
}

function bearerCaller(parts: AccessParts, incoming: Incoming, token: string): Caller {
	requireUserAgent(incoming, parts.client);
	const state = parts.tokens.state(token);
	const user = parts.world.user(parts.tokens.userOf(token) ?? "");
	if (state === "alive" && user) return { user, method: "oauth" };
	const error = state === "expired" ? "token_expired" : "invalid_token";
	throw new OwnerrezError(401, "invalid_token", "The token is missing, expired or inactive.", {
		"www-authenticate": `Bearer error="${error}"`,
	});
}
