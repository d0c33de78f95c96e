import { changeOperator } from "@/lib/auth/operators";
import { route } from "@/lib/http/route";
import { operatorInput } from "@/lib/shared/operators";

// PATCH /api/operators/[id] – role, scope, disabled; ends the operator's sessions
export const PATCH = route(
	{ permission: "operators.manage", params: ["id"], body: operatorInput },
	({ actor, params, body }) => changeOperator(actor, params.id, body),
);
