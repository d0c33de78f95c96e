import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { RevokePage } from "@/components/connections/revoke-page";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { createQueryClient } from "@/lib/queries/client";
import { connectionQuery } from "@/lib/queries/connections";
import { loadConnection } from "../load-connection";

export const metadata: Metadata = { title: PAGE_WORDS.revokeAccess };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
	const actor = await requireActor();
	const { id } = await params;
	const { connection, provider } = await loadConnection(actor, id);
	const client = createQueryClient();
	client.setQueryData(connectionQuery(connection.id).queryKey, connection);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<RevokePage
				connectionId={connection.id}
				provider={provider}
				mayRevoke={can(actor, "connections.revoke")}
				role={actor.role}
			/>
		</HydrationBoundary>
	);
}
