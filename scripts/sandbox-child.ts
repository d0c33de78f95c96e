/** Starts both providers on this machine, and says how the app reaches them. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { environmentOf } from "@/sandbox/environment";
import { Child, DIE_WITH_PARENT, TYPESCRIPT } from "./child";
import { freePort, portProblem } from "./ports";
import { Refusal } from "./refusal";
import type { Settings } from "./settings";

/** Always the same where they are free, so that a bookmark of a consent page survives a restart. */
const USUAL_PORTS = { rezAccount: 4801, rezApi: 4802, ownerWeb: 4803, ownerApi: 4804, control: 4805 };
const CHANGES_PER_MINUTE = 6;

const client = z.object({ id: z.string(), secret: z.string() });
const readyLine = z.object({
	ready: z.literal(true),
	urls: z.object({
		rezAccount: z.string(),
		rezApi: z.string(),
		ownerWeb: z.string(),
		ownerApi: z.string(),
		control: z.string(),
	}),
	clients: z.object({ rezstream: client, ownerrez: client.extend({ appName: z.string() }) }),
	apiVersion: z.string(),
});

/** SANDBOX_* variables of the environment win over the usual values. */
export async function startSandbox(settings: Settings): Promise<{ child: Child; env: Record<string, string> }> {
	const { env, dataDir } = settings;
	const webhook = webhookOf(settings);
	const child = new Child("sandbox/main.ts", {
		execArgv: [...TYPESCRIPT, ...DIE_WITH_PARENT],
		quiet: true,
		env: {
			SANDBOX_CHANGES_PER_MINUTE: String(CHANGES_PER_MINUTE),
			SANDBOX_STATE_FILE: join(dataDir, "sandbox.json"),
			SANDBOX_PORTS: await choosePorts(),
			SANDBOX_REDIRECT_REZSTREAM: `${env.NEXTAUTH_URL}/oauth/rezstream/callback`,
			SANDBOX_REDIRECT_OWNERREZ: `${env.NEXTAUTH_URL}/oauth/ownerrez/callback`,
			SANDBOX_WEBHOOK_URL: webhook.url,
			SANDBOX_WEBHOOK_USER: webhook.user,
			SANDBOX_WEBHOOK_PASSWORD: webhook.password,
			...env,
		},
	});
	const line = await child.firstLine();
	if (line === undefined) throw new Refusal("The sandbox did not start; the lines above say why.");
	child.showOutput(false);
	const { urls, clients, apiVersion } = readyLine.parse(JSON.parse(line));
	return {
		child,
		env: {
			SANDBOX: "1",
			SANDBOX_CONTROL_URL: urls.control,
			...environmentOf({ urls, clients, apiVersion }),
			OWNERREZ_WEBHOOK_USER: webhook.user,
			OWNERREZ_WEBHOOK_PASSWORD: webhook.password,
		},
	};
}

/** Where the sandbox sends webhooks: to this app. Both sides learn the password at each start; nobody else needs it. */
function webhookOf({ parsed }: Settings): { url: string; user: string; password: string } {
	const host = parsed.HOST === "0.0.0.0" || parsed.HOST === "::" ? "127.0.0.1" : parsed.HOST;
	return {
		url: `http://${host}:${parsed.PORT}/api/webhooks/ownerrez`,
		user: parsed.OWNERREZ_WEBHOOK_USER ?? "sandbox",
		password: parsed.OWNERREZ_WEBHOOK_PASSWORD ?? randomBytes(18).toString("base64url"),
	};
}

async function choosePorts(): Promise<string> {
	const chosen = Object.entries(USUAL_PORTS).map(async ([name, usual]) => {
		const port = (await portProblem(usual, "127.0.0.1")) === undefined ? usual : await freePort();
		return `${name}=${port}`;
	});
	return (await Promise.all(chosen)).join(",");
}
