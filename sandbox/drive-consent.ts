/** Walks the sandbox's pages over HTTP the way a person would: for tests of the sandbox and of the application. */
import type { Sandbox } from "./sandbox";

const MAX_STEPS = 12;

export interface RezstreamConsent {
	/** Names or ids; the preselected tenant when absent. */
	tenants?: string[];
	deny?: boolean;
}

export interface OwnerrezConsent {
	/** Name, e-mail or id; the first user when absent. */
	user?: string;
	deny?: boolean;
}

/** The URL the browser would be sent back to, not followed. */
export async function approveRezstream(authorizeUrl: string, consent: RezstreamConsent = {}): Promise<string> {
	const browser = new PageWalker(authorizeUrl);
	const shown = await browser.open(authorizeUrl);
	if ("left" in shown) return shown.left;
	const form = new URLSearchParams();
	const choices = [...shown.html.matchAll(/name="tenant" value="([^"]+)"([^>]*)>([^<]*)<\/label>/g)].map(
		([, id = "", attributes = "", label = ""]) => ({
			id,
			label: decode(label),
			checked: attributes.includes("checked"),
		}),
	);
	const wanted = consent.tenants ?? choices.filter(({ checked }) => checked).map(({ id }) => id);
	for (const tenant of wanted) {
		const choice = choices.find(({ id, label }) => id === tenant || label === tenant);
		if (!choice) throw new Error(`The consent page offers no tenant ${tenant}`);
		form.append("tenant", choice.id);
	}
	form.append("decision", consent.deny ? "deny" : "allow");
	return mustLeave(await browser.post(actionOf(shown), form));
}

export async function approveOwnerrez(authorizeUrl: string, consent: OwnerrezConsent = {}): Promise<string> {
	const browser = new PageWalker(authorizeUrl);
	const shown = await browser.open(authorizeUrl);
	if ("left" in shown) return shown.left;
	const form = new URLSearchParams();
	for (const [, name = "", value = ""] of shown.html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
		form.append(name, decode(value));
	}
	form.append("user", chooseUser(shown.html, consent.user));
	form.append("decision", consent.deny ? "deny" : "allow");
	return mustLeave(await browser.post(actionOf(shown), form));
}

export interface ManualTokenRequest {
	/** Name or id. */
	tenant: string;
	scopes?: string[];
}

export async function createRezstreamManualToken(
	sandbox: Pick<Sandbox, "urls">,
	{ tenant, scopes = ["guest_communication", "revenue_management"] }: ManualTokenRequest,
): Promise<{ token: string; tenantId: string }> {
	const portal = `${sandbox.urls.rezAccount}/portal`;
	const list = await (await fetch(portal)).text();
	const found = [...list.matchAll(/href="\/portal\/([0-9a-f-]+)">([^<]*)</g)].find(
		([, id, label = ""]) => id === tenant || decode(label) === tenant,
	);
	if (!found) throw new Error(`The portal lists no business ${tenant}`);
	const tenantId = found[1] as string;
	const body = new URLSearchParams([
		["name", "Test token"],
		...scopes.map((scope) => ["scope", scope] as [string, string]),
	]);
	const made = await (await fetch(`${portal}/${tenantId}/tokens`, { method: "POST", body })).text();
	return { token: tokenOn(made), tenantId };
}

export async function createOwnerrezToken(
	sandbox: Pick<Sandbox, "urls">,
	{ user }: { user: string },
): Promise<{ email: string; token: string; userId: string }> {
	const page = `${sandbox.urls.ownerWeb}/settings/api`;
	const userId = chooseUser(await (await fetch(page)).text(), user);
	const body = new URLSearchParams({ user: userId, name: "Test token" });
	const made = await (await fetch(`${page}/tokens`, { method: "POST", body })).text();
	const email = /data-testid="email">([^<]+)</.exec(made)?.[1];
	if (!email) throw new Error("The settings page names no e-mail");
	return { email: decode(email), token: tokenOn(made), userId };
}

type Step = { html: string; url: string } | { left: string };

/** A browser as far as needed: cookies by path, redirects inside one origin. */
class PageWalker {
	private readonly origin: string;
	private readonly cookies = new Map<string, { value: string; path: string }>();

	constructor(start: string) {
		this.origin = new URL(start).origin;
	}

	open(url: string): Promise<Step> {
		return this.follow(url, { method: "GET" });
	}

	post(url: string, body: URLSearchParams): Promise<Step> {
		return this.follow(url, { method: "POST", body });
	}

	private async follow(start: string, init: RequestInit): Promise<Step> {
		let url = new URL(start, this.origin);
		let request = init;
		for (let step = 0; step < MAX_STEPS; step++) {
			const response = await fetch(url, {
				...request,
				redirect: "manual",
				headers: { cookie: this.cookieHeader(url) },
			});
			this.keepCookies(response);
			const location = response.headers.get("location");
			if (location === null) {
				const html = await response.text();
				if (!response.ok && response.status !== 422)
					throw new Error(`${url.pathname} answered ${response.status}: ${html}`);
				return { html, url: url.href };
			}
			await response.arrayBuffer();
			url = new URL(location, url);
			if (url.origin !== this.origin) return { left: url.href };
			request = { method: "GET" };
		}
		throw new Error("too many redirects");
	}

	private cookieHeader(url: URL): string {
		return [...this.cookies]
			.filter(([, { path }]) => url.pathname.startsWith(path))
			.map(([name, { value }]) => `${name}=${value}`)
			.join("; ");
	}

	private keepCookies(response: Response): void {
		for (const line of response.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? "/";
			if (value === "") this.cookies.delete(name);
			else this.cookies.set(name, { value, path });
		}
	}
}

function mustLeave(step: Step): string {
	if ("left" in step) return step.left;
	const problem = /role="alert">([^<]*)</.exec(step.html)?.[1] ?? "no reason given";
	throw new Error(`The consent page did not send the browser back: ${decode(problem)}`);
}

function actionOf({ html, url }: { html: string; url: string }): string {
	const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
	if (!action) throw new Error(`no form on ${url}`);
	return decode(action);
}

function chooseUser(html: string, user: string | undefined): string {
	const options = [...html.matchAll(/<option value="([^"]+)" data-email="([^"]*)"[^>]*>([^<]*)</g)].map(
		([, id = "", email = "", label = ""]) => ({ id, email: decode(email), label: decode(label) }),
	);
	const isWanted = (option: (typeof options)[number]) =>
		[option.id, option.email, option.label].includes(user ?? "") || option.label.startsWith(`${user} –`);
	const chosen = user === undefined ? options[0] : options.find(isWanted);
	if (!chosen) throw new Error(`The page offers no user ${user}`);
	return chosen.id;
}

function tokenOn(html: string): string {
	const token = /data-testid="new-token">([^<]+)</.exec(html)?.[1];
	if (!token) throw new Error("The page shows no new token");
	return token;
}

function decode(html: string): string {
	return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
