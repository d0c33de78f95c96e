import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { readTheme, THEME_COOKIE } from "@/components/ui/theme";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { loadOverview } from "./load-overview";

/** The frame. Every page below checks its actor again: a layout is not rendered anew on navigation. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
	const actor = await requireActor();
	const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
	return (
		<AppShell
			operator={{ name: actor.label, role: actor.role }}
			overview={loadOverview(actor)}
			theme={readTheme(cookieStore.get(THEME_COOKIE)?.value)}
			zone={readZone(cookieStore.get(ZONE_COOKIE)?.value)}
			now={now().getTime()}
			nonce={headerList.get("x-nonce")}
		>
			{children}
		</AppShell>
	);
}
