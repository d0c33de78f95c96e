"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { quarantineQuery } from "@/lib/queries/tenants";
import { formatCount } from "@/lib/shared/amount-words";
import { streamWords } from "@/lib/shared/stream-words";

/** Records that arrived but could not be read. They are kept aside, and the rest of their page went on. */
export function QuarantinePanel({ tenantId }: { tenantId: string }) {
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
			) : records.data.items.length === 0 ? (
				<p className="px-3 py-4 text-n11">None. Every record that arrived could be read.</p>
			) : (
				<Table label="Records set aside">
					<THead>
						<tr>
							<Th>Record</Th>
							<Th>What did not fit</Th>
							<Th className="max-sm:hidden">Stream</Th>
							<Th className="max-sm:hidden">Last seen</Th>
							<Th numeric className="max-sm:hidden">
								Times
							</Th>
						</tr>
					</THead>
					<TBody>
						{records.data.items.map((record) => (
							<Tr key={record.id}>
								<Td className="foreign-text align-top font-mono text-sm">{record.remoteId ?? "id not given"}</Td>
								<Td className="align-top">
									<code className="foreign-text font-mono text-sm">{record.field}</code>
									<p className="foreign-text text-n11 text-sm">{record.reason}</p>
									<p className="text-n10 text-sm sm:hidden">
										{streamWords(record.stream)} · <Instant at={record.seenAt} /> · {formatCount(record.seenCount)} ×
									</p>
								</Td>
								<Td className="align-top max-sm:hidden">{streamWords(record.stream)}</Td>
								<Td className="align-top max-sm:hidden">
									<Instant at={record.seenAt} />
								</Td>
								<Td numeric className="align-top max-sm:hidden">
									{formatCount(record.seenCount)}
								</Td>
							</Tr>
						))}
					</TBody>
				</Table>
			)}
		</Panel>
	);
}
