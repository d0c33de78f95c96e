import type { Instrumentation } from "next";

/** Errors that no handler turned into an answer: pages, layouts, and bugs. Paths without what may be secret in them. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { log } = await import("@/lib/log");
	const { loggablePath } = await import("@/lib/http/loggable-path");
	const path = loggablePath(request.path);
	log.error({ err: error, method: request.method, path, route: context.routePath }, "request failed");
};
