"use client";
import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";
import { ApiProblem } from "@/lib/queries/client";
import type { Freshness } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import type { FilterProblem } from "./filter-problems";
import { changeSearch } from "./filter-url";
import { SIMILAR_NOTICE } from "./list-words";

const FRESHNESS_WORDS: Record<Exclude<Freshness["state"], "fresh" | "empty">, { tone: Tone; title: string }> = {
	populating: { tone: "info", title: "Still being read for the first time" },
	stale: { tone: "warn", title: "Not up to date" },
	broken: { tone: "bad", title: "No longer updated" },
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
						Open the connection
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
		<Notice tone="bad" live="assertive" title="This address asks for a filter that does not exist" className="my-4">
			<ul className="my-1 flex flex-col gap-1">
				{problems.map((problem) => (
					<li key={`${problem.path} ${problem.message}`}>
						<code className="font-mono">{problem.path.slice(0, 60)}</code>: {problem.message}.{" "}
						<Link className="link" href={without([problem.path])}>
							Leave it out
						</Link>
					</li>
				))}
			</ul>
			{names.length > 1 && (
				<Link className="link" href={without(names)}>
					Leave all of them out
				</Link>
			)}
		</Notice>
	);
}

export function ListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
	const gone = error instanceof ApiProblem && error.code === "not_found";
	const signedOut = error instanceof ApiProblem && error.code === "unauthenticated";
	return (
		<Notice
			tone="bad"
			live="assertive"
			title={signedOut ? "You are signed out" : "Reservations could not be loaded"}
			className="my-4"
			action={
				gone ? (
					<ButtonLink href="/reservations">All reservations</ButtonLink>
				) : signedOut ? (
					<ButtonLink href="/sign-in">Sign in</ButtonLink>
				) : (
					<Button onClick={onRetry}>Try again</Button>
				)
			}
		>
			{error.message}
		</Notice>
	);
}

interface EmptyListProps {
	freshness: Freshness;
	filtered: boolean;
	/** The page is about one tenant. */
	tenantName: string | null;
	onClear: () => void;
}

/** Why nothing is here, and the one thing to do. */
export function EmptyList({ freshness, filtered, tenantName, onClear }: EmptyListProps) {
	if (freshness.state === "empty") {
		return (
			<EmptyState
				title={tenantName === null ? "No reservations yet" : `No reservations of ${tenantName}`}
				action={
					tenantName === null ? (
						<ButtonLink href="/connections/new" variant="primary">
							Connect an account
						</ButtonLink>
					) : undefined
				}
			>
				{freshness.reason ?? "Reservations of connected accounts stand here."}
			</EmptyState>
		);
	}
	if (filtered) {
		return (
			<EmptyState
				title="No reservation fits these filters"
				action={<Button onClick={onClear}>Clear all filters</Button>}
			>
				{freshness.state === "populating"
					? "Some tenants are still being read for the first time, so matches may yet arrive."
					: "Try other dates, or fewer filters. Cancelled reservations and blocks are included unless a filter leaves them out."}
			</EmptyState>
		);
	}
	return (
		<EmptyState title="No reservations yet">
			{freshness.state === "populating"
				? "They are being read for the first time. The first ones appear here within seconds."
				: "The connected accounts hold no reservations. New ones appear here by themselves."}
		</EmptyState>
	);
}
