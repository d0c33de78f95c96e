"use client";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { useClock } from "@/components/ui/time-provider";
import { movingTenantListQuery } from "@/lib/queries/tenants";
import { formatCount } from "@/lib/shared/amount-words";
import { type ConditionGroup, isInGroup, mainCondition, urgency } from "@/lib/shared/condition-words";
import type { ProviderInfo, TenantSummary } from "@/lib/shared/connections";
import { tenantConditions } from "@/lib/shared/subjects";
import { Chip, ChipGroup, FilterChips } from "./filter-chips";
import { GroupChips } from "./group-chips";
import { hasBegun } from "./progress-words";
import { providerLabel } from "./provider-label";
import { Countdown } from "./sentence-text";
import { StaleNotice } from "./stale-notice";
import { SyncProgressBar } from "./sync-progress-bar";
import { TenantState } from "./tenant-state";
import { TENANT_WORDS } from "./tenant-words";
import { ZoneTime } from "./zone-time";

export interface TenantFilter {
	provider?: string | undefined;
	show?: ConditionGroup | undefined;
}

interface TenantTableProps {
	/** As the server read them. Not hydrated: the frame around the page has asked for the same list before. */
	initial: { items: TenantSummary[] };
	providers: ProviderInfo[];
	/** Account names by connection id. */
	accounts: Record<string, string>;
	filter: TenantFilter;
	mayConnect: boolean;
}

/** Every tenant the reader may see, those that need a person first, with what is mirrored of it and from when. */
export function TenantTable({ initial, providers, accounts, filter, mayConnect }: TenantTableProps) {
	const tenants = useQuery({ ...movingTenantListQuery(), initialData: initial });
	const clock = useClock();
	const at = new Date(clock.now);
	const all = tenants.data.items.map((tenant) => {
		const label = providerLabel(providers, tenant.provider);
		return { tenant, label, conditions: tenantConditions(tenant, label, at) };
	});
	if (all.length === 0) return <NoTenants mayConnect={mayConnect} />;
	const ofProvider = all.filter(({ tenant }) => filter.provider === undefined || tenant.provider === filter.provider);
	const rows = ofProvider
		.filter(({ conditions }) => filter.show === undefined || isInGroup(conditions, filter.show))
		.sort(
			(a, b) =>
				urgency(mainCondition(a.conditions)) - urgency(mainCondition(b.conditions)) ||
				a.tenant.name.localeCompare(b.tenant.name, "en"),
		);
	return (
		<>
			<StaleNotice error={tenants.error} shownFrom={tenants.dataUpdatedAt} onRetry={() => void tenants.refetch()} />
			<FilterChips>
				<ChipGroup label={TENANT_WORDS.provider}>
					<Chip path="/tenants" search={{ show: filter.show }} active={filter.provider === undefined}>
						{TENANT_WORDS.allProviders}
					</Chip>
					{providers.map(({ id, label }) => (
						<Chip
							key={id}
							path="/tenants"
							search={{ provider: id, show: filter.show }}
							active={filter.provider === id}
							count={all.filter(({ tenant }) => tenant.provider === id).length}
						>
							{label}
						</Chip>
					))}
				</ChipGroup>
				<GroupChips
					path="/tenants"
					search={{ provider: filter.provider }}
					group={filter.show}
					all={ofProvider.map(({ conditions }) => conditions)}
				/>
			</FilterChips>
			{rows.length === 0 ? (
				<EmptyState
					title={TENANT_WORDS.noTenantMatches}
					action={<ButtonLink href="/tenants">{TENANT_WORDS.showAll(all.length)}</ButtonLink>}
				>
					{TENANT_WORDS.noTenantMatchesText}
				</EmptyState>
			) : (
				<Table label={TENANT_WORDS.tenants}>
					<THead>
						<tr>
							<Th>{TENANT_WORDS.tenant}</Th>
							<Th className="max-lg:hidden">{TENANT_WORDS.connection}</Th>
							<Th numeric className="max-md:hidden">
								{TENANT_WORDS.reservations}
							</Th>
							<Th className="max-sm:hidden">{TENANT_WORDS.asOf}</Th>
							<Th className="max-md:hidden">{TENANT_WORDS.next}</Th>
							<Th>{TENANT_WORDS.state}</Th>
						</tr>
					</THead>
					<TBody>
						{rows.map(({ tenant, label }) => (
							<TenantRow
								key={tenant.id}
								tenant={tenant}
								label={label}
								account={accounts[tenant.connectionId] ?? null}
							/>
						))}
					</TBody>
				</Table>
			)}
		</>
	);
}

function NoTenants({ mayConnect }: { mayConnect: boolean }) {
	return (
		<EmptyState
			title={TENANT_WORDS.noTenantsYet}
			action={
				mayConnect ? (
					<ButtonLink href="/connections/new" variant="primary">
						{TENANT_WORDS.connectAnAccount}
					</ButtonLink>
				) : undefined
			}
		>
			{TENANT_WORDS.noTenantsYetText(mayConnect)}
		</EmptyState>
	);
}

function TenantRow({ tenant, label, account }: { tenant: TenantSummary; label: string; account: string | null }) {
	return (
		<Tr>
			<Td className="align-top">
				<div className="flex min-w-0 items-start gap-2">
					<ProviderMark id={tenant.provider} label={label} className="mt-0.5" />
					<div className="min-w-0">
						<Link
							href={`/tenants/${tenant.id}`}
							className="foreign-text line-clamp-3 font-medium hover:underline max-sm:py-1"
						>
							{tenant.name}
						</Link>
						<p className="num text-n10 text-sm md:hidden">
							{TENANT_WORDS.reservationCount(tenant.reservations)}
							{tenant.asOf !== null && (
								<span className="sm:hidden">
									{" "}
									{TENANT_WORDS.asOfAfterCount} <Instant at={tenant.asOf} className="num" />
								</span>
							)}
						</p>
						<div className="text-sm">
							<ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />
						</div>
					</div>
				</div>
			</Td>
			<Td className="align-top max-lg:hidden">
				<Link href={`/connections/${tenant.connectionId}`} className="foreign-text text-n11 hover:underline">
					{account ?? TENANT_WORDS.viewConnection}
				</Link>
			</Td>
			<Td numeric className="align-top max-md:hidden">
				{formatCount(tenant.reservations)}
				<p className="text-n10 text-sm">{TENANT_WORDS.unitCount(tenant.units)}</p>
			</Td>
			<Td className="align-top max-sm:hidden">
				<Instant at={tenant.asOf} missing={TENANT_WORDS.notYet} className="num whitespace-nowrap" />
			</Td>
			<Td className="align-top max-md:hidden">
				<NextRequest tenant={tenant} />
			</Td>
			<Td className="min-w-32 align-top sm:max-w-80">
				<TenantState tenant={tenant} providerLabel={label} still />
				{tenant.included && tenant.problem === null && hasBegun(tenant.progress) && (
					<SyncProgressBar
						label={TENANT_WORDS.reservationsOf(tenant.name)}
						progress={tenant.progress}
						className="mt-1"
					/>
				)}
			</Td>
		</Tr>
	);
}

/** The next planned request; counted down while it waits out failures. */
function NextRequest({ tenant }: { tenant: TenantSummary }) {
	const next = tenant.backoff?.until ?? tenant.nextRequestAt;
	if (next === null) return <span className="text-n10">{TENANT_WORDS.nonePlanned}</span>;
	return (
		<>
			<Instant at={next} />
			{tenant.backoff !== null && <Countdown until={next} />}
		</>
	);
}
