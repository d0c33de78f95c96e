import type { Instrumentation } from "next";

/** Errors that no handler turned into an answer: pages, layouts, and bugs. Paths without their query: it may hold a code. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { log } = await import("@/lib/log");
	const path = request.path.split("?")[0];
	log.error({ err: error, method: request.method, path, route: context.routePath }, "request failed");
};
