/** The hand on the world: true state, request log, faults, changes, tokens, switches. In process and behind HTTP alike. */
import type { Fault, FaultBook, FaultRule } from "../http/faults";
import { fingerprint, type LogEntry, type RequestLog } from "../http/request-log";
import type { Incoming } from "../http/server";
import type { AccountRule, RequestLimit } from "../ownerrez/access";
import type { OwnerrezTokens } from "../ownerrez/tokens";
import type { Delivery, WebhookSender } from "../ownerrez/webhooks";
import type { GrantInfo, RezstreamGrants } from "../rezstream/grants";
import { type Settings, settingsSchema } from "../settings";
import type { Provider } from "../world/account";
import { type AppliedChange, applyChange, ChangeError, type ChangeRequest } from "../world/changes";
import type { OwnerrezUser } from "../world/ownerrez-user";
import type { World } from "../world/world";
import { type TruthQuery, truthText } from "./truth";

export type TokenKind = "access" | "refresh" | "manual";

export interface WorldSummary {
	seed: number;
	anchor: string;
	now: string;
	changesPerMinute: number;
	accounts: {
		provider: Provider;
		id: string;
		name: string;
		/** As served: may be a Windows id. */
		timeZone: string;
		iana: string;
		email?: string;
		units: number;
		reservations: number;
		deleted: number;
		/** Of the worst that is possible (SANDBOX_EXTREMES). */
		extreme?: boolean;
		/** Id of the 80-unit group, where there is one. */
		bigGroupId?: string;
	}[];
}

export interface Truth {
	provider: Provider;
	tenant: string;
	entity: string;
	records: Record<string, unknown>[];
	deletedIds: string[];
}

export interface Counters {
	/** Spent refresh tokens that came back. */
	rezstreamReuse: number;
	ownerrezReuse: number;
	/** OwnerRez requests of the loopback address inside the current window. */
	ownerrezWindowUsed: number;
	changes: number;
}

export type RequestListener = (request: Pick<Incoming, "server" | "method" | "path" | "query">) => void;

export interface SandboxControl {
	world(): WorldSummary;
	truth(query: TruthQuery): Truth;
	truthText(query: TruthQuery): Iterable<string>;
	log(since?: number): LogEntry[];
	clearLog(): void;
	addFault(rule: FaultRule): Fault;
	faults(): Fault[];
	clearFaults(id?: number): number;
	/** In process only: runs before each request is answered, so that the world can move between two pages. Null ends it. */
	onRequest(listener: RequestListener | null): void;
	/** Applies one change, or `count` random ones within what the request fixes. */
	change(request?: ChangeRequest, count?: number): AppliedChange[];
	killTokens(query: { provider: Provider; tenant?: string; kinds?: TokenKind[] }): number;
	/** The user takes one rezStream tenant out of all grants. */
	removeTenant(tenant: string): number;
	/** The user adds one rezStream tenant to all grants. */
	addTenant(tenant: string): number;
	grants(): GrantInfo[];
	pace(changesPerMinute: number): void;
	settings(patch?: Partial<Settings>): Settings;
	counters(): Counters;
	deliveries(): Delivery[];
	pingWebhook(user: string): void;
	/** Forgets used-up request allowances and the accounts seen with personal tokens. */
	resetLimits(): void;
	fingerprint(token: string): string;
}

export interface ControlParts {
	world: World;
	log: RequestLog;
	faults: FaultBook;
	settings: Settings;
	grants: RezstreamGrants;
	tokens: OwnerrezTokens;
	limit: RequestLimit;
	accountRule: AccountRule;
	webhooks: WebhookSender;
	now: () => Date;
	/** Everything applied so far; a restart replays it. */
	changes: AppliedChange[];
	changed: () => void;
}

const SHORTEST_TICK_MS = 100;

export class Control implements SandboxControl {
	private timer: NodeJS.Timeout | undefined;
	private changesPerMinute = 0;
	private listener: RequestListener | null = null;

	constructor(private readonly parts: ControlParts) {}

	world(): WorldSummary {
		const { world, now } = this.parts;
		return {
			seed: world.options.seed,
			anchor: new Date(world.options.anchorMs).toISOString(),
			now: now().toISOString(),
			changesPerMinute: this.changesPerMinute,
			accounts: world.accounts().map((account) => ({
				provider: account.provider,
				id: account.id,
				name: account.name,
				timeZone: account.zone,
				iana: account.iana,
				...("email" in account ? { email: (account as OwnerrezUser).email } : {}),
				units: account.unitCount,
				reservations: account.table.count - account.deletedAt.size,
				deleted: account.deletedAt.size,
				...(account.extreme ? { extreme: true } : {}),
				...("bigGroup" in account && (account.bigGroup as number) >= 0
					? { bigGroupId: account.recordId(account.bigGroup as number) }
					: {}),
			})),
		};
	}

