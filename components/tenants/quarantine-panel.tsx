"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, THead, Th } from "@/components/ui/table";
import { quarantineQuery } from "@/lib/queries/tenants";
import type { QuarantinedRecord } from "@/lib/shared/reservations";
import { QuarantineRow } from "./quarantine-row";
import { QUARANTINE_WORDS } from "./quarantine-words";

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
		<Panel title={QUARANTINE_WORDS.setAside} sub={QUARANTINE_WORDS.setAsideSub} flush>
			{records.isPending ? (
				<SkeletonRows rows={2} label={QUARANTINE_WORDS.loading} />
			) : records.data === undefined ? (
				<div className="p-3">
					<Notice
						tone="bad"
						live="polite"
						title={QUARANTINE_WORDS.notLoaded}
						action={
							<Button size="sm" onClick={() => void records.refetch()}>
								{QUARANTINE_WORDS.tryAgain}
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
							<Notice tone="bad" title={QUARANTINE_WORDS.formChanged}>
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
				<p className="px-3 py-4 text-n11">{ignored === 0 ? QUARANTINE_WORDS.none : QUARANTINE_WORDS.noneButIgnored}</p>
			) : (
				<Table label={QUARANTINE_WORDS.recordsSetAside}>
					<THead>
						<tr>
							<Th>{QUARANTINE_WORDS.record}</Th>
							<Th>{QUARANTINE_WORDS.whatDidNotFit}</Th>
							<Th className="max-sm:hidden">{QUARANTINE_WORDS.stream}</Th>
							<Th className="max-sm:hidden">{QUARANTINE_WORDS.seen}</Th>
							{(may.sync || may.raw) && (
								<Th>
									<span className="sr-only">{QUARANTINE_WORDS.whatToDo}</span>
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
						{showIgnored ? QUARANTINE_WORDS.hide : QUARANTINE_WORDS.show} {QUARANTINE_WORDS.ignoredRecords(ignored)}
					</Button>
				</div>
			)}
		</>
	);
}
