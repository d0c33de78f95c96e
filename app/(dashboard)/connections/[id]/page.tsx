import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { ConnectionPage } from "@/components/connections/connection-page";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { createQueryClient } from "@/lib/queries/client";
import { connectionQuery } from "@/lib/queries/connections";
import { loadConnection } from "./load-connection";

export const metadata: Metadata = { title: PAGE_WORDS.connection };

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search] = await Promise.all([params, searchParams]);
	const { connection, provider } = await loadConnection(actor, id);
	const client = createQueryClient();
	client.setQueryData(connectionQuery(connection.id).queryKey, connection);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<ConnectionPage
				connectionId={connection.id}
				provider={provider}
				may={{
					connect: can(actor, "connections.connect"),
					sync: can(actor, "connections.sync"),
					revoke: can(actor, "connections.revoke"),
				}}
				arrival={arrivalOf(search)}
			/>
		</HydrationBoundary>
	);
}

function arrivalOf(search: Record<string, string | string[] | undefined>) {
	if (search.connected === "1") return "connected" as const;
	if (search.reconnected === "1") return "reconnected" as const;
	return search.reconnect === "1" ? ("to_reconnect" as const) : null;
}