	truth(query: TruthQuery): Truth {
		return JSON.parse([...this.truthText(query)].join("")) as Truth;
	}

	truthText(query: TruthQuery): Iterable<string> {
		return truthText(this.parts.world, query);
	}

	log(since?: number): LogEntry[] {
		return this.parts.log.since(since);
	}

	clearLog(): void {
		this.parts.log.clear();
	}

	addFault(rule: FaultRule): Fault {
		return this.parts.faults.add(rule);
	}

	faults(): Fault[] {
		return this.parts.faults.list();
	}

	clearFaults(id?: number): number {
		return this.parts.faults.clear(id);
	}

	onRequest(listener: RequestListener | null): void {
		this.listener = listener;
	}

	/** Told by the servers. */
	asked(incoming: Incoming): void {
		this.listener?.(incoming);
	}

	change(request: ChangeRequest = {}, count = 1): AppliedChange[] {
		const { world, changes, webhooks, now } = this.parts;
		const applied: AppliedChange[] = [];
		for (let i = 0; i < count; i++) {
			const change = applyChange(world, request, now().getTime(), (changes.at(-1)?.number ?? 0) + 1);
			changes.push(change);
			applied.push(change);
			const user = change.provider === "ownerrez" ? world.user(change.tenant) : undefined;
			if (user) webhooks.changeHappened(user, change);
		}
		this.parts.changed();
		return applied;
	}

	killTokens({
		provider,
		tenant,
		kinds = ["access", "refresh", "manual"],
	}: {
		provider: Provider;
		tenant?: string;
		kinds?: TokenKind[];
	}): number {
		const account = tenant === undefined || tenant === "all" ? null : this.parts.world.account(provider, tenant);
		if (account === undefined) throw new ChangeError(`no tenant ${tenant}`);
		const id = account?.id ?? null;
		return provider === "rezstream" ? this.parts.grants.killAll(id, kinds) : this.parts.tokens.killAll(id, kinds);
	}

	removeTenant(tenant: string): number {
		const account = this.parts.world.account("rezstream", tenant);
		if (!account) throw new ChangeError(`no tenant ${tenant}`);
		return this.parts.grants.removeTenant(account.id);
	}

	addTenant(tenant: string): number {
		const account = this.parts.world.account("rezstream", tenant);
		if (!account) throw new ChangeError(`no tenant ${tenant}`);
		return this.parts.grants.addTenant(account.id);
	}

	grants(): GrantInfo[] {
		return this.parts.grants.listGrants();
	}

	pace(changesPerMinute: number): void {
		clearInterval(this.timer);
		this.timer = undefined;
		this.changesPerMinute = changesPerMinute;
		if (changesPerMinute <= 0) return;
		const everyMs = Math.max(60_000 / changesPerMinute, SHORTEST_TICK_MS);
		const perTick = Math.max(1, Math.round((changesPerMinute * everyMs) / 60_000));
		this.timer = setInterval(() => this.moveOn(perTick), everyMs);
		this.timer.unref();
	}

	/** Chance may find nothing to change in a nearly empty world; the next tick tries again. */
	private moveOn(count: number): void {
		try {
			this.change({}, count);
		} catch (error) {
			if (!(error instanceof ChangeError)) throw error;
		}
	}

	settings(patch: Partial<Settings> = {}): Settings {
		Object.assign(this.parts.settings, settingsSchema.partial().parse(patch));
		this.parts.changed();
		return { ...this.parts.settings };
	}

	counters(): Counters {
		return {
			rezstreamReuse: this.parts.grants.reuseCount,
			ownerrezReuse: this.parts.tokens.reuseCount,
			ownerrezWindowUsed: this.parts.limit.used("127.0.0.1"),
			changes: this.parts.changes.length,
		};
	}

	deliveries(): Delivery[] {
		return this.parts.webhooks.deliveries();
	}

	pingWebhook(user: string): void {
		const account = this.parts.world.account("ownerrez", user);
		if (!account) throw new ChangeError(`no user ${user}`);
		this.parts.webhooks.ping(account as OwnerrezUser);
	}

	resetLimits(): void {
		this.parts.limit.clear();
		this.parts.accountRule.clear();
	}

	fingerprint(token: string): string {
		return fingerprint(token);
	}

	close(): void {
		clearInterval(this.timer);
	}
}
