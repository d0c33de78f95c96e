import type { Metadata } from "next";
import { SessionList } from "@/components/settings/session-list";
import { Panel } from "@/components/ui/panel";
import { listOwnSessions } from "@/lib/auth/own-account";
import { requireActor } from "@/lib/auth/require-actor";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
	const actor = await requireActor();
	return (
		<Panel
			title="Where you are signed in"
			sub="A session ends after 12 hours without use, and after 7 days in any case."
			flush
		>
			<SessionList initial={await listOwnSessions(actor)} />
		</Panel>
	);
}
