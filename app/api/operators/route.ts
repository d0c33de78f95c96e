import { listOperators } from "@/lib/auth/operators";
import { route } from "@/lib/http/route";

// GET /api/operators – who may sign in, with which role and scope
export const GET = route({ permission: "operators.manage" }, async ({ actor }) => ({
	items: await listOperators(actor),
	nextCursor: null,
}));
