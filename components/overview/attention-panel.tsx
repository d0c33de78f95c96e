"use client";
import { useState } from "react";
import { ConditionAction } from "@/components/tenants/condition-action";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { SentenceText } from "@/components/tenants/sentence-text";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { useClock } from "@/components/ui/time-provider";
import type { Issue } from "@/lib/shared/connections";
import { OVERVIEW_WORDS } from "./overview-words";

interface AttentionPanelProps {
	issues: readonly Issue[];
	/** How many there are and are healthy: said when nothing else is to be said. */
	connections: { total: number; healthy: number };
	may: { connect: boolean; sync: boolean };
}

/** Enough for a glance; the rest opens on request. */
const SHOWN = 8;
const PAUSE_NOTICE_MS = 86_400_000;

/** Everything that somebody should look at, most urgent first, each with the one thing to do. */
export function AttentionPanel({ issues: everything, connections: { total, healthy }, may }: AttentionPanelProps) {
	const [all, setAll] = useState(false);
	const clock = useClock();
	const issues = everything.filter((issue) => asksForSomebody(issue, clock.now));
	const shown = all ? issues : issues.slice(0, SHOWN);
	return (
		<Panel
			title={OVERVIEW_WORDS.toLookAt}
			sub={issues.length === 0 ? undefined : countOf(issues)}
			flush={issues.length > 0}
		>
			{issues.length === 0 ? (
				<p className="text-n11">{OVERVIEW_WORDS.nothing(healthWords(total, healthy))}</p>
			) : (
				<ul>
					{shown.map((issue) => (
						<Row key={`${issue.kind} ${issue.tenantId ?? issue.connectionId}`} issue={issue} may={may} />
					))}
				</ul>
			)}
			{issues.length > SHOWN && (
				<div className="px-3 py-2">
					<Button size="sm" variant="quiet" onClick={() => setAll(!all)}>
						{all ? OVERVIEW_WORDS.showFewer : OVERVIEW_WORDS.showAll(issues.length)}
					</Button>
				</div>
			)}
		</Panel>
	);
}

/** A pause may be meant: one that lasts a day may be forgotten. That a provider is slow stands beside its allowance. */
function asksForSomebody({ kind, since }: Issue, now: number): boolean {
	if (kind === "slow") return false;
	return kind !== "paused" || since === null || now - Date.parse(since) > PAUSE_NOTICE_MS;
}

function healthWords(total: number, healthy: number): string {
	if (healthy < total) return OVERVIEW_WORDS.someHealthy(healthy, total);
	return total === 1 ? OVERVIEW_WORDS.oneHealthy : OVERVIEW_WORDS.allHealthy(total);
}

function countOf(issues: readonly Issue[]): string {
	return OVERVIEW_WORDS.mostUrgentFirst(issues.length);
}

function Row({ issue, may }: { issue: Issue; may: AttentionPanelProps["may"] }) {
	const { tenantId, connectionId } = issue;
	return (
		<li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-n6 border-b px-3 py-2.5 last:border-b-0">
			<div className="min-w-0 flex-1 basis-64">
				<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
					<ProviderMark id={issue.provider} />
					<Link
						href={
							tenantId === null
								? `/connections/${encodeURIComponent(connectionId)}`
								: `/tenants/${encodeURIComponent(tenantId)}`
						}
						className="link foreign-text font-medium"
					>
						{issue.name}
					</Link>
					<ConditionBadge condition={issue} />
				</p>
				<p className="foreign-text mt-0.5 text-n11 text-sm">
					<SentenceText words={issue.sentence} />
				</p>
			</div>
			<ConditionAction
				action={issue.action}
				name={issue.name}
				connectionId={connectionId}
				tenantId={tenantId}
				may={may}
			/>
		</li>
	);
}
