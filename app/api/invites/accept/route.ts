import { acceptInvite } from "@/lib/auth/accept-invite";
import { sessionSetCookie } from "@/lib/auth/session-cookie";
import { openRoute } from "@/lib/http/route";
import { acceptInviteInput } from "@/lib/shared/auth";

// POST /api/invites/accept – a setup link or an invitation becomes an account, signed in
export const POST = openRoute({ body: acceptInviteInput }, async ({ body, ip, request, requestId }) => {
	const origin = { ip, userAgent: request.headers.get("user-agent"), requestId };
	const sessionSecret = await acceptInvite(body, origin);
	return new Response(null, { status: 204, headers: { "set-cookie": await sessionSetCookie(sessionSecret) } });
});
