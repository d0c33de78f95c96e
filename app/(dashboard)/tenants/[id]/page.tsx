import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { TenantPage } from "@/components/tenants/tenant-page";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { getConnection } from "@/lib/connections/get-connection";
import { listProviders } from "@/lib/connections/providers";
import { getTenant } from "@/lib/connections/tenants";
import { AppError } from "@/lib/errors";
import { createQueryClient } from "@/lib/queries/client";
import { tenantQuery } from "@/lib/queries/tenants";

export const metadata: Metadata = { title: PAGE_WORDS.tenant };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
	const actor = await requireActor();
	const { id } = await params;
	const { tenant, connection } = await load(actor, id);
	const client = createQueryClient();
	client.setQueryData(tenantQuery(tenant.id).queryKey, tenant);
	const provider = listProviders(actor).find((known) => known.id === tenant.provider);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<TenantPage
				tenantId={tenant.id}
				providerLabel={provider?.label ?? tenant.provider}
				account={connection.account}
				may={{
					connect: can(actor, "connections.connect"),
					sync: can(actor, "connections.sync"),
					raw: can(actor, "reservations.raw"),
				}}
			/>
		</HydrationBoundary>
	);
}

async function load(actor: Actor, id: string) {
	try {
		const tenant = await getTenant(actor, id);
		return { tenant, connection: await getConnection(actor, tenant.connectionId) };
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
