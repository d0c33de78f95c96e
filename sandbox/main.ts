/** Starts the sandbox from the command line and prints one line of JSON when all servers are up. */
import { z } from "zod";
import type { ServerName } from "./http/server";
import { type SandboxOptions, startSandbox } from "./sandbox";

const whole = z.coerce.number().int().min(0).optional();

const environment = z.object({
	SANDBOX_SEED: whole,
	SANDBOX_RESERVATIONS: whole,
	SANDBOX_REZSTREAM_TENANTS: whole,
	SANDBOX_OWNERREZ_USERS: whole,
	SANDBOX_CHANGES_PER_MINUTE: z.coerce.number().min(0).optional(),
	SANDBOX_PORTS: z.string().optional(),
	/** Comma-separated. */
	SANDBOX_REDIRECT_REZSTREAM: z.string().default("http://localhost:3000/oauth/rezstream/callback"),
	SANDBOX_REDIRECT_OWNERREZ: z.string().default("http://localhost:3000/oauth/ownerrez/callback"),
	SANDBOX_WEBHOOK_URL: z.url().optional(),
	SANDBOX_WEBHOOK_USER: z.string().default(""),
	SANDBOX_WEBHOOK_PASSWORD: z.string().default(""),
	SANDBOX_STATE_FILE: z.string().optional(),
	SANDBOX_CANARY_PII: z.enum(["0", "1", "true", "false"]).optional(),
	SANDBOX_EXTREMES: z.enum(["0", "1", "true", "false"]).optional(),
	SANDBOX_ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(1).optional(),
	SANDBOX_OWNER_TOKEN_POLICY: z.enum(["standard", "none"]).optional(),
});

const SERVER_NAMES: readonly string[] = ["rezAccount", "rezApi", "ownerWeb", "ownerApi", "control"];

/** `rezAccount=4801,rezApi=4802` */
function portsOf(text: string | undefined): Partial<Record<ServerName, number>> {
	const ports: Partial<Record<ServerName, number>> = {};
	for (const part of (text ?? "").split(",").filter(Boolean)) {
		const [name = "", port = ""] = part.trim().split("=");
		if (!SERVER_NAMES.includes(name) || !/^\d{1,5}$/.test(port))
			throw new Error(`SANDBOX_PORTS: cannot read '${part}'`);
		ports[name as ServerName] = Number(port);
	}
	return ports;
}

function optionsOf(source: NodeJS.ProcessEnv): SandboxOptions {
	const given = Object.fromEntries(
		Object.entries(source).filter(([name, value]) => name.startsWith("SANDBOX_") && value !== ""),
	);
	const parsed = environment.safeParse(given);
	if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
	const env = parsed.data;
	const some = <K extends keyof SandboxOptions>(name: K, value: SandboxOptions[K] | undefined) =>
		value === undefined ? {} : { [name]: value };
	return {
		...some("seed", env.SANDBOX_SEED),
		...some("reservations", env.SANDBOX_RESERVATIONS),
		...some("rezstreamTenants", env.SANDBOX_REZSTREAM_TENANTS),
		...some("ownerrezUsers", env.SANDBOX_OWNERREZ_USERS),
		...some("changesPerMinute", env.SANDBOX_CHANGES_PER_MINUTE),
		...some("stateFile", env.SANDBOX_STATE_FILE),
		...some("accessTokenSeconds", env.SANDBOX_ACCESS_TOKEN_SECONDS),
		...some("ownerTokenPolicy", env.SANDBOX_OWNER_TOKEN_POLICY),
		canaryPii: env.SANDBOX_CANARY_PII === "1" || env.SANDBOX_CANARY_PII === "true",
		extremes: env.SANDBOX_EXTREMES === "1" || env.SANDBOX_EXTREMES === "true",
		ports: portsOf(env.SANDBOX_PORTS),
		redirectUris: {
			rezstream: env.SANDBOX_REDIRECT_REZSTREAM.split(",").map((uri) => uri.trim()),
			ownerrez: env.SANDBOX_REDIRECT_OWNERREZ,
		},
		...(env.SANDBOX_WEBHOOK_URL
			? {
					webhook: {
						url: env.SANDBOX_WEBHOOK_URL,
						user: env.SANDBOX_WEBHOOK_USER,
						password: env.SANDBOX_WEBHOOK_PASSWORD,
					},
				}
			: {}),
	};
}

async function main(): Promise<void> {
	// Standard output carries the one line of JSON and nothing else.
	console.info = console.error;
	console.log = console.error;
	const sandbox = await startSandbox(optionsOf(process.env));
	let closing = false;
	for (const signal of ["SIGTERM", "SIGINT"] as const) {
		process.on(signal, () => {
			if (closing) return;
			closing = true;
			void sandbox.close().then(() => process.exit(0));
		});
	}
	const { urls, clients, apiVersion } = sandbox;
	process.stdout.write(`${JSON.stringify({ ready: true, urls, clients, apiVersion })}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`The sandbox did not start: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
