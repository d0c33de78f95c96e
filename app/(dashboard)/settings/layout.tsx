import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { PAGE_WORDS } from "../page-words";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
	const actor = await requireActor();
	const sections = [
		{ href: "/settings/account", label: PAGE_WORDS.yourAccount },
		{ href: "/settings/sessions", label: PAGE_WORDS.sessions },
		{ href: "/settings/feeds", label: PAGE_WORDS.calendarFeeds },
		{ href: "/settings/syncing", label: PAGE_WORDS.syncing },
		...(can(actor, "api_keys.manage") ? [{ href: "/settings/api-keys", label: PAGE_WORDS.apiKeys }] : []),
		...(can(actor, "operators.manage") ? [{ href: "/settings/operators", label: PAGE_WORDS.operators }] : []),
	];
	return (
		<>
			<PageHeader title={PAGE_WORDS.settings} />
			<SettingsNav sections={sections} />
			{children}
		</>
	);
}
