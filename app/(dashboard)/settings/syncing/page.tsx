import type { Metadata } from "next";
import { SyncSettings } from "@/components/settings/sync-settings";
import { Panel } from "@/components/ui/panel";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { getSyncSettings } from "@/lib/sync/sync-settings";

export const metadata: Metadata = { title: "Syncing" };

export default async function SyncingPage() {
	const actor = await requireActor();
	return (
		<Panel
			title="Syncing"
			sub="Between these bounds each tenant is asked as often as it changes. They hold for all connections."
		>
			<SyncSettings settings={await getSyncSettings(actor)} mayChange={can(actor, "settings.change")} />
		</Panel>
	);
}
