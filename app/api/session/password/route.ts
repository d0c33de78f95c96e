import { changePassword } from "@/lib/auth/own-account";
import { sessionSetCookie } from "@/lib/auth/session-cookie";
import { route } from "@/lib/http/route";
import { changePasswordInput } from "@/lib/shared/auth";

// PUT /api/session/password – ends all of one's sessions; this browser goes on with a new one
export const PUT = route({ body: changePasswordInput }, async ({ actor, body, request }) => {
	const origin = { ip: actor.ip, userAgent: request.headers.get("user-agent") };
	const sessionSecret = await changePassword(actor, body, origin);
	return new Response(null, { status: 204, headers: { "set-cookie": await sessionSetCookie(sessionSecret) } });
});
