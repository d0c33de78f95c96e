import { route } from "@/lib/http/route";
import { exportReservations } from "@/lib/reservations/export-reservations";
import { exportQuery } from "@/lib/shared/export";

// GET /api/reservations/export – the filtered list as a file, streamed; HEAD tells only that it could be had
export const GET = route({ permission: "reservations.read", query: exportQuery }, async ({ actor, query, request }) => {
	const { type, filename, body } = await exportReservations(actor, query);
	const headers = { "content-type": type, "content-disposition": `attachment; filename="${filename}"` };
	if (request.method !== "HEAD") return new Response(body, { headers });
	await body.cancel();
	return new Response(null, { headers });
});
