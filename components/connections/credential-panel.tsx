"use client";
import { type Fact, FactList } from "@/components/tenants/fact-list";
import { CopyText } from "@/components/ui/copy-text";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import type { ConnectionDetail } from "@/lib/shared/connections";
import { CONNECTION_WORDS } from "./connection-words";
import { methodWords } from "./state-words";

/** What may be known of a token without knowing the token. */
export function CredentialPanel({
	connection,
	providerLabel,
}: {
	connection: ConnectionDetail;
	providerLabel: string;
}) {
	const { credential } = connection;
	if (credential === null) {
		return (
			<Panel title={CONNECTION_WORDS.access}>
				<p className="text-n11">
					{filled(CONNECTION_WORDS.noToken, {
						evidence: (
							<a className="link" href={`/connections/${connection.id}/revoke`}>
								{CONNECTION_WORDS.evidence}
							</a>
						),
					})}
				</p>
			</Panel>
		);
	}
	// What the token would do by itself no longer matters once the provider has refused it.
	const isRefused = connection.state === "needs_reconnect";
	const facts: Fact[] = [
		{ name: CONNECTION_WORDS.connectedSince, value: methodWords(connection.method) },
		{
			name: CONNECTION_WORDS.token,
			value: isRefused
				? CONNECTION_WORDS.refusedBy(providerLabel)
				: (credential.outlook ?? CONNECTION_WORDS.namesNoExpiry(providerLabel)),
		},
		...(credential.lastFour === null
			? []
			: [{ name: CONNECTION_WORDS.endsIn, value: <code className="font-mono">…{credential.lastFour}</code> }]),
		{
			name: CONNECTION_WORDS.fingerprint,
			value: (
				<span className="inline-flex items-center gap-1">
					<code className="font-mono text-sm">{credential.fingerprint}</code>
					<CopyText text={credential.fingerprint} label={CONNECTION_WORDS.fingerprint} compact />
				</span>
			),
		},
		{
			name: CONNECTION_WORDS.saved,
			value: (
				<>
					<Instant at={credential.savedAt} />
					{credential.savedBy !== null && <> {CONNECTION_WORDS.by(credential.savedBy)}</>}
				</>
			),
		},
		{
			name: CONNECTION_WORDS.lastUsed,
			value: <Instant at={credential.lastUsedAt} missing={CONNECTION_WORDS.notYet} />,
		},
		{
			name: CONNECTION_WORDS.lastProven,
			value: <Instant at={connection.provenAt} missing={CONNECTION_WORDS.notYet} />,
		},
	];
	return (
		<Panel title={CONNECTION_WORDS.access} sub={CONNECTION_WORDS.neverShown} flush>
			<FactList facts={facts} />
		</Panel>
	);
}
