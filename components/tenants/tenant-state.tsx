import { Badge } from "@/components/ui/badge";
import type { TenantSummary } from "@/lib/shared/connections";

/** One word on whether a tenant's mirror can be trusted; the reason stands beside it where there is room. */
export function TenantStateBadge({ tenant }: { tenant: TenantSummary }) {
	if (!tenant.included) return <Badge tone="quiet">Left out</Badge>;
	if (tenant.problem !== null) return <Badge tone="bad">Not reached</Badge>;
	if (tenant.progress.phase === "stopped") return <Badge tone="quiet">Stopped</Badge>;
	if (tenant.progress.phase === "following") return <Badge tone="ok">Complete</Badge>;
	if (tenant.progress.waiting !== null) return <Badge tone="warn">Waiting</Badge>;
	return <Badge tone="info">{tenant.progress.done === 0 ? "About to start" : "Filling"}</Badge>;
}
