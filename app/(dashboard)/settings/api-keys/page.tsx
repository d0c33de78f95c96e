import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { ApiKeyList } from "@/components/settings/api-key-list";
import { NotForYourRole } from "@/components/settings/not-for-your-role";
import { can } from "@/lib/auth/actor";
import { listApiKeys } from "@/lib/auth/api-keys";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";

export const metadata: Metadata = { title: PAGE_WORDS.apiKeys };

export default async function ApiKeysPage() {
	const actor = await requireActor();
	if (!can(actor, "api_keys.manage")) return <NotForYourRole role={actor.role} what={PAGE_WORDS.apiKeys} />;
	const keys = await listApiKeys(actor);
	return <ApiKeyList initial={keys} showsOwners={can(actor, "operators.manage")} now={now().getTime()} />;
}
