"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { apiKeysQuery, revokeApiKey } from "@/lib/queries/settings";
import type { ApiKeySummary } from "@/lib/shared/operators";
import { API_KEY_WORDS } from "./api-key-words";
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
				<EmptyState title={API_KEY_WORDS.noApiKeys} icon="key-round">
					{API_KEY_WORDS.noApiKeysText}
				</EmptyState>
			) : (
				<Panel title={API_KEY_WORDS.keys} flush>
					<Table label={API_KEY_WORDS.apiKeys} className="relative">
						<THead>
							<tr>
								<Th>{API_KEY_WORDS.name}</Th>
								<Th>{API_KEY_WORDS.beginsWith}</Th>
								<Th>{API_KEY_WORDS.may}</Th>
								{showsOwners && <Th>{API_KEY_WORDS.operator}</Th>}
								<Th>{API_KEY_WORDS.created}</Th>
								<Th>{API_KEY_WORDS.lastUsed}</Th>
								<Th>{API_KEY_WORDS.expires}</Th>
								<Th>
									<span className="sr-only">{API_KEY_WORDS.stateOrAction}</span>
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
									<Td>{key.readOnly ? API_KEY_WORDS.read : API_KEY_WORDS.readAndChange}</Td>
									{showsOwners && <Td className="foreign-text min-w-36">{key.operatorEmail}</Td>}
									<Td>
										<Instant at={key.createdAt} />
									</Td>
									<Td>
										<Instant at={key.lastUsedAt} missing={API_KEY_WORDS.never} />
									</Td>
									<Td>
										<Instant at={key.expiresAt} missing={API_KEY_WORDS.never} />
									</Td>
									<Td className="text-right">
										{key.revokedAt !== null ? (
											<Badge tone="quiet">{API_KEY_WORDS.revoked}</Badge>
										) : key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? (
											<Badge tone="quiet">{API_KEY_WORDS.expired}</Badge>
										) : (
											<Button
												size="sm"
												busy={busy === key.id}
												onClick={() =>
													void change(key.id, () => revokeApiKey(key.id), API_KEY_WORDS.keyRevoked(key.name))
												}
											>
												{API_KEY_WORDS.revoke}
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
