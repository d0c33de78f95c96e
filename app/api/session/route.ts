import { endOwnSession, whoAmI } from "@/lib/auth/own-account";
import { clearSessionSetCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";

// GET /api/session – whom this session or key stands for, and what it may do
export const GET = route({}, ({ actor }) => whoAmI(actor));

// DELETE /api/session – signs out: ends the row, removes the cookie and what the browser stored for this site
export const DELETE = route({}, async ({ actor }) => {
	if (actor.sessionId !== null) await endOwnSession(actor, actor.sessionId);
	return new Response(null, {
		status: 204,
		headers: { "set-cookie": clearSessionSetCookie(), "clear-site-data": '"storage"' },
	});
});
