import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";
import type { Freshness } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import type { FilterProblem } from "./filter-problems";
import { changeSearch } from "./filter-url";
import { LIST_STATE_WORDS, SIMILAR_NOTICE } from "./list-state-words";

const FRESHNESS_WORDS: Record<Exclude<Freshness["state"], "fresh" | "empty">, { tone: Tone; title: string }> = {
	populating: { tone: "info", title: LIST_STATE_WORDS.populating },
	stale: { tone: "warn", title: LIST_STATE_WORDS.stale },
	broken: { tone: "bad", title: LIST_STATE_WORDS.broken },
};

/** Says that a list is not the whole truth, which tenant, why and what happens next. Nothing when it is. */
export function FreshnessNotice({ freshness }: { freshness: Freshness }) {
	if (freshness.state === "fresh" || freshness.state === "empty") return null;
	const { tone, title } = FRESHNESS_WORDS[freshness.state];
	const [first] = freshness.tenants;
	return (
		<Notice
			tone={tone}
			title={freshness.label ?? title}
			live="polite"
			className="my-3"
			action={
				first === undefined ? undefined : (
					<ButtonLink size="sm" href={`/connections/${encodeURIComponent(first.connectionId)}`}>
						{LIST_STATE_WORDS.openTheConnection}
					</ButtonLink>
				)
			}
		>
			{freshness.reason}
		</Notice>
	);
}

/** The words of the search were found nowhere; what stands below resembles them. */
export function SimilarNotice({ q }: { q: string }) {
	return (
		<Notice tone="info" title={SIMILAR_NOTICE.title} live="polite" className="my-3">
			{SIMILAR_NOTICE.text(bounded(q))}
		</Notice>
	);
}

interface InvalidFilterProps {
	problems: readonly FilterProblem[];
	search: URLSearchParams;
	pathname: string;
}

/** The URL asks for something that is no filter: each bad parameter by name, with a link that leaves it out. */
export function InvalidFilter({ problems, search, pathname }: InvalidFilterProps) {
	const without = (names: string[]) => {
		const next = changeSearch(search, Object.fromEntries(names.map((name) => [name, null])));
		return next === "" ? pathname : `${pathname}?${next}`;
	};
	const names = [...new Set(problems.map((problem) => problem.path))];
	return (
		<Notice tone="bad" live="assertive" title={LIST_STATE_WORDS.unknownFilter} className="my-4">
			<ul className="my-1 flex flex-col gap-1">
				{problems.map((problem) => (
					<li key={`${problem.path} ${problem.message}`}>
						<code className="font-mono">{problem.path.slice(0, 60)}</code>: {problem.message}.{" "}
						<Link className="link" href={without([problem.path])}>
							{LIST_STATE_WORDS.leaveItOut}
						</Link>
					</li>
				))}
			</ul>
			{names.length > 1 && (
				<Link className="link" href={without(names)}>
					{LIST_STATE_WORDS.leaveAllOfThemOut}
				</Link>
			)}
		</Notice>
	);
}

interface EmptyListProps {
	freshness: Freshness;
	filtered: boolean;
	/** The page is about one tenant. */
	tenantName: string | null;
	/** Absent in what the server draws. */
	onClear?: (() => void) | undefined;
}

/** Why nothing is here, and the one thing to do. */
export function EmptyList({ freshness, filtered, tenantName, onClear }: EmptyListProps) {
	if (freshness.state === "empty") {
		return (
			<EmptyState
				title={tenantName === null ? LIST_STATE_WORDS.noReservationsYet : LIST_STATE_WORDS.noneOfTenant(tenantName)}
				action={
					tenantName === null ? (
						<ButtonLink href="/connections/new" variant="primary">
							{LIST_STATE_WORDS.connectAnAccount}
						</ButtonLink>
					) : undefined
				}
			>
				{freshness.reason ?? LIST_STATE_WORDS.noneYetText}
			</EmptyState>
		);
	}
	if (filtered) {
		return (
			<EmptyState
				title={LIST_STATE_WORDS.noneFits}
				action={<Button onClick={onClear}>{LIST_STATE_WORDS.clearAllFilters}</Button>}
			>
				{freshness.state === "populating" ? LIST_STATE_WORDS.noneFitsYet : LIST_STATE_WORDS.noneFitsText}
			</EmptyState>
		);
	}
	return (
		<EmptyState title={LIST_STATE_WORDS.noReservationsYet}>
			{freshness.state === "populating" ? LIST_STATE_WORDS.firstReading : LIST_STATE_WORDS.noneAtAll}
		</EmptyState>
	);
}
