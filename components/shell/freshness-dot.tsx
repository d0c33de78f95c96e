"use client";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { SentenceText } from "@/components/tenants/sentence-text";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { ProviderMark } from "@/components/ui/provider-mark";
import { TONE_ICON, TONE_TEXT, type Tone } from "@/components/ui/tone";
import type { Issue } from "@/lib/shared/connections";
import { useOverview } from "./overview-context";
import { readScope } from "./scope";
import { SHELL_WORDS } from "./shell-words";

const SHOWN = 6;

/** The worst state in scope, and when what is shown last agreed with the providers. A click says which, why, since when and what is next. */
export function FreshnessDot() {
	const overview = useOverview();
	const scope = readScope(usePathname(), useSearchParams());
	const concerned = overview.issues.filter(
		(issue) => scope.tenantIds.length === 0 || issue.tenantIds.some((id) => scope.tenantIds.includes(id)),
	);
	const { tone, words } = worst(concerned, overview.connections.total, overview.asOf);
	const Icon = TONE_ICON[tone];
	return (
		<Popover>
			<PopoverTrigger className={classNames(buttonClass({ variant: "quiet" }), "font-normal max-sm:w-11 max-sm:px-0")}>
				<span className="max-md:sr-only">
					{overview.asOf === null ? (
						words
					) : (
						<>
							{SHELL_WORDS.asOf} <Instant at={overview.asOf} />
						</>
					)}
				</span>
				<Icon aria-hidden="true" className={TONE_TEXT[tone]} />
				<span className="sr-only">{SHELL_WORDS.showDetails(words)}</span>
			</PopoverTrigger>
			<PopoverContent label={SHELL_WORDS.stateOfTheConnections} align="end" className="w-96">
				<p className="font-semibold">{words}</p>
				<p className="mt-0.5 text-n11 text-sm">
					{overview.connections.total === 0
						? SHELL_WORDS.nothingConnectedText
						: overview.asOf === null
							? SHELL_WORDS.firstOnTheirWay
							: filled(SHELL_WORDS.oldestAgreed, { at: <Instant at={overview.asOf} /> })}
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
								{filled(SHELL_WORDS.moreOn(concerned.length - SHOWN), {
									page: (
										<Link className="link" href="/">
											{SHELL_WORDS.today}
										</Link>
									),
								})}
							</li>
						)}
					</ul>
				)}
				<div className="mt-3">
					<ButtonLink href={overview.connections.total === 0 ? "/connections/new" : "/connections"} size="sm">
						{overview.connections.total === 0 ? SHELL_WORDS.connectAnAccount : SHELL_WORDS.allConnections}
					</ButtonLink>
				</div>
			</PopoverContent>
		</Popover>
	);
}

/** The dot is the worst issue's own word; with several, how many need a person or have a problem. */
function worst(concerned: readonly Issue[], total: number, asOf: string | null): { tone: Tone; words: string } {
	if (total === 0) return { tone: "quiet", words: SHELL_WORDS.nothingConnected };
	const broken = concerned.filter(({ tone }) => tone === "bad").length;
	if (broken > 0) return { tone: "bad", words: SHELL_WORDS.needAPersonOf(broken) };
	const troubled = concerned.filter(({ tone }) => tone === "warn").length;
	if (troubled > 0) return { tone: "warn", words: SHELL_WORDS.toLookAt(troubled) };
	return asOf === null ? { tone: "info", words: SHELL_WORDS.loading } : { tone: "ok", words: SHELL_WORDS.upToDate };
}
