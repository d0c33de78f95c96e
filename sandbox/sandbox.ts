/**
 * Plays rezStream and OwnerRez over real HTTP on loopback: an independent reading of PROVIDERS.md that shares no code
 * with the application. Serves the demo and the tests; must never import from lib/, app/ or components/.
 */
import { Control, type SandboxControl } from "./control/control";
import { controlHandler } from "./control/control-server";
import { FaultBook } from "./http/faults";
import { RequestLog } from "./http/request-log";
import { SandboxServer, type ServerName } from "./http/server";
import { AccountRule, RequestLimit } from "./ownerrez/access";
import { ownerApiHandler } from "./ownerrez/api-server";
import { Subscriptions } from "./ownerrez/subscriptions";
import { OwnerrezTokens } from "./ownerrez/tokens";
import { ownerWebHandler } from "./ownerrez/web-server";
import { WebhookSender, type WebhookTarget } from "./ownerrez/webhooks";
import { accountHandler } from "./rezstream/account-server";
import { REZSTREAM_API_VERSION, rezApiHandler } from "./rezstream/api-server";
import { RezstreamGrants } from "./rezstream/grants";
import { newSigningKey } from "./rezstream/oidc-provider";
import { OidcStore } from "./rezstream/oidc-store";
import { seededText } from "./secrets";
import { defaultSettings, type Settings } from "./settings";
import { loadState, type SavedState, StateFile } from "./state-file";
import { type AppliedChange, applyChange, ChangeError } from "./world/changes";
import { DAY_MS } from "./world/dates";
import { World, type WorldOptions } from "./world/world";

export interface SandboxOptions {
	/** Default 1; the same seed and the same date of `now` give the same world. */
	seed?: number;
	/** Default 20,000 over all tenants; up to 1,000,000. */
	reservations?: number;
	rezstreamTenants?: number;
	ownerrezUsers?: number;
	now?: () => Date;
	/** Default 0: the world stands still. */
	changesPerMinute?: number;
	/** Default 0: any free port. */
	ports?: Partial<Record<ServerName, number>>;
	redirectUris: { rezstream: string[]; ownerrez: string };
	webhook?: WebhookTarget;
	/** Marks what guests say about themselves, for leak searches. */
	canaryPii?: boolean;
	/** One more account of each vendor: 2,000 units, stays of 400 nights, hostile texts. */
	extremes?: boolean;
	accessTokenSeconds?: number;
	ownerTokenPolicy?: "standard" | "none";
	/** Consent always goes through the page. */
	authCodesAutoApprove?: never;
	/** Where tokens and changes survive a restart. */
	stateFile?: string;
}

export interface Sandbox {
	/** Without trailing slash; `rezAccount` is the OIDC issuer. */
	urls: Record<ServerName, string>;
	clients: {
		rezstream: { id: string; secret: string };
		ownerrez: { id: string; secret: string; appName: string };
	};
	apiVersion: string;
	control: SandboxControl;
	close(): Promise<void>;
}

