/**
 * The wrapper for the few addresses that other programs call with a proof of their own (webhooks): no session, no origin,
 * no redirect, and the same form for every error.
 */
import "server-only";
import { problemAnswer, problemResponse } from "./problem";
import { requestIdOf } from "./request-id";

interface ForeignCall<Param extends string> {
	request: Request;
	params: Record<Param, string>;
	/** Answers with a problem that no AppError stands for. */
	refuse(status: number, code: string, title: string, detail: string): Response;
}

type Context<Param extends string> = { params: Promise<Record<Param, string>> };

/** `run` proves the caller by itself before it reads anything. What it throws is answered as problem+json. */
export function foreignRoute<Param extends string>(
	run: (call: ForeignCall<Param>) => Promise<Response>,
): (request: Request, context: Context<Param>) => Promise<Response> {
	return async (request, context) => {
		const requestId = requestIdOf(request);
		try {
			return await run({
				request,
				params: await context.params,
				refuse: (status, code, title, detail) =>
					problemAnswer({ type: "about:blank", title, status, code, detail, requestId }),
			});
		} catch (error) {
			return problemResponse(error, requestId, { method: request.method, path: new URL(request.url).pathname });
		}
	};
}
