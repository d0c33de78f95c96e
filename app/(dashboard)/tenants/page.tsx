import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { TenantTable } from "@/components/tenants/tenant-table";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { listConnections } from "@/lib/connections/list-connections";
import { listProviders } from "@/lib/connections/providers";
import { listTenants } from "@/lib/connections/tenants";
import { createQueryClient } from "@/lib/queries/client";
import { tenantListQuery } from "@/lib/queries/tenants";

export const metadata: Metadata = { title: "Tenants" };

export default async function TenantsPage() {
	const actor = await requireActor();
	return (
		<>
			<PageHeader title="Tenants" sub="Every business that a connection reaches, and how much of it is here." />
			<Suspense fallback={<SkeletonRows rows={8} label="Tenants are loading" />}>
				<List actor={actor} />
			</Suspense>
		</>
	);
}

async function List({ actor }: { actor: Actor }) {
	const [tenants, connections] = await Promise.all([listTenants(actor), listConnections(actor)]);
	const client = createQueryClient();
	client.setQueryData(tenantListQuery().queryKey, { items: tenants });
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<TenantTable
				providers={listProviders(actor)}
				accounts={Object.fromEntries(connections.items.map(({ id, account }) => [id, account]))}
				mayConnect={can(actor, "connections.connect")}
			/>
		</HydrationBoundary>
	);
}
