"use client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { isFilling } from "@/components/tenants/progress-words";
import { RunTable } from "@/components/tenants/run-table";
import { StaleNotice } from "@/components/tenants/stale-notice";
import { Button, ButtonLink } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY, connectionQuery, syncNow } from "@/lib/queries/connections";
import { RUNS_KEY } from "@/lib/queries/runs";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { CredentialPanel } from "./credential-panel";
import { PermissionsPanel } from "./permissions-panel";
import { ReconnectAction } from "./reconnect-action";
import { StateBadge, StateLine } from "./state-line";
import { canSync, isOver } from "./state-words";
import { TenantPicker } from "./tenant-picker";

interface ConnectionPageProps {
	connectionId: string;
	provider: ProviderInfo;
	may: { connect: boolean; sync: boolean; revoke: boolean };
	/** How the reader came here. */
	arrival: "connected" | "reconnected" | "to_reconnect" | null;
}

/** One connection: its true health, what it reaches, what it brings, and the way to end it. */
export function ConnectionPage({ connectionId, provider, may, arrival }: ConnectionPageProps) {
	const query = useSuspenseQuery(connectionQuery(connectionId));
	const connection = query.data;
	const over = isOver(connection.state) || connection.state === "revoking";
	const urgent = connection.state === "needs_reconnect";
	return (
		<>
			<PageHeader
				back={{ href: "/connections", label: "Connections" }}
				title={connection.account}
				marks={connection.state === "active" ? undefined : <StateBadge state={connection.state} />}
				sub={
					<span className="flex flex-wrap items-center gap-x-3 gap-y-1">
						<span className="inline-flex items-center gap-1.5">
							<ProviderMark id={provider.id} />
							{provider.label}
						</span>
						{connection.state === "active" && <StateLine connection={connection} />}
						<span className="text-n10 text-sm">
							connected <Instant at={connection.createdAt} className="num" />
						</span>
					</span>
				}
				actions={
					over ? undefined : (
						<>
							{may.revoke && (
								<ButtonLink href={`/connections/${connection.id}/revoke`} variant="quiet">
									Revoke access
								</ButtonLink>
							)}
							{may.connect && !urgent && <ReconnectAction connection={connection} provider={provider} />}
							{may.sync && canSync(connection.state) && <SyncNow connectionId={connection.id} />}
						</>
					)
				}
			/>
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			<Arrival arrival={arrival} connection={connection} provider={provider} mayConnect={may.connect} />
			<Health connection={connection} provider={provider} may={may} startOpen={arrival === "to_reconnect"} />
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<div className="flex min-w-0 flex-col gap-4">
					<TenantPicker connection={connection} mayChange={may.connect && !over} fresh={arrival === "connected"} />
					<RunTable of={{ connection: connection.id }} live={isFilling(connection.progress)} />
				</div>
				<div className="flex min-w-0 flex-col gap-4">
					<CredentialPanel connection={connection} providerLabel={provider.label} />
					<PermissionsPanel connection={connection} provider={provider} />
				</div>
			</div>
		</>
	);
}

interface ArrivalProps {
	arrival: ConnectionPageProps["arrival"];
	connection: ConnectionDetail;
	provider: ProviderInfo;
	mayConnect: boolean;
}

/** The last step of the wizard, or the good news after reconnecting. Gone when the page is opened again without it in the address. */
function Arrival({ arrival, connection, provider, mayConnect }: ArrivalProps) {
	if (arrival === "connected" && !isOver(connection.state)) {
		return (
			<Notice tone="ok" live="polite" className="mb-4" title={`Connected: ${connection.account} at ${provider.label}`}>
				{mayConnect && connection.tenants.length > 1
					? "All tenants found are included. Untick those that should not be mirrored; reservations around today arrive first."
					: "Reservations around today arrive first, then the later and the earlier ones."}
			</Notice>
		);
	}
	if (arrival === "reconnected" && canSync(connection.state)) {
		return (
			<Notice tone="ok" live="polite" className="mb-4" title={`Reconnected at ${provider.label}`}>
				It is the same account as before. Reservations and history stayed, and syncing goes on where it stopped.
			</Notice>
		);
	}
	return null;
}

interface HealthProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
	may: ConnectionPageProps["may"];
	startOpen: boolean;
}

/** Why a connection is not healthy, since when, and who must do what. Nothing for a healthy one. */
function Health({ connection, provider, may, startOpen }: HealthProps) {
	const since = (
		<>
			Since <Instant at={connection.since} className="num" />.{" "}
		</>
	);
	const newest = newestAsOf(connection);
	switch (connection.state) {
		case "active":
			return null;
		case "degraded":
			return (
				<Notice tone="warn" live="polite" className="mb-4" title={connection.reason}>
					{since}Reservations stay readable.
				</Notice>
			);
		case "needs_reconnect":
			return (
				<Notice
					tone="bad"
					live="polite"
					className="mb-4"
					title={connection.reason}
					action={
						may.connect ? (
							<ReconnectAction connection={connection} provider={provider} urgent startOpen={startOpen} />
						) : undefined
					}
				>
					{since}Reservations stay readable as of <Instant at={newest} missing="never: none arrived" className="num" />,
					and nothing new arrives until somebody reconnects
					{may.connect ? "." : ". Ask an operator of this installation to do it."}
				</Notice>
			);
		case "revoking":
			return (
				<Notice
					tone="info"
					live="polite"
					className="mb-4"
					title="Access is being revoked"
					action={<ButtonLink href={`/connections/${connection.id}/revoke`}>Watch</ButtonLink>}
				>
					{connection.reason} {since}
				</Notice>
			);
		default:
			return (
				<Notice
					tone={connection.state === "revoked" ? "info" : "warn"}
					className="mb-4"
					title={connection.reason}
					action={<ButtonLink href={`/connections/${connection.id}/revoke`}>See the evidence</ButtonLink>}
				>
					{since}
					{connection.tenants.length > 0 && (
						<>
							Its reservations stay readable as of <Instant at={newest} missing="never: none arrived" className="num" />
							.
						</>
					)}
				</Notice>
			);
	}
}

function newestAsOf(connection: ConnectionDetail): string | null {
	const instants = connection.tenants.flatMap((tenant) => (tenant.asOf === null ? [] : [tenant.asOf]));
	return instants.sort().at(-1) ?? null;
}

function SyncNow({ connectionId }: { connectionId: string }) {
	const client = useQueryClient();
	const notify = useToast();
	const sync = useMutation({
		mutationFn: () => syncNow(connectionId),
		onSuccess: async () => {
			notify({ tone: "ok", title: "Asked for news", text: "The run appears in the list within seconds." });
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: RUNS_KEY }),
			]);
		},
		onError: (error) => notify({ tone: "bad", title: "No run was started", text: error.message }),
	});
	return (
		<Button busy={sync.isPending} onClick={() => sync.mutate()}>
			Sync now
		</Button>
	);
}
