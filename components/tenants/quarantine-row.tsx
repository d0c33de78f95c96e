"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Td, Tr } from "@/components/ui/table";
import { useToast } from "@/components/ui/toast";
import type { Tone } from "@/components/ui/tone";
import { CONNECTIONS_KEY } from "@/lib/queries/connections";
import { retryQuarantined, setQuarantinedIgnored } from "@/lib/queries/quarantine";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { formatCount } from "@/lib/shared/amount-words";
import type { QuarantinedRecord, RetryResult } from "@/lib/shared/reservations";
import { streamWords } from "@/lib/shared/stream-words";
import type { QuarantineRights } from "./quarantine-panel";
import { QuarantineRaw } from "./quarantine-raw";
import { QUARANTINE_WORDS } from "./quarantine-words";

const OUTCOMES: Record<RetryResult["outcome"], { title: string; tone: Tone }> = {
	stored: { title: QUARANTINE_WORDS.stored, tone: "ok" },
	gone: { title: QUARANTINE_WORDS.gone, tone: "info" },
	still_bad: { title: QUARANTINE_WORDS.staysSetAside, tone: "warn" },
	asked: { title: QUARANTINE_WORDS.askedAgain, tone: "info" },
};

interface QuarantineRowProps {
	record: QuarantinedRecord;
	may: QuarantineRights;
}

/** One record set aside: what did not fit, since when, and what can be done about it. */
export function QuarantineRow({ record, may }: QuarantineRowProps) {
	const name = record.remoteId ?? QUARANTINE_WORDS.idNotGiven;
	return (
		<Tr>
			<Td className="foreign-text align-top font-mono text-sm">{name}</Td>
			<Td className="align-top">
				<code className="foreign-text font-mono text-sm">{record.field}</code>
				<p className="foreign-text text-n11 text-sm">{record.reason}</p>
				{record.ignored !== null && (
					<p className="text-sm">
						<Badge tone="quiet">{QUARANTINE_WORDS.ignored}</Badge>{" "}
						<span className="foreign-text text-n11">
							{QUARANTINE_WORDS.by(record.ignored.by)} <Instant at={record.ignored.since} />
						</span>
					</p>
				)}
				<p className="text-n10 text-sm sm:hidden">
					{streamWords(record.stream)} · <Instant at={record.seenAt} /> · {formatCount(record.seenCount)} ×
				</p>
			</Td>
			<Td className="align-top max-sm:hidden">{streamWords(record.stream)}</Td>
			<Td className="align-top max-sm:hidden">
				<Instant at={record.seenAt} />
				<p className="text-n11 text-sm">
					{QUARANTINE_WORDS.seenFirst(formatCount(record.seenCount))} <Instant at={record.firstSeenAt} />
				</p>
			</Td>
			{(may.sync || may.raw) && (
				<Td className="align-top">
					<span className="flex flex-wrap justify-end gap-1">
						{may.raw && <QuarantineRaw record={record} name={name} />}
						{may.sync && <QuarantineActions record={record} name={name} />}
					</span>
				</Td>
			)}
		</Tr>
	);
}

function QuarantineActions({ record, name }: { record: QuarantinedRecord; name: string }) {
	const client = useQueryClient();
	const notify = useToast();
	const refresh = () =>
		Promise.all([TENANTS_KEY, CONNECTIONS_KEY].map((queryKey) => client.invalidateQueries({ queryKey })));
	const isIgnored = record.ignored !== null;
	const retry = useMutation({
		mutationFn: () => retryQuarantined(record.tenantId, record.id),
		onSuccess: ({ outcome, message }) => notify({ ...OUTCOMES[outcome], text: message }),
		onError: (error) => notify({ tone: "bad", title: QUARANTINE_WORDS.notTried, text: error.message }),
		onSettled: refresh,
	});
	const ignore = useMutation({
		mutationFn: () => setQuarantinedIgnored(record.tenantId, record.id, !isIgnored),
		onError: (error) => notify({ tone: "bad", title: QUARANTINE_WORDS.nothingWasChanged, text: error.message }),
		onSettled: refresh,
	});
	return (
		<>
			<Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
				{QUARANTINE_WORDS.retry}
				<span className="sr-only"> {QUARANTINE_WORDS.recordOf(name)}</span>
			</Button>
			<Button size="sm" variant="quiet" busy={ignore.isPending} onClick={() => ignore.mutate()}>
				{isIgnored ? QUARANTINE_WORDS.countAgain : QUARANTINE_WORDS.ignore}
				<span className="sr-only"> {QUARANTINE_WORDS.recordOf(name)}</span>
			</Button>
		</>
	);
}
