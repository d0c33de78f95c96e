import { AppError, notFound } from "@/lib/errors";
import { foreignRoute } from "@/lib/http/foreign-route";
import { readText } from "@/lib/http/read-input";
import { isGenuine, MAX_DELIVERY_BYTES, takeDelivery, takesWebhooks } from "@/lib/webhooks/receive";

// POST /api/webhooks/[provider] – a provider tells that something changed; it is written down and worked off later
export const POST = foreignRoute<"provider">(async ({ request, params, refuse }) => {
	if (!takesWebhooks(params.provider)) throw notFound("webhook address");
	if (!isGenuine(params.provider, request.headers)) {
		const refused = refuse(
			401,
			"unauthenticated",
			"Not accepted",
			"User name or password of this webhook is not the one that Rezdeck was started with.",
		);
		refused.headers.set("www-authenticate", 'Basic realm="rezdeck webhooks"');
		return refused;
	}
	const body = await boundedText(request);
	if (body === null) return refuse(413, "too_large", "Too large", "A delivery may have 1 MB.");
	if (!(await takeDelivery(params.provider, body))) {
		return refuse(400, "malformed", "Not a delivery", "The body is not JSON in the form of a webhook delivery.");
	}
	return Response.json({ received: true }, { headers: { "cache-control": "no-store" } });
});

/** Null: larger than a delivery may be. */
async function boundedText(request: Request): Promise<string | null> {
	try {
		return await readText(request, MAX_DELIVERY_BYTES);
	} catch (error) {
		// The one thing that readText refuses.
		if (error instanceof AppError) return null;
		throw error;
	}
}
