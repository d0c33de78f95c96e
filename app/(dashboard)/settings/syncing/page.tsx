import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { SyncSettings } from "@/components/settings/sync-settings";
import { Panel } from "@/components/ui/panel";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { getSyncSettings } from "@/lib/sync/sync-settings";

export const metadata: Metadata = { title: PAGE_WORDS.syncing };

export default async function SyncingPage() {
	const actor = await requireActor();
	return (
		<Panel title={PAGE_WORDS.syncing} sub={PAGE_WORDS.syncingSub}>
			<SyncSettings settings={await getSyncSettings(actor)} mayChange={can(actor, "settings.change")} />
		</Panel>
	);
}
