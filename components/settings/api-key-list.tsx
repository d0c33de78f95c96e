"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { apiKeysQuery, revokeApiKey } from "@/lib/queries/settings";
import type { ApiKeySummary } from "@/lib/shared/operators";
import { NewApiKey } from "./new-api-key";
import { useChange } from "./use-change";

interface ApiKeyListProps {
	initial: ApiKeySummary[];
	/** Keys of others are shown too. */
	showsOwners: boolean;
	/** The server's now: which keys have expired. */
	now: number;
}

export function ApiKeyList({ initial, showsOwners, now }: ApiKeyListProps) {
	const query = apiKeysQuery();
	const { data } = useQuery({ ...query, initialData: { items: initial, nextCursor: null } });
	const { change, busy, dialog } = useChange([query.queryKey]);
	return (
		<div className="flex flex-col gap-5">
			<NewApiKey change={change} busy={busy === "create"} />
			{data.items.length === 0 ? (
				<EmptyState title="No API keys" icon={KeyRound}>
					A program that reads reservations or watches connections signs in with a key. Create one above when you have
					such a program.
				</EmptyState>
			) : (
				<Panel title="Keys" flush>
					<Table label="API keys" className="relative">
						<THead>
							<tr>
								<Th>Name</Th>
								<Th>Begins with</Th>
								<Th>May</Th>
								{showsOwners && <Th>Operator</Th>}
								<Th>Created</Th>
								<Th>Last used</Th>
								<Th>Expires</Th>
								<Th>
									<span className="sr-only">State or action</span>
								</Th>
							</tr>
						</THead>
						<TBody>
							{data.items.map((key) => (
								<Tr key={key.id}>
									<Td className="foreign-text min-w-36">{key.name}</Td>
									<Td>
										<code className="font-mono text-sm">{key.prefix}…</code>
									</Td>
									<Td>{key.readOnly ? "read" : "read and change"}</Td>
									{showsOwners && <Td className="foreign-text min-w-36">{key.operatorEmail}</Td>}
									<Td>
										<Instant at={key.createdAt} />
									</Td>
									<Td>
										<Instant at={key.lastUsedAt} missing="never" />
									</Td>
									<Td>
										<Instant at={key.expiresAt} missing="never" />
									</Td>
									<Td className="text-right">
										{key.revokedAt !== null ? (
											<Badge tone="quiet">revoked</Badge>
										) : key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? (
											<Badge tone="quiet">expired</Badge>
										) : (
											<Button
												size="sm"
												busy={busy === key.id}
												onClick={() => void change(key.id, () => revokeApiKey(key.id), `Key “${key.name}” revoked`)}
											>
												Revoke
											</Button>
										)}
									</Td>
								</Tr>
							))}
						</TBody>
					</Table>
				</Panel>
			)}
			{dialog}
		</div>
	);
}
