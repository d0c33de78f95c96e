"use client";
import { useQuery } from "@tanstack/react-query";
import { connectionListQuery } from "@/lib/queries/connections";
import { overviewQuery } from "@/lib/queries/overview";
import type { ConnectionSummary, Overview } from "@/lib/shared/connections";
import { AttentionPanel } from "./attention-panel";
import { BudgetPanel } from "./budget-panel";
import { PopulationPanel } from "./population-panel";

interface ConnectionPanelsProps {
	overview: Overview;
	connections: { items: ConnectionSummary[]; nextCursor: string | null };
	labels: Readonly<Record<string, string>>;
	may: { connect: boolean; sync: boolean };
}

/** The lower half of Today: how the connections are, kept current. */
export function ConnectionPanels({
	overview: initial,
	connections: initialConnections,
	labels,
	may,
}: ConnectionPanelsProps) {
	const { data: overview } = useQuery({ ...overviewQuery(), initialData: initial });
	const { data: connections } = useQuery({ ...connectionListQuery(), initialData: initialConnections });
	return (
		<div className="grid items-start gap-4 lg:grid-cols-3">
			<div className="flex min-w-0 flex-col gap-4 lg:col-span-2">
				<PopulationPanel connections={connections.items} />
				<AttentionPanel issues={overview.issues} connections={overview.connections} may={may} />
			</div>
			<BudgetPanel budgets={overview.budgets} labels={labels} />
		</div>
	);
}
