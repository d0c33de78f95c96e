"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { endSession, sessionsQuery } from "@/lib/queries/settings";
import type { SessionSummary } from "@/lib/shared/auth";
import { ACCOUNT_WORDS } from "./account-words";
import { browserName } from "./browser-name";
import { useChange } from "./use-change";

export function SessionList({ initial }: { initial: SessionSummary[] }) {
	const query = sessionsQuery();
	const { data } = useQuery({ ...query, initialData: { items: initial, nextCursor: null } });
	const { change, busy, dialog } = useChange([query.queryKey]);
	const others = data.items.filter((session) => !session.current);

	async function endOthers() {
		await change(
			"others",
			() => Promise.all(others.map((session) => endSession(session.id))),
			ACCOUNT_WORDS.signedOutElsewhere,
		);
	}

	return (
		<>
			<Table label={ACCOUNT_WORDS.yourSessions} className="relative">
				<THead>
					<tr>
						<Th>{ACCOUNT_WORDS.browser}</Th>
						<Th>{ACCOUNT_WORDS.address}</Th>
						<Th>{ACCOUNT_WORDS.signedIn}</Th>
						<Th>{ACCOUNT_WORDS.lastSeen}</Th>
						<Th>{ACCOUNT_WORDS.endsAtTheLatest}</Th>
						<Th>
							<span className="sr-only">{ACCOUNT_WORDS.action}</span>
						</Th>
					</tr>
				</THead>
				<TBody>
					{data.items.map((session) => (
						<Tr key={session.id}>
							<Td>
								<span className="flex flex-wrap items-center gap-2">
									<span title={session.userAgent ?? undefined}>{browserName(session.userAgent)}</span>
									{session.current && (
										<Badge tone="info" icon={null}>
											{ACCOUNT_WORDS.thisOne}
										</Badge>
									)}
								</span>
							</Td>
							<Td className="num">{session.ip ?? ACCOUNT_WORDS.notGiven}</Td>
							<Td>
								<Instant at={session.createdAt} />
							</Td>
							<Td>
								<Instant at={session.lastSeenAt} />
							</Td>
							<Td>
								<Instant at={session.expiresAt} />
							</Td>
							<Td className="text-right">
								{!session.current && (
									<Button
										size="sm"
										busy={busy === session.id}
										onClick={() => void change(session.id, () => endSession(session.id), ACCOUNT_WORDS.sessionEnded)}
									>
										{ACCOUNT_WORDS.endSession}
									</Button>
								)}
							</Td>
						</Tr>
					))}
				</TBody>
			</Table>
			{others.length > 1 && (
				<div className="px-3 py-3">
					<Button busy={busy === "others"} onClick={() => void endOthers()}>
						{ACCOUNT_WORDS.endOthers(others.length)}
					</Button>
				</div>
			)}
			{dialog}
		</>
	);
}
