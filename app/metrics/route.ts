import { metricsText } from "@/lib/connections/metrics";
import { route } from "@/lib/http/route";

/**
 * GET /metrics – Prometheus text. Never open: like every handler it wants `Authorization: Bearer <api key>` (in
 * Prometheus: `authorization: { credentials: <api key> }`) of an owner or admin who sees every tenant; a read-only key is
 * enough.
 */
export const GET = route({ permission: "metrics.read" }, async ({ actor }) => {
	const { contentType, text } = await metricsText(actor);
	return new Response(text, { headers: { "content-type": contentType } });
});
