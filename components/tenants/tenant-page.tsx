"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ProviderMark } from "@/components/ui/provider-mark";
import { tenantQuery } from "@/lib/queries/tenants";
import { formatCount } from "@/lib/shared/amount-words";
import { FactList } from "./fact-list";
import { IncludeTenant } from "./include-tenant";
import { ProgressAnnouncer } from "./progress-announcer";
import { isFilling } from "./progress-words";
import { QuarantinePanel } from "./quarantine-panel";
import { RunTable } from "./run-table";
import { StaleNotice } from "./stale-notice";
import { SyncProgressBar } from "./sync-progress-bar";
import { TenantStateBadge } from "./tenant-state";
import { ZoneTime } from "./zone-time";

interface TenantPageProps {
	tenantId: string;
	providerLabel: string;
	/** The account of its connection. */
	account: string;
	/** Include and leave out. */
	mayChange: boolean;
}

/** One tenant: what it is, how much of it is here and from when, what went wrong. */
export function TenantPage({ tenantId, providerLabel, account, mayChange }: TenantPageProps) {
	const query = useSuspenseQuery(tenantQuery(tenantId));
	const tenant = query.data;
	const filling = tenant.included && isFilling(tenant.progress);
	return (
		<>
			<PageHeader
				back={{ href: "/tenants", label: "Tenants" }}
				title={tenant.name}
				marks={<TenantStateBadge tenant={tenant} />}
				sub={
					<span className="inline-flex items-center gap-1.5">
						<ProviderMark id={tenant.provider} />
						{providerLabel}
					</span>
				}
				actions={
					<>
						{mayChange && <IncludeTenant tenant={tenant} as="button" />}
						<ButtonLink href={`/tenants/${tenant.id}/reservations`} variant="primary">
							Reservations
						</ButtonLink>
					</>
				}
			/>
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			{tenant.problem !== null && (
				<Notice
					tone="bad"
					className="mb-4"
					title="The connection no longer reaches this tenant"
					action={
						<ButtonLink size="sm" href={`/connections/${tenant.connectionId}`}>
							Open the connection
						</ButtonLink>
					}
				>
					{tenant.problem} Reservations stay readable as of{" "}
					<Instant at={tenant.asOf} missing="never: none arrived" className="num" />.
				</Notice>
			)}
			{!tenant.included && (
				<Notice tone="info" className="mb-4" title="This tenant is left out">
					Rezdeck knows it but reads nothing of it. Include it to fetch its reservations.
				</Notice>
			)}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<div className="flex min-w-0 flex-col gap-4 max-lg:order-2">
					<RunTable of={{ tenant: tenant.id }} live={filling} />
					<QuarantinePanel tenantId={tenant.id} />
				</div>
				<Panel title="Mirror" flush>
					{tenant.included && (
						<div className="border-n6 border-b px-3 py-3">
							<SyncProgressBar label={`Reservations of ${tenant.name}`} progress={tenant.progress} />
							<ProgressAnnouncer progress={tenant.progress} />
						</div>
					)}
					<FactList
						facts={[
							{ name: "Reservations", value: <span className="num">{formatCount(tenant.reservations)}</span> },
							{ name: "Units", value: <span className="num">{formatCount(tenant.units)}</span> },
							{ name: "As of", value: <Instant at={tenant.asOf} missing="nothing arrived yet" /> },
							{ name: "Set aside", value: <span className="num">{formatCount(tenant.quarantined)}</span> },
							{
								name: "Zone and local time",
								value: <ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />,
							},
							{
								name: "Connection",
								value: (
									<Link className="link" href={`/connections/${tenant.connectionId}`}>
										{account}
									</Link>
								),
							},
							{
								name: `Id at ${providerLabel}`,
								value: (
									<span className="inline-flex max-w-full items-center gap-1">
										<code className="break-all font-mono text-sm">{tenant.remoteId}</code>
										<CopyText text={tenant.remoteId} label="Tenant id" compact />
									</span>
								),
							},
						]}
					/>
				</Panel>
			</div>
		</>
	);
}
