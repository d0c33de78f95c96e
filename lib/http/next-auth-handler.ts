/** The narrow opening for next-auth: only the endpoints we use, bounded bodies, our error form around it. */
import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { notFound } from "@/lib/errors";
import { problemResponse } from "./problem";
import { readText } from "./read-input";
import { requestIdOf } from "./request-id";

const MAX_BODY_BYTES = 16 * 1024;
const OPEN = new Set([
	"GET csrf",
	"GET session",
	"GET providers",
	"GET signin",
	"GET signout",
	"GET error",
	"POST callback/credentials",
	"POST signout",
]);

export async function handleNextAuth(
	request: Request,
	context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
	const requestId = requestIdOf(request);
	try {
		const { nextauth } = await context.params;
		if (!OPEN.has(`${request.method} ${nextauth.join("/")}`)) throw notFound("page");
		const response: Response = await NextAuth(await bounded(request), { params: { nextauth } }, nextAuthOptions());
		const headers = new Headers(response.headers);
		headers.set("x-request-id", requestId);
		headers.set("cache-control", "no-store");
		return new Response(response.body, { status: response.status, headers });
	} catch (error) {
		return problemResponse(error, requestId, { method: request.method, path: new URL(request.url).pathname });
	}
}

async function bounded(request: Request): Promise<NextRequest> {
	const { method, headers } = request;
	if (method !== "POST") return new NextRequest(request.url, { method, headers });
	return new NextRequest(request.url, { method, headers, body: await readText(request, MAX_BODY_BYTES) });
}
