/** The browser's door to the API: one fetch that understands problem+json, and the settings all queries share. */
import { QueryClient } from "@tanstack/react-query";
import { BUILD, BUILD_HEADER } from "@/lib/shared/build";
import type { Problem } from "@/lib/shared/problem";

/** What the API answered instead of data. `message` is the text for people, with the next step. */
export class ApiProblem extends Error {
	override readonly name = "ApiProblem";
	readonly problem: Problem;

	constructor(details: Problem) {
		super(details.detail);
		this.problem = details;
	}

	get code(): string {
		return this.problem.code;
	}

	get status(): number {
		return this.problem.status;
	}

	/** The message for one input field, when the API named it. */
	issue(path: string): string | null {
		return this.problem.issues?.find((issue) => issue.path === path)?.message ?? null;
	}
}

interface FetchJsonOptions {
	method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
	/** Sent as JSON. */
	body?: unknown;
	signal?: AbortSignal;
	/** The answer is here, and read once this is over. */
	beforeReading?: () => Promise<void>;
}

/**
 * Fetches a path of our own API; `T` is what its handler answers. The answer is not checked again here: it comes from the
 * server that this page comes from, and `request` refuses that of another build (docs/adr/0009). Throws ApiProblem for every
 * refusal, an unreachable server included.
 */
export async function fetchJson<T>(path: string, options: FetchJsonOptions = {}): Promise<T> {
	const response = await request(path, options);
	await options.beforeReading?.();
	return response.json();
}

/** Like fetchJson, for answers without a body or whose body does not matter: it is not read. */
export async function sendJson(path: string, options: FetchJsonOptions = {}): Promise<void> {
	await request(path, options);
}

/** A page that was opened before Rezdeck was updated may not understand what the new server answers. */
const UPDATED: Problem = {
	type: "about:blank",
	title: "Rezdeck was updated",
	status: 0,
	code: "updated",
	detail: "Rezdeck was updated while this page was open. Reload it to go on.",
};

async function request(path: string, { method = "GET", body, signal }: FetchJsonOptions): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			signal: signal ?? null,
			headers: {
				accept: "application/json",
				...(body === undefined ? {} : { "content-type": "application/json" }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	} catch (error) {
		if (signal?.aborted === true) throw error;
		throw new ApiProblem({
			type: "about:blank",
			title: "No connection",
			status: 0,
			code: "unreachable",
			detail: "Rezdeck does not answer. Check your network, or whether the server is running, and try again.",
		});
	}
	if (!response.ok) throw new ApiProblem(await readProblem(response));
	const build = response.headers.get(BUILD_HEADER);
	// What was sent has been done, whatever the build.
	if (method === "GET" && build !== null && build !== BUILD) throw new ApiProblem(UPDATED);
	return response;
}

async function readProblem(response: Response): Promise<Problem> {
	const isJson = (response.headers.get("content-type") ?? "").includes("json");
	const body: unknown = isJson ? await response.json() : null;
	if (isProblem(body)) return body;
	return {
		type: "about:blank",
		title: response.statusText,
		status: response.status,
		code: "internal",
		detail: `Rezdeck could not answer (${response.status}). Try again; if it stays, tell the person who runs it.`,
	};
}

/** By hand, because every page can meet a refusal and need not load schemas for it. */
function isProblem(body: unknown): body is Problem {
	if (typeof body !== "object" || body === null) return false;
	const { status, code, detail, title, issues = [] } = body as Record<string, unknown>;
	return (
		typeof status === "number" &&
		[code, detail, title].every((text) => typeof text === "string") &&
		Array.isArray(issues) &&
		issues.every((issue) => typeof issue?.path === "string" && typeof issue.message === "string")
	);
}

/** Codes that another try cannot change. */
const FINAL = new Set([
	"updated",
	"unauthenticated",
	"reauth_required",
	"forbidden",
	"not_found",
	"conflict",
	"invalid_input",
]);

export function createQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 15_000,
				// Long enough that going back to a list finds all its pages, and with them the place in it.
				gcTime: 15 * 60_000,
				retry: (count, error) => count < 2 && !(error instanceof ApiProblem && FINAL.has(error.code)),
				refetchOnWindowFocus: true,
				// Offline too: a request that fails says so on the page; one that waits would leave it silently old (F-73).
				networkMode: "always",
			},
			// And a click that cannot be sent fails now: sent hours later it would surprise.
			mutations: { networkMode: "always" },
		},
	});
}
