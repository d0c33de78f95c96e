"use client";
import Link from "next/link";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ConnectionSummary, SyncProgress } from "@/lib/shared/connections";

/** Connections whose mirror is still being filled. Nothing when all are complete. */
export function PopulationPanel({ connections }: { connections: readonly ConnectionSummary[] }) {
	const filling = connections.filter(
		({ progress, state }) =>
			(state === "active" || state === "degraded") && (progress.phase === "populating" || progress.phase === "waiting"),
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
						<Progress
							label={`Reservations of ${connection.account}`}
							value={
								connection.progress.done === 0 && connection.progress.share === 0 ? null : connection.progress.share
							}
							max={1}
							text={progressWords(connection.progress)}
						/>
						{connection.progress.waiting !== null && (
							<p className="foreign-text text-n10 text-sm">
								{connection.progress.waiting.reason}, until <Instant at={connection.progress.waiting.until} />
							</p>
						)}
					</li>
				))}
			</ul>
		</Panel>
	);
}

function progressWords(progress: SyncProgress): string {
	const done = progress.done.toLocaleString("en");
	const parts = [
		progress.expected === null ? `${done} so far` : `${done} of ${progress.expected.toLocaleString("en")}`,
	];
	if (progress.rate !== null) parts.push(`${Math.round(progress.rate).toLocaleString("en")} a second`);
	if (progress.secondsLeft !== null) parts.push(timeLeft(progress.secondsLeft));
	return parts.join(" · ");
}

function timeLeft(seconds: number): string {
	if (seconds < 60) return "less than a minute left";
	const minutes = Math.round(seconds / 60);
	return minutes < 90 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
