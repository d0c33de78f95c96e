import { notFound } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { getConnection } from "@/lib/connections/get-connection";
import { listProviders } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";

/** The connection of a page with its provider. An unknown id, or one the actor may not see, ends in the not-found page. */
export async function loadConnection(
	actor: Actor,
	id: string,
): Promise<{ connection: ConnectionDetail; provider: ProviderInfo }> {
	const connection = await findConnection(actor, id);
	const provider = listProviders(actor).find((known) => known.id === connection.provider);
	if (provider === undefined) throw new Error(`connection ${connection.id} has a provider that no registry line names`);
	return { connection, provider };
}

async function findConnection(actor: Actor, id: string): Promise<ConnectionDetail> {
	try {
		return await getConnection(actor, id);
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
