"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { endSession, sessionsQuery } from "@/lib/queries/settings";
import type { SessionSummary } from "@/lib/shared/auth";
import { browserName } from "./browser-name";
import { useChange } from "./use-change";

export function SessionList({ initial }: { initial: SessionSummary[] }) {
	const query = sessionsQuery();
	const { data } = useQuery({ ...query, initialData: { items: initial, nextCursor: null } });
	const { change, busy, dialog } = useChange([query.queryKey]);
	const others = data.items.filter((session) => !session.current);

	async function endOthers() {
		await change("others", () => Promise.all(others.map((session) => endSession(session.id))), "Signed out elsewhere");
	}

	return (
		<>
			<Table label="Your sessions" className="relative">
				<THead>
					<tr>
						<Th>Browser</Th>
						<Th>Address</Th>
						<Th>Signed in</Th>
						<Th>Last seen</Th>
						<Th>Ends at the latest</Th>
						<Th>
							<span className="sr-only">Action</span>
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
											this one
										</Badge>
									)}
								</span>
							</Td>
							<Td className="num">{session.ip ?? "not given"}</Td>
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
										onClick={() => void change(session.id, () => endSession(session.id), "Session ended")}
									>
										End
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
						End all {others.length} other sessions
					</Button>
				</div>
			)}
			{dialog}
		</>
	);
}
