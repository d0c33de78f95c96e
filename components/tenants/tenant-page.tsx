"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ButtonLink } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { tenantQuery } from "@/lib/queries/tenants";
import { formatCount, paceWords } from "@/lib/shared/amount-words";
import { mainCondition } from "@/lib/shared/condition-words";
import type { TenantSummary } from "@/lib/shared/connections";
import { ConditionAction } from "./condition-action";
import { ConditionBadge, StateAnnouncer } from "./condition-badge";
import { ConditionNotice } from "./condition-notice";
import { FactList } from "./fact-list";
import { HoldQuestion } from "./hold-question";
import { IncludeTenant } from "./include-tenant";
import { PauseControl } from "./pause-control";
import { ProgressAnnouncer } from "./progress-announcer";
import { isFilling } from "./progress-words";
import { QuarantinePanel } from "./quarantine-panel";
import { RunTable } from "./run-table";
import { SentenceText } from "./sentence-text";
import { StaleNotice } from "./stale-notice";
import { syncFactRows } from "./sync-fact-rows";
import { SyncNow } from "./sync-now";
import { SyncProgressBar } from "./sync-progress-bar";
import { useTenantConditions } from "./tenant-state";
import { TENANT_WORDS } from "./tenant-words";
import { VerifyPanel } from "./verify-panel";
import { ZoneTime } from "./zone-time";

export interface TenantRights {
	connect: boolean;
	sync: boolean;
	/** See bodies as the provider sent them. */
	raw: boolean;
}

interface TenantPageProps {
	tenantId: string;
	providerLabel: string;
	/** The account of its connection. */
	account: string;
	may: TenantRights;
}

/** One tenant: its state with reason and since when, how much of it is here and from when, what went wrong, what to do. */
export function TenantPage({ tenantId, providerLabel, account, may }: TenantPageProps) {
	const query = useSuspenseQuery(tenantQuery(tenantId));
	const tenant = query.data;
	const conditions = useTenantConditions(tenant, providerLabel);
	const main = mainCondition(conditions);
	const filling = tenant.included && isFilling(tenant.progress);
	return (
		<>
			<PageHeader
				back={{ href: "/tenants", label: TENANT_WORDS.tenants }}
				title={tenant.name}
				marks={<ConditionBadge condition={main} />}
				sub={
					<span className="flex flex-wrap items-center gap-x-3 gap-y-1">
						<span className="inline-flex items-center gap-1.5">
							<ProviderMark id={tenant.provider} />
							{providerLabel}
						</span>
						{main.kind === "fine" && (
							<span className="text-sm">
								<SentenceText words={main.sentence} />
							</span>
						)}
					</span>
				}
				actions={<TenantActions tenant={tenant} may={may} />}
			/>
			<StateAnnouncer name={tenant.name} condition={main} />
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			{conditions.map((condition) => {
				if (condition.kind === "fine" || condition.kind === "loading") return null;
				if (condition.kind === "held" && !condition.isNote && tenant.hold !== null) {
					return (
						<HoldQuestion
							key={condition.kind}
							tenant={tenant}
							hold={tenant.hold}
							providerLabel={providerLabel}
							mayAnswer={may.sync}
						/>
					);
				}
				const { action } = condition;
				return (
					<ConditionNotice
						key={condition.kind}
						condition={condition}
						action={
							action === null ? undefined : (
								<ConditionAction
									action={action}
									name={tenant.pausedHere || action.to !== "resume" ? tenant.name : account}
									connectionId={tenant.connectionId}
									tenantId={tenant.pausedHere || action.to !== "resume" ? tenant.id : null}
									may={may}
									here="tenant"
								/>
							)
						}
					/>
				);
			})}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<div className="flex min-w-0 flex-col gap-4 max-lg:order-2">
					<RunTable of={{ tenant: tenant.id }} live={filling} />
					<VerifyPanel tenantId={tenant.id} mayVerify={may.sync} />
					<QuarantinePanel tenantId={tenant.id} may={may} />
				</div>
				<div className="flex min-w-0 flex-col gap-4">
					<MirrorPanel tenant={tenant} providerLabel={providerLabel} account={account} />
				</div>
			</div>
		</>
	);
}

/** Whether its connection still may be used: a revoked one has nothing to pause or to ask. */
function isUsable({ state }: TenantSummary["connection"]): boolean {
	return state === "active" || state === "degraded";
}

function TenantActions({ tenant, may }: { tenant: TenantSummary; may: TenantRights }) {
	const isRead = tenant.included && tenant.problem === null && isUsable(tenant.connection);
	const isOver = tenant.connection.state === "revoked" || tenant.connection.state === "revoked_local_only";
	return (
		<>
			{may.connect && !isOver && <IncludeTenant tenant={tenant} as="button" />}
			{may.sync && isRead && tenant.paused === null && (
				<PauseControl target={{ name: tenant.name, tenantId: tenant.id }} paused={false} />
			)}
			{may.sync && isRead && tenant.paused === null && (
				<SyncNow connectionId={tenant.connectionId} tenantId={tenant.id} waiting={tenant.waiting} />
			)}
			<ButtonLink href={`/tenants/${tenant.id}/reservations`} variant="primary">
				{TENANT_WORDS.reservations}
			</ButtonLink>
		</>
	);
}

interface MirrorPanelProps {
	tenant: TenantSummary;
	providerLabel: string;
	account: string;
}

function MirrorPanel({ tenant, providerLabel, account }: MirrorPanelProps) {
	const pace = paceWords(tenant.pollSeconds, tenant.changesPerHour);
	return (
		<Panel title={TENANT_WORDS.mirror} flush>
			{tenant.included && tenant.progress.phase !== "stopped" && (
				<div className="border-n6 border-b px-3 py-3">
					<SyncProgressBar label={TENANT_WORDS.reservationsOf(tenant.name)} progress={tenant.progress} />
					<ProgressAnnouncer progress={tenant.progress} />
				</div>
			)}
			<FactList
				facts={[
					{ name: TENANT_WORDS.asOf, value: <Instant at={tenant.asOf} missing={TENANT_WORDS.nothingArrivedYet} /> },
					...syncFactRows(tenant),
					...(pace === null ? [] : [{ name: TENANT_WORDS.pace, value: <span className="num">{pace}</span> }]),
					{ name: TENANT_WORDS.reservations, value: <span className="num">{formatCount(tenant.reservations)}</span> },
					{ name: TENANT_WORDS.units, value: <span className="num">{formatCount(tenant.units)}</span> },
					{ name: TENANT_WORDS.setAside, value: <span className="num">{formatCount(tenant.quarantined)}</span> },
					{
						name: TENANT_WORDS.zoneAndLocalTime,
						value: <ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />,
					},
					{
						name: TENANT_WORDS.connection,
						value: (
							<Link className="link" href={`/connections/${tenant.connectionId}`}>
								{account}
							</Link>
						),
					},
					{
						name: TENANT_WORDS.idAt(providerLabel),
						value: (
							<span className="inline-flex max-w-full items-center gap-1">
								<code className="break-all font-mono text-sm">{tenant.remoteId}</code>
								<CopyText text={tenant.remoteId} label={TENANT_WORDS.tenantId} compact />
							</span>
						),
					},
				]}
			/>
		</Panel>
	);
}
