"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { findingsQuery } from "@/lib/queries/verification";
import { formatCount } from "@/lib/shared/amount-words";
import type { VerificationFinding } from "@/lib/shared/verification";
import { FINDING_WORDS, VERIFY_WORDS } from "./verify-words";

interface VerifyFindingsProps {
	tenantId: string;
	verificationId: string;
	/** Those that came with the report, and how many there are beside them. */
	first: readonly VerificationFinding[];
	more: number;
}

/** What was not equal, each with a link to it. The rest is fetched when somebody wants it. */
export function VerifyFindings({ tenantId, verificationId, first, more }: VerifyFindingsProps) {
	const [all, setAll] = useState(false);
	const pages = useInfiniteQuery({ ...findingsQuery(tenantId, verificationId), enabled: all });
	const items = pages.data === undefined ? first : pages.data.pages.flatMap((page) => page.items);
	return (
		<div className="-mx-3 border-n6 border-t">
			<Table label={VERIFY_WORDS.whatWasNotEqual}>
				<THead>
					<tr>
						<Th>{VERIFY_WORDS.found}</Th>
						<Th>{VERIFY_WORDS.record}</Th>
						<Th>{VERIFY_WORDS.whatDiffers}</Th>
						<Th>{VERIFY_WORDS.repaired}</Th>
					</tr>
				</THead>
				<TBody>
					{items.map((finding) => (
						<Tr key={finding.remoteId}>
							<Td className="align-top">
								<Badge tone={FINDING_WORDS[finding.kind].tone}>{FINDING_WORDS[finding.kind].label}</Badge>
							</Td>
							<Td className="foreign-text align-top font-mono text-sm">
								{finding.reservationId === null ? (
									finding.remoteId
								) : (
									<Link className="link" href={`/reservations/${finding.reservationId}`}>
										{finding.remoteId}
									</Link>
								)}
							</Td>
							<Td className="foreign-text align-top">{finding.fields.join(", ") || VERIFY_WORDS.theWholeRecord}</Td>
							<Td className="align-top">{finding.repaired ? VERIFY_WORDS.yes : VERIFY_WORDS.no}</Td>
						</Tr>
					))}
				</TBody>
			</Table>
			{pages.error !== null && (
				<div className="p-3">
					<Notice tone="bad" live="polite" title={VERIFY_WORDS.findingsNotLoaded}>
						{pages.error.message}
					</Notice>
				</div>
			)}
			{(all ? pages.hasNextPage : more > 0) && (
				<div className="px-3 pt-2">
					<Button size="sm" busy={pages.isFetching} onClick={() => (all ? void pages.fetchNextPage() : setAll(true))}>
						{all ? VERIFY_WORDS.showMore : VERIFY_WORDS.showMoreOf(formatCount(more))}
					</Button>
				</div>
			)}
		</div>
	);
}
