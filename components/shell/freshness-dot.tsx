"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Instant } from "@/components/ui/instant";
import { Popover } from "@/components/ui/popover";
import { TONE_ICON, TONE_TEXT, type Tone } from "@/components/ui/tone";
import type { Issue } from "@/lib/shared/connections";
import { useOverview } from "./overview-context";
import { readScope } from "./scope";
import { SHELL_WORDS } from "./shell-words";

const loadDetails = () => import("./freshness-details").then((module) => module.FreshnessDetails);

/** The worst state in scope, and when what is shown last agreed with the providers. A click says which, why, since when and what is next. */
export function FreshnessDot() {
	const overview = useOverview();
	const scope = readScope(usePathname(), useSearchParams());
	const concerned = overview.issues.filter(
		(issue) => scope.tenantIds.length === 0 || issue.tenantIds.some((id) => scope.tenantIds.includes(id)),
	);
	const { tone, words } = worst(concerned, overview.connections.total, overview.asOf);
	return (
		<Popover
			trigger={
				<button
					type="button"
					className={classNames(buttonClass({ variant: "quiet" }), "font-normal max-sm:w-11 max-sm:px-0")}
				>
					<span className="max-md:sr-only">
						{overview.asOf === null ? (
							words
						) : (
							<>
								{SHELL_WORDS.asOf} <Instant at={overview.asOf} />
							</>
						)}
					</span>
					<Icon name={TONE_ICON[tone]} className={TONE_TEXT[tone]} />
					<span className="sr-only">{SHELL_WORDS.showDetails(words)}</span>
				</button>
			}
			label={SHELL_WORDS.stateOfTheConnections}
			align="end"
			className="w-96"
			load={loadDetails}
			content={{ concerned, words }}
		/>
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
