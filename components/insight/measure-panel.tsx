"use client";
import dynamic from "next/dynamic";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { Insight } from "@/lib/shared/insight";
import { csvText } from "./csv";
import { GROUP_WORDS, INSIGHT_WORDS as W } from "./insight-words";
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
	onToggle: (id: string) => void;
	/** What it was made of: the file tells as of when, and which days. */
	data: Insight;
}

/** One measure: as a chart with the table for screen readers, or as a table; and as a file. */
export const MeasurePanel = memo(function MeasurePanel({ measure, asTable, onToggle, data }: MeasurePanelProps) {
	const { title, sub, notes } = measure;
	return (
		<Panel
			title={title}
			sub={<p className="max-w-prose">{sub}</p>}
			flush={asTable && !measure.empty}
			className="break-inside-avoid-page"
			actions={
				<div className="flex gap-2 print:hidden">
					<Button
						size="sm"
						aria-label={W.toggleLabel(title, asTable)}
						onClick={() => onToggle(measure.id)}
						disabled={measure.empty}
					>
						{asTable ? <Icon name="chart-column" /> : <Icon name="table-2" />}
						{asTable ? W.chart : W.table}
					</Button>
					<Button
						size="sm"
						aria-label={W.downloadLabel(title)}
						onClick={() => download(measure, data)}
						disabled={measure.empty}
					>
						<Icon name="download" />
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
});

/** What the file must tell when it is read far from here. The address brings the same view back, filters included. */
function fileHead(data: Insight, address: string): string[][] {
	return [
		[W.asOf, data.freshness.asOf ?? W.nothingRead],
		[W.range, data.from, data.to],
		[W.group, GROUP_WORDS[data.group].head],
		[W.address, address],
	];
}

function download({ id, title, heads, rows, total }: Measure, data: Insight): void {
	const table = [...rows.map(({ cells }) => cells), ...(total === null ? [] : [total])];
	const head = fileHead(data, window.location.href);
	const text = csvText([[title], ...head, [], heads, ...table.map((cells) => cells.map(({ raw }) => raw))]);
	const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = `insight-${id.replace(/[^\w-]/g, "_")}-${data.from}-${data.to}.csv`;
	link.click();
	URL.revokeObjectURL(url);
}
