"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, THead, Th } from "@/components/ui/table";
import { quarantineQuery } from "@/lib/queries/tenants";
import { countWords } from "@/lib/shared/amount-words";
import type { QuarantinedRecord } from "@/lib/shared/reservations";
import { QuarantineRow } from "./quarantine-row";

export interface QuarantineRights {
	/** Retry and ignore. */
	sync: boolean;
	/** See bodies as the provider sent them. */
	raw: boolean;
}

interface QuarantinePanelProps {
	tenantId: string;
	may: QuarantineRights;
}

/** Records that arrived but could not be read. They are kept aside, and the rest of their page went on. */
export function QuarantinePanel({ tenantId, may }: QuarantinePanelProps) {
	const records = useQuery(quarantineQuery(tenantId));
	return (
		<Panel
			title="Set aside"
			sub="Records that the provider sent in a form Rezdeck does not understand. They are missing from every list."
			flush
		>
			{records.isPending ? (
				<SkeletonRows rows={2} label="Records set aside are loading" />
			) : records.data === undefined ? (
				<div className="p-3">
					<Notice
						tone="bad"
						live="polite"
						title="The records set aside could not be loaded"
						action={
							<Button size="sm" onClick={() => void records.refetch()}>
								Try again
							</Button>
						}
					>
						{records.error?.message}
					</Notice>
				</div>
			) : (
				<>
					{records.data.drift.map((sentence) => (
						<div key={sentence} className="p-3">
							<Notice tone="bad" title="The provider's form has changed">
								{sentence}
							</Notice>
						</div>
					))}
					<Records items={records.data.items} may={may} />
				</>
			)}
		</Panel>
	);
}

function Records({ items, may }: { items: readonly QuarantinedRecord[]; may: QuarantineRights }) {
	const [showIgnored, setShowIgnored] = useState(false);
	const ignored = items.filter((record) => record.ignored !== null).length;
	const shown = showIgnored ? items : items.filter((record) => record.ignored === null);
	return (
		<>
			{shown.length === 0 ? (
				<p className="px-3 py-4 text-n11">
					{ignored === 0 ? "None. Every record that arrived could be read." : "None beside those that are ignored."}
				</p>
			) : (
				<Table label="Records set aside">
					<THead>
						<tr>
							<Th>Record</Th>
							<Th>What did not fit</Th>
							<Th className="max-sm:hidden">Stream</Th>
							<Th className="max-sm:hidden">Seen</Th>
							{(may.sync || may.raw) && (
								<Th>
									<span className="sr-only">What to do</span>
								</Th>
							)}
						</tr>
					</THead>
					<TBody>
						{shown.map((record) => (
							<QuarantineRow key={record.id} record={record} may={may} />
						))}
					</TBody>
				</Table>
			)}
			{ignored > 0 && (
				<div className="px-3 py-2">
					<Button size="sm" variant="quiet" aria-pressed={showIgnored} onClick={() => setShowIgnored(!showIgnored)}>
						{showIgnored ? "Hide" : "Show"} {countWords(ignored, "ignored record")}
					</Button>
				</div>
			)}
		</>
	);
}
