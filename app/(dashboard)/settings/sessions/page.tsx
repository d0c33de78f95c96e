import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { SessionList } from "@/components/settings/session-list";
import { Panel } from "@/components/ui/panel";
import { listOwnSessions } from "@/lib/auth/own-account";
import { requireActor } from "@/lib/auth/require-actor";

export const metadata: Metadata = { title: PAGE_WORDS.sessions };

export default async function SessionsPage() {
	const actor = await requireActor();
	return (
		<Panel title={PAGE_WORDS.yourSessions} sub={PAGE_WORDS.yourSessionsSub} flush>
			<SessionList initial={await listOwnSessions(actor)} />
		</Panel>
	);
}
