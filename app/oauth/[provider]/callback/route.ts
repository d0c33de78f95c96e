import { completeConnect, FailedAttempt } from "@/lib/connections/complete-connect";
import { formRoute } from "@/lib/http/form-route";

// GET /oauth/[provider]/callback – back from the consent page; always ends in a redirect to an address without the code
export const GET = formRoute<"provider">(async ({ actor, request, params }) => {
	try {
		const { connectionId, returnTo } = await completeConnect(actor, params.provider, new URL(request.url).searchParams);
		return returnTo ?? `/connections/${connectionId}?connected=1`;
	} catch (error) {
		if (!(error instanceof FailedAttempt)) throw error;
		const query = new URLSearchParams({ problem: error.problem.problem, provider: params.provider });
		if (error.attemptId !== null) query.set("attempt", error.attemptId);
		return `/connections/new?${query}`;
	}
});
