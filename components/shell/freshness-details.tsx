"use client";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { SentenceText } from "@/components/tenants/sentence-text";
import { ButtonLink } from "@/components/ui/button";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { Issue } from "@/lib/shared/connections";
import { FRESHNESS_WORDS } from "./freshness-words";
import { NAV_WORDS } from "./nav-words";
import { useOverview } from "./overview-context";

const SHOWN = 6;

interface FreshnessDetailsProps {
	/** What is not as it should be, in scope. */
	concerned: readonly Issue[];
	/** The dot's own words. */
	words: string;
}

/** Behind the dot: which, why, since when and what happens next. */
export function FreshnessDetails({ concerned, words }: FreshnessDetailsProps) {
	const overview = useOverview();
	return (
		<>
			<p className="font-semibold">{words}</p>
			<p className="mt-0.5 text-n11 text-sm">
				{overview.connections.total === 0
					? FRESHNESS_WORDS.nothingConnectedText
					: overview.asOf === null
						? FRESHNESS_WORDS.firstOnTheirWay
						: filled(FRESHNESS_WORDS.oldestAgreed, { at: <Instant at={overview.asOf} /> })}
			</p>
			{concerned.length > 0 && (
				<ul className="mt-3 flex flex-col gap-3 border-n6 border-t pt-3">
					{concerned.slice(0, SHOWN).map((issue) => (
						<li key={`${issue.kind} ${issue.tenantId ?? issue.connectionId}`} className="text-sm">
							<Link
								href={issue.tenantId === null ? `/connections/${issue.connectionId}` : `/tenants/${issue.tenantId}`}
								className="flex items-center gap-1.5 font-medium"
							>
								<ProviderMark id={issue.provider} />
								<span className="link foreign-text">{issue.name}</span>
								<ConditionBadge condition={issue} />
							</Link>
							<p className="foreign-text mt-0.5 text-n11">
								<SentenceText words={issue.sentence} />
							</p>
						</li>
					))}
					{concerned.length > SHOWN && (
						<li className="text-n11 text-sm">
							{filled(FRESHNESS_WORDS.moreOn(concerned.length - SHOWN), {
								page: (
									<Link className="link" href="/">
										{NAV_WORDS.today}
									</Link>
								),
							})}
						</li>
					)}
				</ul>
			)}
			<div className="mt-3">
				<ButtonLink href={overview.connections.total === 0 ? "/connections/new" : "/connections"} size="sm">
					{overview.connections.total === 0 ? FRESHNESS_WORDS.connectAnAccount : FRESHNESS_WORDS.allConnections}
				</ButtonLink>
			</div>
		</>
	);
}
