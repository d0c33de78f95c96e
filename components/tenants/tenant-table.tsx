"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { tenantListQuery } from "@/lib/queries/tenants";
import { countWords, formatCount } from "@/lib/shared/amount-words";
import type { ProviderInfo, TenantSummary } from "@/lib/shared/connections";
import { hasBegun } from "./progress-words";
import { providerLabel } from "./provider-label";
import { StaleNotice } from "./stale-notice";
import { SyncProgressBar } from "./sync-progress-bar";
import { TenantStateBadge } from "./tenant-state";
import { ZoneTime } from "./zone-time";

interface TenantTableProps {
	providers: ProviderInfo[];
	/** Account names by connection id. */
	accounts: Record<string, string>;
	mayConnect: boolean;
}

/** Every tenant the reader may see, with what is mirrored of it and from when. */
export function TenantTable({ providers, accounts, mayConnect }: TenantTableProps) {
	const tenants = useSuspenseQuery(tenantListQuery());
	const rows = [...tenants.data.items].sort((a, b) => a.name.localeCompare(b.name, "en"));
	if (rows.length === 0) {
		return (
			<EmptyState
				title="No tenants yet"
				action={
					mayConnect ? (
						<ButtonLink href="/connections/new" variant="primary">
							Connect an account
						</ButtonLink>
					) : undefined
				}
			>
				A tenant is one business at a provider. Tenants appear here as soon as an account is connected
				{mayConnect ? "." : ". Ask an operator of this installation to connect one."}
			</EmptyState>
		);
	}
	return (
		<>
			<StaleNotice error={tenants.error} shownFrom={tenants.dataUpdatedAt} onRetry={() => void tenants.refetch()} />
			<Table label="Tenants">
				<THead>
					<tr>
						<Th>Tenant</Th>
						<Th className="max-md:hidden">Zone and local time</Th>
						<Th className="max-lg:hidden">Connection</Th>
						<Th numeric className="max-sm:hidden">
							Reservations
						</Th>
						<Th numeric className="max-lg:hidden">
							Units
						</Th>
						<Th className="max-sm:hidden">As of</Th>
						<Th>State</Th>
					</tr>
				</THead>
				<TBody>
					{rows.map((tenant) => (
						<TenantRow
							key={tenant.id}
							tenant={tenant}
							label={providerLabel(providers, tenant.provider)}
							account={accounts[tenant.connectionId] ?? null}
						/>
					))}
				</TBody>
			</Table>
		</>
	);
}

function TenantRow({ tenant, label, account }: { tenant: TenantSummary; label: string; account: string | null }) {
	return (
		<Tr>
			<Td>
				<div className="flex min-w-0 items-start gap-2">
					<ProviderMark id={tenant.provider} label={label} className="mt-0.5" />
					<div className="min-w-0">
						<Link href={`/tenants/${tenant.id}`} className="foreign-text font-medium hover:underline max-sm:py-1">
							{tenant.name}
						</Link>
						<p className="num text-n10 text-sm sm:hidden">
							{countWords(tenant.reservations, "reservation")}
							{tenant.asOf !== null && (
								<>
									{" "}
									· as of <Instant at={tenant.asOf} className="num" />
								</>
							)}
						</p>
						<div className="text-sm md:hidden">
							<ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />
						</div>
					</div>
				</div>
			</Td>
			<Td className="max-md:hidden">
				<ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />
			</Td>
			<Td className="max-lg:hidden">
				<Link href={`/connections/${tenant.connectionId}`} className="foreign-text text-n11 hover:underline">
					{account ?? "View connection"}
				</Link>
			</Td>
			<Td numeric className="max-sm:hidden">
				{formatCount(tenant.reservations)}
			</Td>
			<Td numeric className="max-lg:hidden">
				{formatCount(tenant.units)}
			</Td>
			<Td className="max-sm:hidden">
				<Instant at={tenant.asOf} missing="not yet" className="num whitespace-nowrap" />
			</Td>
			<Td className="min-w-32 sm:max-w-72">
				<TenantStateBadge tenant={tenant} />
				{tenant.problem !== null && <p className="foreign-text text-n11 text-sm">{tenant.problem}</p>}
				{tenant.included && tenant.problem === null && hasBegun(tenant.progress) && (
					<SyncProgressBar label={`Reservations of ${tenant.name}`} progress={tenant.progress} className="mt-1" />
				)}
				{tenant.quarantined > 0 && (
					<p className="num text-sm text-warn-text">{formatCount(tenant.quarantined)} set aside</p>
				)}
			</Td>
		</Tr>
	);
}
