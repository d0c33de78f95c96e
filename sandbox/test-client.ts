/** What the sandbox's own tests share: a small world, and an OAuth client of few lines for each provider. */
import { createHash, randomBytes } from "node:crypto";
import { approveOwnerrez, approveRezstream, type OwnerrezConsent, type RezstreamConsent } from "./drive-consent";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox";

export const REZ_CALLBACK = "http://localhost:3000/oauth/rezstream/callback";
export const OWNER_CALLBACK = "http://localhost:3000/oauth/ownerrez/callback";
export const TEST_NOW = new Date("2026-11-20T15:00:00Z");

export function startSmall(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
	return startSandbox({
		reservations: 600,
		redirectUris: { rezstream: [REZ_CALLBACK], ownerrez: OWNER_CALLBACK },
		...options,
	});
}

export interface TokenAnswer {
	status: number;
	access_token: string;
	refresh_token: string | null;
	expires_in?: number;
	id_token?: string;
	error?: string;
	[member: string]: unknown;
}

export class RezClient {
	constructor(readonly sandbox: Sandbox) {}

	authorizeUrl(params: Record<string, string> = {}): { url: string; verifier: string; state: string } {
		const verifier = randomBytes(32).toString("base64url");
		const state = randomBytes(16).toString("base64url");
		const query = new URLSearchParams({
			response_type: "code",
			client_id: this.sandbox.clients.rezstream.id,
			redirect_uri: REZ_CALLBACK,
			scope: "offline_access guest_communication revenue_management",
			state,
			code_challenge: createHash("sha256").update(verifier).digest("base64url"),
			code_challenge_method: "S256",
			...params,
		});
		return { url: `${this.sandbox.urls.rezAccount}/connect/authorize?${query}`, verifier, state };
	}

	async connect(consent: RezstreamConsent = {}, params: Record<string, string> = {}): Promise<TokenAnswer> {
		const { url, verifier } = this.authorizeUrl(params);
		const back = new URL(await approveRezstream(url, consent));
		return this.token({
			grant_type: "authorization_code",
			code: back.searchParams.get("code") ?? "",
			redirect_uri: REZ_CALLBACK,
			code_verifier: verifier,
		});
	}

	refresh(refreshToken: string | null): Promise<TokenAnswer> {
		return this.token({ grant_type: "refresh_token", refresh_token: refreshToken ?? "" });
	}

	async token(fields: Record<string, string>): Promise<TokenAnswer> {
		const response = await this.form("/connect/token", fields);
		return { ...((await response.json()) as TokenAnswer), status: response.status };
	}

	revoke(token: string, hint: string): Promise<Response> {
		return this.form("/connect/revocation", { token, token_type_hint: hint });
	}

	form(path: string, fields: Record<string, string>): Promise<Response> {
		const { id, secret } = this.sandbox.clients.rezstream;
		const body = new URLSearchParams({ client_id: id, client_secret: secret, ...fields });
		return fetch(`${this.sandbox.urls.rezAccount}${path}`, { method: "POST", body });
	}

	get(pathOrUrl: string, token: string, headers: Record<string, string> = {}): Promise<Response> {
		const url = pathOrUrl.startsWith("http") ? pathOrUrl : `${this.sandbox.urls.rezApi}${pathOrUrl}`;
		return fetch(url, { redirect: "manual", headers: { authorization: `Bearer ${token}`, ...headers } });
	}
}

export class OwnerClient {
	readonly userAgent: string;

	constructor(readonly sandbox: Sandbox) {
		const { appName, id } = sandbox.clients.ownerrez;
		this.userAgent = `${appName}/1.0 (${id})`;
	}

	authorizeUrl(params: Record<string, string> = {}): string {
		const query = new URLSearchParams({
			response_type: "code",
			client_id: this.sandbox.clients.ownerrez.id,
			redirect_uri: OWNER_CALLBACK,
			state: "state-1",
			...params,
		});
		return `${this.sandbox.urls.ownerWeb}/oauth/authorize?${query}`;
	}

	async connect(consent: OwnerrezConsent = {}): Promise<TokenAnswer> {
		const back = new URL(await approveOwnerrez(this.authorizeUrl(), consent));
		return this.token({
			grant_type: "authorization_code",
			code: back.searchParams.get("code") ?? "",
			redirect_uri: OWNER_CALLBACK,
		});
	}

	async token(fields: Record<string, string>): Promise<TokenAnswer> {
		const response = await fetch(`${this.sandbox.urls.ownerApi}/oauth/access_token`, {
			method: "POST",
			headers: { authorization: this.basic(), "user-agent": this.userAgent },
			body: new URLSearchParams(fields),
		});
		return { ...((await response.json()) as TokenAnswer), status: response.status };
	}

	revoke(token: string): Promise<Response> {
		return fetch(`${this.sandbox.urls.ownerApi}/oauth/access_token/${encodeURIComponent(token)}`, {
			method: "DELETE",
			headers: { authorization: this.basic(), "user-agent": this.userAgent },
		});
	}

	get(pathOrUrl: string, token: string, headers: Record<string, string> = {}): Promise<Response> {
		const url = pathOrUrl.startsWith("http") ? pathOrUrl : `${this.sandbox.urls.ownerApi}${pathOrUrl}`;
		return fetch(url, { headers: { authorization: `Bearer ${token}`, "user-agent": this.userAgent, ...headers } });
	}

	personal(path: string, email: string, token: string): Promise<Response> {
		const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}`;
		return fetch(`${this.sandbox.urls.ownerApi}${path}`, { headers: { authorization } });
	}

	private basic(): string {
		const { id, secret } = this.sandbox.clients.ownerrez;
		return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
	}
}
