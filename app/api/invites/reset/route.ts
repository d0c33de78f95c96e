import { resetPassword } from "@/lib/auth/reset-password";
import { sessionSetCookie } from "@/lib/auth/session-cookie";
import { openRoute } from "@/lib/http/route";
import { resetPasswordInput } from "@/lib/shared/auth";

// POST /api/invites/reset – a reset link becomes a new password, signed in
export const POST = openRoute({ body: resetPasswordInput }, async ({ body, ip, request, requestId }) => {
	const origin = { ip, userAgent: request.headers.get("user-agent"), requestId };
	const sessionSecret = await resetPassword(body, origin);
	return new Response(null, { status: 204, headers: { "set-cookie": await sessionSetCookie(sessionSecret) } });
});
