import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import type { ConnectionFilter } from "@/components/connections/connection-filters";
import { ConnectionList } from "@/components/connections/connection-list";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { listConnections } from "@/lib/connections/list-connections";
import { listProviders } from "@/lib/connections/providers";
import { createQueryClient } from "@/lib/queries/client";
import { connectionListQuery } from "@/lib/queries/connections";
import { conditionGroup } from "@/lib/shared/condition-words";
import { connectionQuery } from "@/lib/shared/connections";
import { PAGE_WORDS } from "../page-words";

export const metadata: Metadata = { title: PAGE_WORDS.connections };

const connectionFilter = connectionQuery.extend({ show: conditionGroup.optional() });

export default async function ConnectionsPage({
	searchParams,
}: {
	searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
	const actor = await requireActor();
	const filter = connectionFilter.safeParse(await searchParams);
	const mayConnect = can(actor, "connections.connect");
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.connections}
				actions={
					mayConnect ? (
						<ButtonLink href="/connections/new" variant="primary">
							{PAGE_WORDS.connectAnAccount}
						</ButtonLink>
					) : undefined
				}
			/>
			{!filter.success && (
				<Notice
					tone="warn"
					className="mb-4"
					title={PAGE_WORDS.unknownFilter}
					action={
						<ButtonLink size="sm" href="/connections">
							{PAGE_WORDS.clearFilters}
						</ButtonLink>
					}
				>
					{PAGE_WORDS.unknownConnectionFilter}
				</Notice>
			)}
			<Suspense fallback={<SkeletonRows rows={8} label={PAGE_WORDS.connectionsAreLoading} />}>
				<List actor={actor} filter={filter.success ? filter.data : {}} mayConnect={mayConnect} />
			</Suspense>
		</>
	);
}

async function List({ actor, filter, mayConnect }: { actor: Actor; filter: ConnectionFilter; mayConnect: boolean }) {
	const client = createQueryClient();
	client.setQueryData(connectionListQuery().queryKey, await listConnections(actor));
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<ConnectionList providers={listProviders(actor)} filter={filter} mayConnect={mayConnect} />
		</HydrationBoundary>
	);
}