const OWNERREZ_APP_NAME = "Rezdeck";

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const { seed = 1, now = () => new Date() } = options;
	const saved = options.stateFile === undefined ? null : loadState(options.stateFile);
	const worldOptions: WorldOptions = {
		seed,
		anchorMs: saved?.world.anchorMs ?? Math.floor(now().getTime() / DAY_MS) * DAY_MS,
		reservations: within("reservations", options.reservations ?? 20_000, 0, 1_000_000),
		rezstreamTenants: within("rezstreamTenants", options.rezstreamTenants ?? 4, 0, 100),
		ownerrezUsers: within("ownerrezUsers", options.ownerrezUsers ?? 4, 0, 100),
		canaryPii: options.canaryPii ?? false,
		extremes: options.extremes ?? false,
	};
	const world = new World(worldOptions);
	const changes = replay(world, saved);
	const settings: Settings = {
		...defaultSettings(),
		...saved?.settings,
		...(options.accessTokenSeconds === undefined ? {} : { accessTokenSeconds: options.accessTokenSeconds }),
		...(options.ownerTokenPolicy === undefined ? {} : { ownerTokenPolicy: options.ownerTokenPolicy }),
	};

	let stateFile: StateFile | undefined;
	const changed = () => stateFile?.changed();
	const log = new RequestLog(now);
	const faults = new FaultBook();
	const store = new OidcStore(now, changed);
	const grants = new RezstreamGrants(store, now, changed);
	const tokens = new OwnerrezTokens(settings, now, changed);
	const subscriptions = new Subscriptions(changed);
	const accountRule = new AccountRule(now);
	const limit = new RequestLimit(settings, now);
	const signingKey = saved?.signingKey ?? newSigningKey();
	if (saved) {
		store.load(saved.rezstream.oidc);
		grants.load(saved.rezstream.grants);
		tokens.load(saved.ownerrez.tokens);
		subscriptions.load(saved.ownerrez.subscriptions);
		accountRule.load(saved.ownerrez.accounts);
	}
	const clients = {
		rezstream: {
			id: `rezdeck-${seededText(seed, "rez id").slice(0, 8)}`,
			secret: `CANARY_SECRET_${seededText(seed, "rez secret")}`,
		},
		ownerrez: {
			id: `c_${seededText(seed, "owner id")}`,
			secret: `s_CANARY_SECRET_${seededText(seed, "owner secret")}`,
			appName: OWNERREZ_APP_NAME,
		},
	};
	const webhooks = new WebhookSender({ target: options.webhook, settings, tokens, subscriptions, faults, now });
	const control = new Control({
		world,
		log,
		faults,
		settings,
		grants,
		tokens,
		limit,
		accountRule,
		webhooks,
		now,
		changes,
		changed,
	});

	const server = (name: ServerName, killToken?: (token: string) => void) =>
		new SandboxServer({
			name,
			port: options.ports?.[name] ?? 0,
			log,
			faults,
			asked: (incoming) => control.asked(incoming),
			...(killToken ? { killToken } : {}),
		});
	const servers = {
		rezAccount: server("rezAccount"),
		rezApi: server("rezApi", (token) => grants.killAccess(token)),
		ownerWeb: server("ownerWeb", (token) => tokens.killAccess(token)),
		ownerApi: server("ownerApi", (token) => tokens.killAccess(token)),
		control: new SandboxServer({ name: "control", port: options.ports?.control ?? 0 }),
	};
	await listenAll(Object.values(servers));
	const client = { ...clients.ownerrez, redirectUri: options.redirectUris.ownerrez };
	const owner = { world, tokens, settings, client, accountRule, limit };
	servers.rezAccount.handler = await accountHandler({
		issuer: servers.rezAccount.url,
		store,
		settings,
		grants,
		world,
		client: { ...clients.rezstream, redirectUris: options.redirectUris.rezstream },
		privateJwk: signingKey,
	});
	servers.rezApi.handler = rezApiHandler({ world, grants, settings, base: () => servers.rezApi.url });
	servers.ownerWeb.handler = ownerWebHandler({ ...owner, appRevoked: (user) => webhooks.appRevoked(user) });
	servers.ownerApi.handler = ownerApiHandler({ ...owner, subscriptions, base: () => servers.ownerApi.url });
	servers.control.handler = controlHandler(control);

	if (options.stateFile !== undefined) {
		stateFile = new StateFile(options.stateFile, () => ({
			version: 1,
			world: worldOptions,
			changes,
			settings,
			signingKey,
			rezstream: { oidc: store.save(), grants: grants.save() },
			ownerrez: { tokens: tokens.save(), subscriptions: subscriptions.save(), accounts: accountRule.save() },
		}));
		stateFile.flush();
	}
	control.pace(options.changesPerMinute ?? 0);

	return {
		urls: {
			rezAccount: servers.rezAccount.url,
			rezApi: servers.rezApi.url,
			ownerWeb: servers.ownerWeb.url,
			ownerApi: servers.ownerApi.url,
			control: servers.control.url,
		},
		clients,
		apiVersion: REZSTREAM_API_VERSION,
		control,
		async close() {
			control.close();
			webhooks.close();
			await Promise.all(Object.values(servers).map((one) => one.close()));
			stateFile?.flush();
		},
	};
}

function within(name: string, value: number, low: number, high: number): number {
	if (Number.isInteger(value) && value >= low && value <= high) return value;
	throw new RangeError(`${name} must be a whole number from ${low} to ${high}, not ${value}`);
}

/** Changes of an earlier run mean something only in the same world; of another one only the tokens are kept. */
function replay(world: World, saved: SavedState | null): AppliedChange[] {
	if (!saved) return [];
	const { anchorMs, seed, reservations, rezstreamTenants, ownerrezUsers, extremes } = saved.world;
	const mine = world.options;
	const same =
		anchorMs === mine.anchorMs &&
		seed === mine.seed &&
		reservations === mine.reservations &&
		rezstreamTenants === mine.rezstreamTenants &&
		ownerrezUsers === mine.ownerrezUsers &&
		(extremes ?? false) === (mine.extremes ?? false);
	if (!same) return [];
	return saved.changes.filter((change) => {
		try {
			applyChange(world, change, change.at, change.number);
			return true;
		} catch (error) {
			// A newer version may make the world up a little differently: a change that fits no more is left out.
			if (error instanceof ChangeError) return false;
			throw error;
		}
	});
}

/** One port in use must not leave the other servers behind. */
async function listenAll(servers: SandboxServer[]): Promise<void> {
	const results = await Promise.allSettled(servers.map((one) => one.listen()));
	const failed = results.find((result) => result.status === "rejected");
	if (!failed) return;
	await Promise.allSettled(servers.map((one, i) => (results[i]?.status === "fulfilled" ? one.close() : undefined)));
	throw failed.reason;
}
