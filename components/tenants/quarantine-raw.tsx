"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { quarantinedRawQuery } from "@/lib/queries/quarantine";
import type { QuarantinedRecord } from "@/lib/shared/reservations";
import { QUARANTINE_WORDS } from "./quarantine-words";

/** The record as the provider sent it. Fetched when the dialog opens, because each look goes into the audit trail. */
export function QuarantineRaw({ record, name }: { record: QuarantinedRecord; name: string }) {
	const [open, setOpen] = useState(false);
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger>
				<Button size="sm" variant="quiet">
					{QUARANTINE_WORDS.raw}
					<span className="sr-only"> {QUARANTINE_WORDS.recordOf(name)}</span>
				</Button>
			</DialogTrigger>
			<DialogContent wide title={QUARANTINE_WORDS.rawTitle(name)} description={QUARANTINE_WORDS.rawDescription}>
				{open && <Body record={record} />}
			</DialogContent>
		</Dialog>
	);
}

function Body({ record }: { record: QuarantinedRecord }) {
	const raw = useQuery(quarantinedRawQuery(record.tenantId, record.id));
	if (raw.error !== null) {
		return (
			<Notice tone="bad" title={QUARANTINE_WORDS.rawNotLoaded} live="polite">
				{raw.error.message}
			</Notice>
		);
	}
	if (raw.data === undefined) return <SkeletonRows rows={6} label={QUARANTINE_WORDS.rawLoading} />;
	const text = JSON.stringify(raw.data.body, null, 2);
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<div className="self-end">
				<CopyText compact text={text} label={QUARANTINE_WORDS.rawRecord} />
			</div>
			<section
				aria-label={QUARANTINE_WORDS.rawRecord}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
				tabIndex={0}
				className="max-h-[50dvh] overflow-auto rounded-md border border-n6 bg-n2"
			>
				<pre className="p-3 font-mono text-xs">{text}</pre>
			</section>
		</div>
	);
}
