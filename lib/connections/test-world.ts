/** Test support: a fresh database, both providers played by the sandbox, and operators to act as. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { setClockOffset } from "@/lib/clock";
import { useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import type { Role } from "@/lib/shared/roles";
import { approveOwnerrez, approveRezstream } from "@/sandbox/drive-consent";
import { environmentOf } from "@/sandbox/environment";
import { type Sandbox, type SandboxOptions, startSandbox } from "@/sandbox/sandbox";
import { completeConnect } from "./complete-connect";
import { startConnect } from "./start-connect";

const BASE_URL = "http://localhost:3999";

/** Call once at the top level of a `*.db.test.ts` file. */
export function useTestWorld(options: Partial<SandboxOptions> = {}) {
	useTestDatabase();
	let sandbox: Sandbox | undefined;
	const dataDir = mkdtempSync(join(tmpdir(), "rezdeck-test-"));

	beforeAll(async () => {
		sandbox = await startSandbox({
			reservations: 400,
			redirectUris: {
				rezstream: [`${BASE_URL}/oauth/rezstream/callback`],
				ownerrez: `${BASE_URL}/oauth/ownerrez/callback`,
			},
			...options,
		});
		Object.assign(process.env, {
			NEXTAUTH_URL: BASE_URL,
			DATA_DIR: dataDir,
			TOKEN_KEYS: `t1:${Buffer.alloc(32, 7).toString("base64")}`,
			...environmentOf(sandbox),
			LOG_LEVEL: "silent",
		});
		forgetEnvironment();
	}, 60_000);

	afterAll(async () => {
		setClockOffset(0);
		await sandbox?.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	const running = () => {
		if (sandbox === undefined) throw new Error("the sandbox runs only inside tests");
		return sandbox;
	};
	return {
		sandbox: running,
		control: () => running().control,
		tenantNames,
		/** Walks the whole OAuth round trip and gives the connection's id. */
		connect: async (
			actor: Actor,
			provider: "rezstream" | "ownerrez",
			consent: { tenants?: string[]; user?: string } = {},
			reconnectId: string | null = null,
		): Promise<string> => {
			const callback = await leaveAndApprove(actor, provider, consent, reconnectId);
			return (await completeConnect(actor, provider, callback.searchParams)).connectionId;
		},
		leaveAndApprove,
	};

	async function leaveAndApprove(
		actor: Actor,
		provider: "rezstream" | "ownerrez",
		consent: { tenants?: string[]; user?: string; deny?: boolean } = {},
		reconnectId: string | null = null,
	): Promise<URL> {
		const url = await startConnect(actor, provider, { multiTenant: true, scopes: [], returnTo: null, reconnectId });
		if (provider === "rezstream") {
			const tenants = consent.tenants ?? tenantNames("rezstream");
			return new URL(await approveRezstream(url.toString(), { tenants, deny: consent.deny ?? false }));
		}
		const [first] = tenantNames("ownerrez");
		return new URL(
			await approveOwnerrez(url.toString(), { user: consent.user ?? first ?? "", deny: consent.deny ?? false }),
		);
	}

	function tenantNames(provider: string): string[] {
		const accounts = running().control.world().accounts;
		return accounts.filter((account) => account.provider === provider).map(({ name }) => name);
	}
}

/** A signed-in operator without a row: domain functions read the actor only. */
export function testActor(role: Role = "owner", tenantScope: Actor["tenantScope"] = "all"): Actor {
	const id = `opr_${randomUUID()}`;
	return {
		kind: "operator",
		id,
		label: `${id}@example.test`,
		role,
		tenantScope,
		sessionId: `session-${id}`,
		provenAt: new Date(Date.now() + 3_600_000),
		ip: null,
		requestId: null,
	};
}
