import { endOperatorSessions } from "@/lib/auth/operators";
import { route } from "@/lib/http/route";

// DELETE /api/operators/[id]/sessions – signs an operator out everywhere
export const DELETE = route({ permission: "operators.manage", params: ["id"] }, ({ actor, params }) =>
	endOperatorSessions(actor, params.id),
);
