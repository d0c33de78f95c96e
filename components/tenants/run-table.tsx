"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { runsQuery } from "@/lib/queries/runs";
import { formatCount, rateWords } from "@/lib/shared/amount-words";
import type { RunSummary } from "@/lib/shared/connections";
import { streamWords } from "@/lib/shared/stream-words";
import { CancelRun } from "./cancel-run";
import { runCountWords, tookWords } from "./progress-words";
import { RUN_WORDS } from "./run-words";
import { useSecond } from "./use-second";

const STATES: Record<RunSummary["state"], { label: string; tone: Tone }> = {
	running: { label: RUN_WORDS.running, tone: "info" },
	waiting: { label: RUN_WORDS.waiting, tone: "warn" },
	succeeded: { label: RUN_WORDS.done, tone: "ok" },
	failed: { label: RUN_WORDS.failed, tone: "bad" },
	cancelled: { label: RUN_WORDS.cancelled, tone: "quiet" },
};
const OUTCOMES = Object.keys(STATES) as RunSummary["state"][];

interface RunTableProps {
	of: { connection: string } | { tenant: string };
	/** While a mirror fills: ask more often. */
	live: boolean;
}

/** Recent runs, newest first, with what each brought and what it says; open ones can be cancelled. */
export function RunTable({ of, live }: RunTableProps) {
	const [outcome, setOutcome] = useState<RunSummary["state"] | null>(null);
	const runs = useInfiniteQuery(runsQuery(of, { state: outcome, live }));
	const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
	// A column that says the same in every row says nothing.
	const showTenant = "connection" in of && new Set(rows.map((run) => run.tenantId)).size > 1;
	const now = useSecond(rows.some((run) => run.finishedAt === null));

	return (
		<Panel
			title={RUN_WORDS.recentRuns}
			sub={RUN_WORDS.recentRunsSub}
			actions={<OutcomeFilter outcome={outcome} onChange={setOutcome} />}
			flush
		>
			{runs.isPending ? (
				<SkeletonRows rows={4} label={RUN_WORDS.loading} />
			) : runs.data === undefined ? (
				<div className="p-3">
					<Notice
						tone="bad"
						live="polite"
						title={RUN_WORDS.notLoaded}
						action={
							<Button size="sm" onClick={() => void runs.refetch()}>
								{RUN_WORDS.tryAgain}
							</Button>
						}
					>
						{runs.error?.message}
					</Notice>
				</div>
			) : rows.length === 0 ? (
				<p className="px-3 py-4 text-n11">
					{outcome === null ? RUN_WORDS.noRunYet : RUN_WORDS.noRunIs(STATES[outcome].label)}
				</p>
			) : (
				<Table label={RUN_WORDS.recentRuns}>
					<THead>
						<tr>
							<Th>{RUN_WORDS.state}</Th>
							<Th>{RUN_WORDS.stream}</Th>
							{showTenant && <Th className="max-sm:hidden">{RUN_WORDS.tenant}</Th>}
							<Th>{RUN_WORDS.started}</Th>
							<Th numeric className="max-sm:hidden">
								{RUN_WORDS.took}
							</Th>
							<Th numeric className="max-md:hidden">
								{RUN_WORDS.requests}
							</Th>
							<Th className="max-sm:hidden">{RUN_WORDS.brought}</Th>
							<Th numeric className="max-lg:hidden">
								{RUN_WORDS.rate}
							</Th>
							{rows.some((run) => run.cancellable) && (
								<Th>
									<span className="sr-only">{RUN_WORDS.action}</span>
								</Th>
							)}
						</tr>
					</THead>
					<TBody>
						{rows.map((run) => (
							<RunRow
								key={run.id}
								run={run}
								showTenant={showTenant}
								showAction={rows.some(({ cancellable }) => cancellable)}
								now={now}
							/>
						))}
					</TBody>
				</Table>
			)}
			{runs.hasNextPage && (
				<div className="px-3 py-2">
					<Button size="sm" variant="quiet" busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
						{RUN_WORDS.showEarlierRuns}
					</Button>
				</div>
			)}
		</Panel>
	);
}

interface OutcomeFilterProps {
	outcome: RunSummary["state"] | null;
	onChange: (outcome: RunSummary["state"] | null) => void;
}

function OutcomeFilter({ outcome, onChange }: OutcomeFilterProps) {
	return (
		<Select
			aria-label={RUN_WORDS.outcome}
			value={outcome ?? ""}
			onChange={({ target }) => onChange(OUTCOMES.find((state) => state === target.value) ?? null)}
		>
			<option value="">{RUN_WORDS.anyOutcome}</option>
			{OUTCOMES.map((state) => (
				<option key={state} value={state}>
					{STATES[state].label}
				</option>
			))}
		</Select>
	);
}

interface RunRowProps {
	run: RunSummary;
	showTenant: boolean;
	showAction: boolean;
	now: Date;
}

function RunRow({ run, showTenant, showAction, now }: RunRowProps) {
	const { label, tone } = STATES[run.state];
	const end = run.finishedAt === null ? now.getTime() : Date.parse(run.finishedAt);
	const took = tookWords((end - Date.parse(run.startedAt)) / 1000);
	const rate = run.rate === null ? null : rateWords(run.rate);
	return (
		<Tr className="align-top">
			<Td className="align-top">
				<Badge tone={tone}>{label}</Badge>
			</Td>
			<Td className="max-w-80 align-top">
				{streamWords(run.stream)}
				{run.message !== null && <p className="foreign-text text-n11 text-sm">{run.message}</p>}
				<p className="num text-n10 text-sm sm:hidden">
					{[runCountWords(run), took, ...(rate === null ? [] : [rate])].join(" · ")}
					{showTenant && run.tenantName !== null && <span className="foreign-text block">{run.tenantName}</span>}
				</p>
			</Td>
			{showTenant && (
				<Td className="foreign-text max-w-56 align-top max-sm:hidden">{run.tenantName ?? RUN_WORDS.all}</Td>
			)}
			<Td className="align-top">
				<Instant at={run.startedAt} />
			</Td>
			<Td numeric className="align-top max-sm:hidden">
				{took}
			</Td>
			<Td numeric className="align-top max-md:hidden">
				{formatCount(run.requests)}
			</Td>
			<Td className="num align-top max-sm:hidden">{runCountWords(run)}</Td>
			<Td numeric className="align-top max-lg:hidden">
				{rate ?? <span className="text-n10">{RUN_WORDS.none}</span>}
			</Td>
			{showAction && <Td className="text-right align-top">{run.cancellable && <CancelRun run={run} />}</Td>}
		</Tr>
	);
}
