import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
	const actor = await requireActor();
	const sections = [
		{ href: "/settings/account", label: "Your account" },
		{ href: "/settings/sessions", label: "Sessions" },
		{ href: "/settings/feeds", label: "Calendar feeds" },
		{ href: "/settings/syncing", label: "Syncing" },
		...(can(actor, "api_keys.manage") ? [{ href: "/settings/api-keys", label: "API keys" }] : []),
		...(can(actor, "operators.manage") ? [{ href: "/settings/operators", label: "Operators" }] : []),
	];
	return (
		<>
			<PageHeader title="Settings" />
			<SettingsNav sections={sections} />
			{children}
		</>
	);
}
