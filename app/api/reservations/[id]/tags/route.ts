import { route } from "@/lib/http/route";
import { setReservationTags } from "@/lib/reservations/tags";
import { reservationTagsInput } from "@/lib/shared/annotations";

// PUT /api/reservations/[id]/tags – the tags it has from then on
export const PUT = route(
	{ permission: "reservations.annotate", params: ["id"], body: reservationTagsInput },
	({ actor, params, body }) => setReservationTags(actor, params.id, body.tags),
);
