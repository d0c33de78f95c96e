"use client";
import Link from "next/link";
import { isFilling } from "@/components/tenants/progress-words";
import { SyncProgressBar } from "@/components/tenants/sync-progress-bar";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ConnectionSummary } from "@/lib/shared/connections";

/** Connections whose mirror is still being filled. Nothing when all are complete. */
export function PopulationPanel({ connections }: { connections: readonly ConnectionSummary[] }) {
	const filling = connections.filter(
		({ progress, state }) => (state === "active" || state === "degraded") && isFilling(progress),
	);
	if (filling.length === 0) return null;
	return (
		<Panel title="Being read for the first time">
			<ul className="flex flex-col gap-4">
				{filling.map((connection) => (
					<li key={connection.id}>
						<div className="mb-1 flex items-center gap-2">
							<ProviderMark id={connection.provider} />
							<Link
								href={`/connections/${encodeURIComponent(connection.id)}`}
								className="link foreign-text min-w-0 flex-1"
							>
								{connection.account}
							</Link>
							<span className="num text-n10 text-sm">
								{connection.tenantIds.length === 1 ? "1 tenant" : `${connection.tenantIds.length} tenants`}
							</span>
						</div>
						<SyncProgressBar label={`Reservations of ${connection.account}`} progress={connection.progress} />
					</li>
				))}
			</ul>
		</Panel>
	);
}
