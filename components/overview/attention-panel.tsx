"use client";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { Tone } from "@/components/ui/tone";
import type { ConnectionState, ConnectionSummary } from "@/lib/shared/connections";

const STATE: Record<ConnectionState, { tone: Tone; word: string }> = {
	needs_reconnect: { tone: "bad", word: "Needs a person" },
	degraded: { tone: "warn", word: "Disturbed" },
	revoking: { tone: "info", word: "Revoking" },
	revoked: { tone: "quiet", word: "Revoked" },
	revoked_local_only: { tone: "warn", word: "Removed here only" },
	active: { tone: "ok", word: "Healthy" },
};

const RANK: readonly ConnectionState[] = ["needs_reconnect", "degraded", "revoking"];

/** Connections that are not healthy, those that wait for a person first. */
export function AttentionPanel({
	connections,
	healthy,
}: {
	connections: readonly ConnectionSummary[];
	healthy: number;
}) {
	const sorted = [...connections].sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
	return (
		<Panel title="Connections to look at" flush={sorted.length > 0}>
			{sorted.length === 0 ? (
				<p className="text-n11">
					{healthy === 1 ? "The one connection is healthy." : `All ${healthy} connections are healthy.`}
				</p>
			) : (
				<ul>
					{sorted.map((connection) => (
						<Row key={connection.id} connection={connection} />
					))}
				</ul>
			)}
		</Panel>
	);
}

function Row({ connection }: { connection: ConnectionSummary }) {
	const { tone, word } = STATE[connection.state];
	const href = `/connections/${encodeURIComponent(connection.id)}`;
	return (
		<li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-n6 border-b px-3 py-2.5 last:border-b-0">
			<div className="min-w-0 flex-1 basis-64">
				<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
					<ProviderMark id={connection.provider} />
					<Link href={href} className="link foreign-text font-medium">
						{connection.account}
					</Link>
					<Badge tone={tone}>{word}</Badge>
					<span className="text-n10 text-sm">
						since <Instant at={connection.since} />
					</span>
				</p>
				<p className="foreign-text mt-0.5 text-n11 text-sm">{connection.reason}</p>
			</div>
			<ButtonLink href={href} size="sm" variant={connection.state === "needs_reconnect" ? "primary" : "secondary"}>
				{connection.state === "needs_reconnect" ? "Reconnect" : "Open"}
			</ButtonLink>
		</li>
	);
}
