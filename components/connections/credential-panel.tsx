"use client";
import { type Fact, FactList } from "@/components/tenants/fact-list";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import type { ConnectionDetail } from "@/lib/shared/connections";
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
			<Panel title="Access">
				<p className="text-n11">
					No token is stored here any more. What happened to it is in the{" "}
					<a className="link" href={`/connections/${connection.id}/revoke`}>
						evidence
					</a>
					.
				</p>
			</Panel>
		);
	}
	// What the token would do by itself no longer matters once the provider has refused it.
	const isRefused = connection.state === "needs_reconnect";
	const facts: Fact[] = [
		{ name: "Connected", value: methodWords(connection.method) },
		{
			name: "Token",
			value: isRefused ? <>refused by {providerLabel}</> : (credential.outlook ?? `${providerLabel} names no expiry`),
		},
		...(credential.lastFour === null
			? []
			: [{ name: "Ends in", value: <code className="font-mono">…{credential.lastFour}</code> }]),
		{
			name: "Fingerprint",
			value: (
				<span className="inline-flex items-center gap-1">
					<code className="font-mono text-sm">{credential.fingerprint}</code>
					<CopyText text={credential.fingerprint} label="Fingerprint" compact />
				</span>
			),
		},
		{
			name: "Saved",
			value: (
				<>
					<Instant at={credential.savedAt} />
					{credential.savedBy !== null && <> by {credential.savedBy}</>}
				</>
			),
		},
		{ name: "Last used", value: <Instant at={credential.lastUsedAt} missing="not yet" /> },
		{ name: "Last proven", value: <Instant at={connection.provenAt} missing="not yet" /> },
	];
	return (
		<Panel title="Access" sub="Stored encrypted; never shown again" flush>
			<FactList facts={facts} />
		</Panel>
	);
}
