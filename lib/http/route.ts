/**
 * The wrapper around every handler in app/api: who calls, from where, with which input, and one form for every error.
 * It does not replace the checks in the domain functions; it only refuses earlier what they would refuse too.
 */
import "server-only";
import { z } from "zod";
import { recordRefusal } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { clientAddress } from "@/lib/auth/client-address";
import { actorFromRequest, unauthenticated } from "@/lib/auth/resolve-actor";
import { AppError, notFound } from "@/lib/errors";
import { BUILD, BUILD_HEADER } from "@/lib/shared/build";
import type { Permission } from "@/lib/shared/roles";
import { loggablePath } from "./loggable-path";
import { problemResponse } from "./problem";
import { readBody, readQuery } from "./read-input";
import { requestIdOf } from "./request-id";
import { assertSameOrigin } from "./same-origin";

const MAX_BODY_BYTES = 64 * 1024;
const NOTHING = z.strictObject({});
type Nothing = Record<string, never>;

interface RouteOptions<Query, Body, Param extends string> {
	/** Refuses roles without it before the input is read. */
	permission?: Permission;
	/** Strict schema of the query string; without it any parameter is refused. */
	query?: z.ZodType<Query>;
	/** Strict schema of the JSON body; without it any body field is refused. Not read for GET and HEAD. */
	body?: z.ZodType<Body>;
	/** Names of the dynamic segments of the path. */
	params?: readonly Param[];
	maxBodyBytes?: number;
}

export interface RouteInput<Query, Body, Param extends string> {
	query: Query;
	body: Body;
	params: Record<Param, string>;
	request: Request;
	requestId: string;
}

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
type RouteHandler = (request: Request, context: Context) => Promise<Response>;

/**
 * `export const GET = route({ query, permission }, async ({ actor, query }) => data)`.
 * The handler returns data (answered as JSON, `undefined` as 204) or a Response of its own.
 */
export function route<Query = Nothing, Body = Nothing, const Param extends string = never>(
	options: RouteOptions<Query, Body, Param>,
	handler: (input: RouteInput<Query, Body, Param> & { actor: Actor }) => Promise<unknown>,
): RouteHandler {
	return guarded(async (request, context, requestId) => {
		const actor = await actorFromRequest(request, requestId);
		if (actor === null) throw unauthenticated();
		try {
			assertMayCall(actor, request);
			if (options.permission !== undefined) assertCan(actor, options.permission);
			return await handler({ ...(await readInput(options, request, context, requestId)), actor });
		} catch (error) {
			if (error instanceof AppError && error.code === "forbidden") {
				await recordRefusal(actor, { method: request.method, path: new URL(request.url).pathname.slice(0, 300) });
			}
			throw error;
		}
	});
}

/** The same for the few handlers that serve people who are not signed in yet. `ip` is there for throttling. */
export function openRoute<Query = Nothing, Body = Nothing, const Param extends string = never>(
	options: Omit<RouteOptions<Query, Body, Param>, "permission">,
	handler: (input: RouteInput<Query, Body, Param> & { ip: string | null }) => Promise<unknown>,
): RouteHandler {
	return guarded(async (request, context, requestId) => {
		if (!isRead(request)) assertSameOrigin(request);
		const input = await readInput(options, request, context, requestId);
		return handler({ ...input, ip: clientAddress(request.headers) });
	});
}

function guarded(run: (request: Request, context: Context, requestId: string) => Promise<unknown>): RouteHandler {
	return async (request, context) => {
		const requestId = requestIdOf(request);
		try {
			return finish(await run(request, context, requestId), requestId);
		} catch (error) {
			return problemResponse(error, requestId, { method: request.method, path: loggablePath(request.url) });
		}
	};
}

function assertMayCall(actor: Actor, request: Request): void {
	if (isRead(request)) return;
	if (actor.kind !== "api_key") assertSameOrigin(request);
	else if (actor.readOnly !== false) {
		throw new AppError(
			"forbidden",
			"read-only key",
			"This API key may only read. Create one that may also change things.",
		);
	}
}

async function readInput<Query, Body, Param extends string>(
	options: Omit<RouteOptions<Query, Body, Param>, "permission">,
	request: Request,
	context: Context,
	requestId: string,
): Promise<RouteInput<Query, Body, Param>> {
	const params = readParams(options.params ?? [], await context.params);
	const query = readQuery((options.query ?? NOTHING) as z.ZodType<Query>, new URL(request.url).searchParams);
	const body = isRead(request)
		? ({} as Body)
		: await readBody((options.body ?? NOTHING) as z.ZodType<Body>, request, options.maxBodyBytes ?? MAX_BODY_BYTES);
	return { query, body, params, request, requestId };
}

function readParams<Param extends string>(names: readonly Param[], given: Awaited<Context["params"]>) {
	const params = {} as Record<Param, string>;
	for (const name of names) {
		const value = given[name];
		if (typeof value !== "string") throw new Error(`the path has no segment named ${name}`);
		// No id of ours is longer or holds a NUL, which PostgreSQL would refuse with an error.
		if (value.length > 200 || value.includes("\0")) throw notFound("page");
		params[name] = value;
	}
	return params;
}

function isRead(request: Request): boolean {
	return request.method === "GET" || request.method === "HEAD";
}

function finish(result: unknown, requestId: string): Response {
	const given =
		result instanceof Response
			? result
			: result === undefined
				? new Response(null, { status: 204 })
				: Response.json(result);
	const headers = new Headers(given.headers);
	headers.set("x-request-id", requestId);
	headers.set(BUILD_HEADER, BUILD);
	if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
	return new Response(given.body, { status: given.status, headers });
}
