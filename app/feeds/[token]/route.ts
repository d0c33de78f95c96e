import { openRoute } from "@/lib/http/route";
import { readFeed } from "@/lib/reservations/read-feed";

// GET /feeds/<token>.ics – a calendar feed: whoever has the address may read it
export const GET = openRoute({ params: ["token"] }, async ({ params, ip, request }) => {
	const { body, etag } = await readFeed(params.token.replace(/\.ics$/, ""), ip);
	const headers = { etag, "cache-control": "private, max-age=300" };
	const known = request.headers.get("if-none-match")?.split(",") ?? [];
	if (known.some((tag) => tag.trim() === etag)) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, "content-type": "text/calendar; charset=utf-8" } });
});
