import { listAudit } from "@/lib/audit/list-audit";
import { route } from "@/lib/http/route";
import { auditFilter } from "@/lib/shared/audit";

// GET /api/audit – the audit trail, newest first
export const GET = route({ permission: "audit.read", query: auditFilter }, ({ actor, query }) =>
	listAudit(actor, query),
);
