import type { Metadata } from "next";
import { Suspense } from "react";
import { z } from "zod";
import { type TenantFilter, TenantTable } from "@/components/tenants/tenant-table";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { listConnections } from "@/lib/connections/list-connections";
import { listProviders } from "@/lib/connections/providers";
import { listTenants } from "@/lib/connections/tenants";
import { conditionGroup } from "@/lib/shared/condition-words";
import { PAGE_WORDS } from "../page-words";

export const metadata: Metadata = { title: PAGE_WORDS.tenants };

const tenantFilter = z.strictObject({ provider: z.string().max(40).optional(), show: conditionGroup.optional() });

interface PageProps {
	searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TenantsPage({ searchParams }: PageProps) {
	const actor = await requireActor();
	const filter = tenantFilter.safeParse(await searchParams);
	return (
		<>
			<PageHeader title={PAGE_WORDS.tenants} sub={PAGE_WORDS.tenantsSub} />
			{!filter.success && (
				<Notice
					tone="warn"
					className="mb-4"
					title={PAGE_WORDS.unknownFilter}
					action={
						<ButtonLink size="sm" href="/tenants">
							{PAGE_WORDS.clearFilters}
						</ButtonLink>
					}
				>
					{PAGE_WORDS.unknownTenantFilter}
				</Notice>
			)}
			<Suspense fallback={<SkeletonRows rows={8} label={PAGE_WORDS.tenantsAreLoading} />}>
				<List actor={actor} filter={filter.success ? filter.data : {}} />
			</Suspense>
		</>
	);
}

async function List({ actor, filter }: { actor: Actor; filter: TenantFilter }) {
	const [tenants, connections] = await Promise.all([listTenants(actor), listConnections(actor)]);
	return (
		<TenantTable
			initial={{ items: tenants }}
			providers={listProviders(actor)}
			accounts={Object.fromEntries(connections.items.map(({ id, account }) => [id, account]))}
			filter={filter}
			mayConnect={can(actor, "connections.connect")}
		/>
	);
}
