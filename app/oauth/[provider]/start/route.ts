import { ConnectProblem } from "@/lib/connections/connect-problem";
import { parseStartForm, startConnect } from "@/lib/connections/start-connect";
import { AppError } from "@/lib/errors";
import { formRoute, readForm } from "@/lib/http/form-route";
import { assertSameOrigin } from "@/lib/http/same-origin";

// POST /oauth/[provider]/start – leaves for the provider's consent page
export const POST = formRoute<"provider">(async ({ actor, request, params }) => {
	assertSameOrigin(request);
	const input = parseStartForm(await readForm(request));
	try {
		return await startConnect(actor, params.provider, input);
	} catch (error) {
		const problem =
			error instanceof ConnectProblem
				? error.problem
				: error instanceof AppError && error.code === "rate_limited" && wantsPage(request)
					? "rate_limited"
					: null;
		if (problem === null) throw error;
		return `/connections/new?problem=${problem}&provider=${encodeURIComponent(params.provider)}`;
	}
});

/** A person in a browser gets a page; a program gets the status and Retry-After. */
function wantsPage(request: Request): boolean {
	return request.headers.get("accept")?.includes("text/html") ?? false;
}
