"use client";
import { ChartColumn, Download, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { csvText } from "./csv";
import { INSIGHT_WORDS as W } from "./insight-words";
import { MeasureTable, SpokenTable } from "./measure-table";
import type { Measure } from "./measures";

/** Loaded on demand. */
const MeasureChart = dynamic(() => import("./measure-chart").then((module) => module.MeasureChart), {
	ssr: false,
	loading: () => (
		<div role="status" aria-label={W.chartLoading}>
			<Skeleton className="h-71 w-full" />
		</div>
	),
});

interface MeasurePanelProps {
	measure: Measure;
	asTable: boolean;
	onToggle: () => void;
	/** Lines above the table in the file: as of when, which days. */
	fileHead: () => readonly (readonly string[])[];
	fileDays: string;
}

/** One measure: as a chart with the table for screen readers, or as a table; and as a file. */
export function MeasurePanel({ measure, asTable, onToggle, fileHead, fileDays }: MeasurePanelProps) {
	const { title, sub, notes } = measure;
	return (
		<Panel
			title={title}
			sub={<p className="max-w-prose">{sub}</p>}
			flush={asTable && !measure.empty}
			className="break-inside-avoid-page"
			actions={
				<div className="flex gap-2 print:hidden">
					<Button size="sm" aria-label={W.toggleLabel(title, asTable)} onClick={onToggle} disabled={measure.empty}>
						{asTable ? <ChartColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
						{asTable ? W.chart : W.table}
					</Button>
					<Button
						size="sm"
						aria-label={W.downloadLabel(title)}
						onClick={() => download(measure, fileHead(), fileDays)}
						disabled={measure.empty}
					>
						<Download aria-hidden="true" />
						{W.download}
					</Button>
				</div>
			}
		>
			{measure.empty ? (
				<p className="py-4 text-n11">{W.empty}</p>
			) : asTable ? (
				<MeasureTable measure={measure} />
			) : (
				<>
					<MeasureChart title={title} chart={measure.chart} />
					<SpokenTable measure={measure} />
				</>
			)}
			{notes.length > 0 && (
				<ul className={asTable && !measure.empty ? "px-3 py-2 text-n10 text-sm" : "mt-2 text-n10 text-sm"}>
					{notes.map((note) => (
						<li key={note} className="foreign-text">
							{note}
						</li>
					))}
				</ul>
			)}
		</Panel>
	);
}

function download(
	{ id, title, heads, rows, total }: Measure,
	head: readonly (readonly string[])[],
	days: string,
): void {
	const table = [...rows.map(({ cells }) => cells), ...(total === null ? [] : [total])];
	const text = csvText([[title], ...head, [], heads, ...table.map((cells) => cells.map(({ raw }) => raw))]);
	const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = `insight-${id.replace(/[^\w-]/g, "_")}-${days}.csv`;
	link.click();
	URL.revokeObjectURL(url);
}
