"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ConditionAction } from "@/components/tenants/condition-action";
import { ConditionBadge, StateAnnouncer } from "@/components/tenants/condition-badge";
import { ConditionNotice } from "@/components/tenants/condition-notice";
import { FactList } from "@/components/tenants/fact-list";
import { PauseControl } from "@/components/tenants/pause-control";
import { isFilling } from "@/components/tenants/progress-words";
import { RunTable } from "@/components/tenants/run-table";
import { SentenceText } from "@/components/tenants/sentence-text";
import { StaleNotice } from "@/components/tenants/stale-notice";
import { syncFactRows } from "@/components/tenants/sync-fact-rows";
import { SyncNow } from "@/components/tenants/sync-now";
import { ButtonLink } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { connectionQuery } from "@/lib/queries/connections";
import { formatCount } from "@/lib/shared/amount-words";
import { type Condition, mainCondition } from "@/lib/shared/condition-words";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { CONNECTION_WORDS } from "./connection-words";
import { CredentialPanel } from "./credential-panel";
import { PermissionsPanel } from "./permissions-panel";
import { ReconnectAction } from "./reconnect-action";
import { useConnectionConditions } from "./state-line";
import { canSync, isOver } from "./state-words";
import { TenantPicker } from "./tenant-picker";
import { WebhookPanel } from "./webhook-panel";

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
	const conditions = useConnectionConditions(connection, provider.label);
	const main = mainCondition(conditions);
	const asksToReconnect = conditions.some(({ action }) => action?.to === "reconnect");
	const isPaused = connection.paused !== null;
	return (
		<>
			<PageHeader
				back={{ href: "/connections", label: CONNECTION_WORDS.connections }}
				title={connection.account}
				marks={<ConditionBadge condition={main} />}
				sub={
					<span className="flex flex-wrap items-center gap-x-3 gap-y-1">
						<span className="inline-flex items-center gap-1.5">
							<ProviderMark id={provider.id} />
							{provider.label}
						</span>
						{main.kind === "fine" && (
							<span className="text-sm">
								<SentenceText words={main.sentence} />
							</span>
						)}
						<span className="text-n10 text-sm">
							{CONNECTION_WORDS.connected} <Instant at={connection.createdAt} className="num" />
						</span>
					</span>
				}
				actions={
					over ? undefined : (
						<>
							{may.revoke && (
								<ButtonLink href={`/connections/${connection.id}/revoke`} variant="quiet">
									{CONNECTION_WORDS.revokeAccess}
								</ButtonLink>
							)}
							{may.connect && !asksToReconnect && <ReconnectAction connection={connection} provider={provider} />}
							{may.sync && canSync(connection.state) && !isPaused && (
								<PauseControl target={{ name: connection.account, connectionId: connection.id }} paused={false} />
							)}
							{may.sync && canSync(connection.state) && !isPaused && (
								<SyncNow connectionId={connection.id} waiting={connection.waiting} />
							)}
						</>
					)
				}
			/>
			<StateAnnouncer name={connection.account} condition={main} />
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			<Arrival arrival={arrival} connection={connection} provider={provider} mayConnect={may.connect} />
			<Health
				connection={connection}
				provider={provider}
				conditions={conditions}
				may={may}
				startOpen={arrival === "to_reconnect"}
			/>
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<div className="flex min-w-0 flex-col gap-4">
					<TenantPicker
						connection={connection}
						providerLabel={provider.label}
						mayChange={may.connect && !over}
						fresh={arrival === "connected"}
					/>
					<RunTable of={{ connection: connection.id }} live={isFilling(connection.progress)} />
				</div>
				<div className="flex min-w-0 flex-col gap-4">
					{!over && (
						<Panel title={CONNECTION_WORDS.syncing} flush>
							<FactList
								facts={[
									...syncFactRows(connection),
									{
										name: CONNECTION_WORDS.setAside,
										value: <span className="num">{formatCount(connection.quarantined)}</span>,
									},
								]}
							/>
						</Panel>
					)}
					<CredentialPanel connection={connection} providerLabel={provider.label} />
					{!over && <WebhookPanel connection={connection} />}
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
			<Notice
				tone="ok"
				live="polite"
				className="mb-4"
				title={CONNECTION_WORDS.connectedAt(connection.account, provider.label)}
			>
				{mayConnect && connection.tenants.length > 1 ? CONNECTION_WORDS.allIncluded : CONNECTION_WORDS.firstAround}
			</Notice>
		);
	}
	if (arrival === "reconnected" && canSync(connection.state)) {
		return (
			<Notice tone="ok" live="polite" className="mb-4" title={CONNECTION_WORDS.reconnectedAt(provider.label)}>
				{CONNECTION_WORDS.sameAccount}
			</Notice>
		);
	}
	return null;
}

interface HealthProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
	conditions: readonly Condition[];
	may: ConnectionPageProps["may"];
	startOpen: boolean;
}

/** Why a connection is not healthy, since when, what happens next and who must do what. Nothing for a healthy one. */
function Health({ connection, provider, conditions, may, startOpen }: HealthProps) {
	return conditions.map((condition) => {
		const { kind, action } = condition;
		if (kind === "fine" || kind === "loading") return null;
		return (
			<ConditionNotice
				key={kind}
				condition={condition}
				action={
					action?.to === "reconnect" ? (
						may.connect && (
							<ReconnectAction
								connection={connection}
								provider={provider}
								urgent={kind === "needs_reconnect"}
								startOpen={startOpen && kind === "needs_reconnect"}
							/>
						)
					) : action === null ? undefined : (
						<ConditionAction
							action={action}
							name={connection.account}
							connectionId={connection.id}
							tenantId={null}
							may={may}
							here="connection"
						/>
					)
				}
			/>
		);
	});
}
