"use client";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { Conflict, ConflictKind } from "@/lib/shared/conflicts";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { CONFLICT_MEANING, CONFLICT_WORDS, conflictSentence, conflictsByKind, type Part } from "./conflict-words";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

interface ConflictsTabProps {
	detail: ReservationDetail;
	providerLabel: string;
	thisYear: number;
	control: ViewControl;
}

/** What does not fit, kind by kind, with the way to each place. */
export function ConflictsTab({ detail, providerLabel, thisYear, control }: ConflictsTabProps) {
	if (detail.conflicts.length === 0) {
		const over = detail.gone !== null || detail.status === "cancelled";
		return (
			<EmptyState title={over ? CONFLICT_WORDS.nothingToPutRight : CONFLICT_WORDS.everythingFits} level={3}>
				{over ? CONFLICT_WORDS.nobodyWillCome : CONFLICT_WORDS.everythingFitsText}
			</EmptyState>
		);
	}
	return (
		<div className="flex min-w-0 flex-col gap-3">
			<p className="max-w-prose text-n11 text-sm">
				{filled(CONFLICT_WORDS.onlyReads(providerLabel), { asOf: <Instant at={detail.asOf} /> })}
			</p>
			{conflictsByKind(detail.conflicts).map(({ kind, conflicts }) => (
				<KindPanel key={kind} kind={kind} conflicts={conflicts} detail={detail} thisYear={thisYear} control={control} />
			))}
		</div>
	);
}

/** More of one kind are shown on demand. */
const SHOWN = 8;

interface KindPanelProps extends Omit<ConflictsTabProps, "providerLabel"> {
	kind: ConflictKind;
	conflicts: readonly Conflict[];
}

function KindPanel({ kind, conflicts, detail, thisYear, control }: KindPanelProps) {
	const [all, setAll] = useState(false);
	const shown = all ? conflicts : conflicts.slice(0, SHOWN);
	return (
		<Panel
			level={3}
			flush
			title={
				<>
					{CONFLICT_LABELS[kind]}{" "}
					<span className="num font-normal text-n10">{conflicts.length.toLocaleString("en")}</span>
				</>
			}
			sub={CONFLICT_MEANING[kind]}
		>
			<ul className="py-1">
				{shown.map((conflict, index) => (
					<li
						// biome-ignore lint/suspicious/noArrayIndexKey: a conflict has no name of its own, and its list no order to keep
						key={index}
						className="foreign-text px-3 py-1 max-sm:py-2"
					>
						<Sentence parts={conflictSentence(conflict, detail, thisYear)} control={control} />
					</li>
				))}
			</ul>
			{conflicts.length > SHOWN && (
				<div className="border-n6 border-t px-3 py-1.5">
					<Button variant="quiet" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
						{all ? CONFLICT_WORDS.showFewer : CONFLICT_WORDS.showAll(conflicts.length.toLocaleString("en"))}
					</Button>
				</div>
			)}
		</Panel>
	);
}

function Sentence({ parts, control }: { parts: readonly Part[]; control: ViewControl }) {
	return parts.map(({ text, view, href }, index) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
		<Fragment key={index}>
			{view !== undefined ? (
				<ViewLink control={control} to={view}>
					<bdi>{text}</bdi>
				</ViewLink>
			) : href !== undefined ? (
				<Link href={href} prefetch={false} className="link">
					<bdi>{text}</bdi>
				</Link>
			) : (
				text
			)}
		</Fragment>
	));
}
