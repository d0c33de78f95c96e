"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { CONFLICT_KINDS, CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { ConflictCounts, ConflictKind } from "@/lib/shared/conflicts";
import { chipClass } from "../reservations/list/chip-class";
import type { ChangeFilter } from "../reservations/list/use-filter-url";
import { kindsOf, toggleKind } from "./issue-url";
import { ISSUE_WORDS } from "./issue-words";

interface IssueChipsProps {
	search: URLSearchParams;
	change: ChangeFilter;
	/** Undefined while they are counted. */
	counts: ConflictCounts | undefined;
	/** They are of what was asked for before. */
	waiting: boolean;
}

/** One chip a kind with how many reservations have it; several may be on. */
export function IssueChips({ search, change, counts, waiting }: IssueChipsProps) {
	const chosen = kindsOf(search);
	const chip = (active: boolean) => classNames(buttonClass({ size: "sm" }), chipClass(active));
	const number = (kind: ConflictKind | null) => {
		const value = kind === null ? counts?.any : counts?.kinds[kind];
		return (
			<span className={classNames("num text-n10", waiting && "veiled")}>
				{value === undefined ? "…" : value.toLocaleString("en")}
			</span>
		);
	};
	return (
		<fieldset className="flex min-w-0 flex-wrap gap-1.5 py-2 max-sm:flex-nowrap max-sm:overflow-x-auto">
			<legend className="sr-only">{ISSUE_WORDS.whatDoesNotFit}</legend>
			<button
				type="button"
				data-shortcut="filters"
				aria-pressed={chosen.length === 0}
				onClick={() => change({ conflict: null })}
				className={chip(chosen.length === 0)}
			>
				{ISSUE_WORDS.all} {number(null)}
			</button>
			{CONFLICT_KINDS.map((kind) => (
				<button
					key={kind}
					type="button"
					aria-pressed={chosen.includes(kind)}
					onClick={() => change({ conflict: toggleKind(search, kind) })}
					className={chip(chosen.includes(kind))}
				>
					{CONFLICT_LABELS[kind]} {number(kind)}
				</button>
			))}
		</fieldset>
	);
}
