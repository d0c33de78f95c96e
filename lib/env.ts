/** The environment, read in one place. `.env.example` is tested against this schema. */
import { z } from "zod";

const text = z.string().min(1);
const optionalText = z.preprocess((v) => (v === "" ? undefined : v), text.optional());
const flag = (fallback: boolean) =>
	z.preprocess(
		(v) =>
			v === undefined || v === ""
				? fallback
				: v === "1" || v === "true" || v === "on"
					? true
					: v === "0" || v === "false" || v === "off"
						? false
						: v,
		z.boolean(),
	);
const url = (fallback: string) =>
	z.preprocess(
		(v) => (v === undefined || v === "" ? fallback : v),
		z.url().transform((u) => u.replace(/\/+$/, "")),
	);

export const environment = z.object({
	NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
	DATABASE_URL: optionalText,
	DATA_DIR: z.preprocess((v) => (v === "" ? undefined : v), text.default(".data")),
	PORT: z.preprocess((v) => (v === "" ? undefined : v), z.coerce.number().int().min(1).max(65535).default(3000)),
	HOST: z.preprocess((v) => (v === "" ? undefined : v), text.default("127.0.0.1")),
	NEXTAUTH_URL: url("http://localhost:3000"),
	NEXTAUTH_SECRET: optionalText,
	TOKEN_KEYS: optionalText,
	ADMIN_EMAIL: optionalText,
	ADMIN_PASSWORD: optionalText,
	REZSTREAM_ISSUER: url("https://account.rezstream.com"),
	REZSTREAM_API_URL: url("https://cloudapi.rezstream.com"),
	REZSTREAM_API_VERSION: optionalText,
	REZSTREAM_CLIENT_ID: optionalText,
	REZSTREAM_CLIENT_SECRET: optionalText,
	REZSTREAM_SCOPES: z.preprocess(
		(v) => (v === undefined || v === "" ? "offline_access guest_communication" : v),
		text.transform((s) => s.split(/\s+/).filter((part) => part !== "")),
	),
	OWNERREZ_APP_URL: url("https://app.ownerrez.com"),
	OWNERREZ_API_URL: url("https://api.ownerrez.com"),
	OWNERREZ_CLIENT_ID: optionalText,
	OWNERREZ_CLIENT_SECRET: optionalText,
	OWNERREZ_APP_NAME: z.preprocess((v) => (v === "" ? undefined : v), text.default("Rezdeck")),
	OWNERREZ_WEBHOOK_USER: optionalText,
	OWNERREZ_WEBHOOK_PASSWORD: optionalText,
	EGRESS: z.preprocess(
		(v) => (v === "" ? undefined : v),
		z
			.string()
			.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "small letters, digits and hyphens, at most 40")
			.default("default"),
	),
	ALLOW_INSECURE_PROVIDERS: flag(false),
	SANDBOX: z.preprocess(
		(v) => (v === undefined || v === "" ? undefined : v === "1" || v === "true" || v === "on"),
		z.boolean().optional(),
	),
	WORKER: z.preprocess((v) => (v === "" ? undefined : v), z.enum(["inline", "off"]).default("inline")),
	OIDC_ISSUER: optionalText,
	OIDC_CLIENT_ID: optionalText,
	OIDC_CLIENT_SECRET: optionalText,
	SMTP_URL: optionalText,
	ALERT_EMAIL: optionalText,
	LOG_LEVEL: z.preprocess(
		(v) => (v === "" ? undefined : v),
		z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
	),
});
export type Environment = z.infer<typeof environment>;

let parsed: Environment | undefined;

/** Parsed once a process. Throws one Error that lists every bad variable by name and never prints a value. */
export function env(): Environment {
	parsed ??= parseEnvironment(process.env);
	return parsed;
}

export function parseEnvironment(source: Record<string, string | undefined>): Environment {
	const result = environment.safeParse(source);
	if (result.success) return result.data;
	const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
	throw new Error(`Bad environment:\n${lines.join("\n")}`);
}

/** Tests only: the next env() reads process.env again. */
export function forgetEnvironment(): void {
	parsed = undefined;
}
