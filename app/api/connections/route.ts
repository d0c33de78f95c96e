import { connectManual } from "@/lib/connections/connect-manual";
import { getConnection } from "@/lib/connections/get-connection";
import { listConnections } from "@/lib/connections/list-connections";
import { route } from "@/lib/http/route";
import { connectionQuery, connectManualInput } from "@/lib/shared/connections";

// GET /api/connections – connections, those that need a person first
export const GET = route({ query: connectionQuery }, async ({ actor, query }) => listConnections(actor, query));

// POST /api/connections – connect with a token made by hand; it is tried before anything is stored
export const POST = route({ body: connectManualInput, permission: "connections.connect" }, async ({ actor, body }) => {
	const id = await connectManual(actor, body);
	return Response.json(await getConnection(actor, id), {
		status: 201,
		headers: { location: `/api/connections/${id}` },
	});
});
