/**
 * Requests that following a tenant's changes costs, against the least that its API allows: one request a look, or as many
 * full pages of 100 as changed since the look before. A day of changes on a virtual clock, at both providers.
 *
 *   npx tsx --conditions=react-server bench/upstream-cost.ts [--seconds 300]
 *
 * --seconds: time between two looks.
 */
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { forgetEnvironment } from "@/lib/env";
import type { Provider, TenantContext, TokenSet } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { createOwnerrezToken, createRezstreamManualToken } from "@/sandbox/drive-consent";
import { type Sandbox, startSandbox } from "@/sandbox/sandbox";

const DAY_SECONDS = 86_400;
const PAGE = 100;
const GOAL = 1.05;
/** A busy tenant: changes on a day, a third of them in three bursts (an import, a price run, a channel's catch-up). */
const CHANGES = 900;
const BURSTS = [
	{ hour: 3, count: 160 },
	{ hour: 9, count: 80 },
	{ hour: 17, count: 60 },
];

let clock = Date.now();

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { seconds: { type: "string", default: "300" } } });
	const seconds = Number(values.seconds);
	if (!Number.isInteger(seconds) || seconds < 30 || seconds > 3600) throw new Error("--seconds: 30 to 3600");
	const sandbox = await startSandbox({
		reservations: 2000,
		rezstreamTenants: 1,
		ownerrezUsers: 1,
		now: () => new Date(clock),
		redirectUris: { rezstream: ["http://localhost/callback"], ownerrez: "http://localhost/callback" },
	});
	try {
		sandbox.control.settings({ ownerRateLimit: 0 });
		pointAt(sandbox);
		console.log(
			`${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}`,
		);
		console.log(
			`${CHANGES} changes in a day, ${BURSTS.map(({ count }) => count).join(" + ")} of them in bursts; a look every ${seconds} s`,
		);
		for (const id of ["rezstream", "ownerrez"] as const) await measure(sandbox, id, seconds);
	} finally {
		await sandbox.close();
	}
}

async function measure(sandbox: Sandbox, id: "rezstream" | "ownerrez", seconds: number): Promise<void> {
	const account = sandbox.control.world().accounts.find((one) => one.provider === id);
	if (account === undefined) throw new Error(`no account of ${id}`);
	const provider = providerById(id);
	const tenant: TenantContext = { remoteId: account.id, timeZone: account.iana, multiTenant: false };
	const tokens = await manualTokens(sandbox, id, account.id);
	let cursor = provider.firstCursor("changed", new Date(clock));
	// The first looks read what the connection margin holds.
	for (let look = 0; look < 5; look++) {
		cursor = (await lookOnce(provider, tokens, tenant, cursor)).cursor;
		clock += seconds * 1000;
	}
	const got = new Set<string>();
	const wanted = new Set<string>();
	let requests = 0;
	let least = 0;
	const start = clock;
	for (let at = seconds; at <= DAY_SECONDS; at += seconds) {
		const changed = new Set<string>();
		for (let i = countAt(at - seconds); i < countAt(at); i++) {
			clock = start + (at - 1) * 1000 - 5_000;
			// In a burst every change is another record's, or it would not fill a page.
			const op = i % 3 === 0 || countAt(at) - countAt(at - seconds) > 20 ? "create" : "update";
			for (const change of sandbox.control.change({ provider: id, tenant: account.id, op })) changed.add(change.id);
		}
		for (const one of changed) wanted.add(one);
		clock = start + at * 1000;
		const look = await lookOnce(provider, tokens, tenant, cursor);
		cursor = look.cursor;
		requests += look.requests;
		least += Math.max(1, Math.ceil(changed.size / PAGE));
		for (const one of look.ids) got.add(one);
	}
	const lost = [...wanted].filter((one) => !got.has(one)).length;
	const ratio = requests / least;
	console.log(
		`${provider.label}: ${requests} requests for ${wanted.size} changed reservations, least ${least}: ratio ${ratio.toFixed(3)} (goal ≤ ${GOAL}: ${ratio <= GOAL ? "met" : "MISSED"}); lost ${lost}`,
	);
	if (lost > 0 || ratio > GOAL) process.exitCode = 1;
}

/** Changes made until a second of the day: spread evenly, and in bursts. */
function countAt(second: number): number {
	const inBursts = BURSTS.reduce((sum, { count }) => sum + count, 0);
	const spread = Math.floor(((CHANGES - inBursts) * second) / DAY_SECONDS);
	return spread + BURSTS.filter(({ hour }) => second >= hour * 3600).reduce((sum, { count }) => sum + count, 0);
}

/** One run of the stream to its end. */
async function lookOnce(provider: Provider, tokens: TokenSet, tenant: TenantContext, from: string | null) {
	let requests = 0;
	const context = {
		tokens,
		now: () => new Date(clock),
		beforeRequest: async () => void requests++,
	};
	const ids: string[] = [];
	let cursor = from;
	for (;;) {
		const page = await provider.fetchPage(context, { tenant, kind: "changed", cursor, today: "2026-01-01" });
		ids.push(...page.records.map(({ record }) => record.remoteId));
		cursor = page.cursor;
		if (page.done) return { cursor, ids, requests };
	}
}

async function manualTokens(sandbox: Sandbox, id: "rezstream" | "ownerrez", account: string): Promise<TokenSet> {
	if (id === "rezstream") {
		const { token } = await createRezstreamManualToken(sandbox, { tenant: account });
		return { method: "manual", accessToken: token, refreshToken: null, username: null };
	}
	const { email, token } = await createOwnerrezToken(sandbox, { user: account });
	return { method: "manual", accessToken: token, refreshToken: null, username: email };
}

function pointAt({ urls, clients, apiVersion }: Sandbox): void {
	Object.assign(process.env, {
		DATABASE_URL: "postgresql://unused",
		ALLOW_INSECURE_PROVIDERS: "1",
		REZSTREAM_ISSUER: urls.rezAccount,
		REZSTREAM_API_URL: urls.rezApi,
		REZSTREAM_API_VERSION: apiVersion,
		OWNERREZ_APP_URL: urls.ownerWeb,
		OWNERREZ_API_URL: urls.ownerApi,
		OWNERREZ_CLIENT_ID: clients.ownerrez.id,
		OWNERREZ_CLIENT_SECRET: clients.ownerrez.secret,
		OWNERREZ_APP_NAME: clients.ownerrez.appName,
	});
	forgetEnvironment();
}

await main();
