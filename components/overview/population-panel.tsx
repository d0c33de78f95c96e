"use client";
import { isFilling } from "@/components/tenants/progress-words";
import { SyncProgressBar } from "@/components/tenants/sync-progress-bar";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ConnectionSummary } from "@/lib/shared/connections";
import { OVERVIEW_WORDS } from "./overview-words";

/** Connections whose mirror is still being filled. Nothing when all are complete. */
export function PopulationPanel({ connections }: { connections: readonly ConnectionSummary[] }) {
	const filling = connections.filter(
		({ progress, state }) => (state === "active" || state === "degraded") && isFilling(progress),
	);
	if (filling.length === 0) return null;
	return (
		<Panel title={OVERVIEW_WORDS.firstReading}>
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
								{connection.tenantIds.length === 1
									? OVERVIEW_WORDS.oneTenant
									: OVERVIEW_WORDS.manyTenants(connection.tenantIds.length)}
							</span>
						</div>
						<SyncProgressBar label={OVERVIEW_WORDS.reservationsOf(connection.account)} progress={connection.progress} />
					</li>
				))}
			</ul>
		</Panel>
	);
}
