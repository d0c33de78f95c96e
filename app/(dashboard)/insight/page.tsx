import type { Metadata } from "next";
import { cookies } from "next/headers";
import { InsightBrowser } from "@/components/insight/insight-browser";
import { INSIGHT_WORDS } from "@/components/insight/insight-words";
import { PageHeader } from "@/components/ui/page-header";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { listProviders } from "@/lib/connections/providers";
import { todayIn } from "@/lib/shared/dates";

export const metadata: Metadata = { title: INSIGHT_WORDS.title };

/** The numbers are asked for by the browser: adding them up may take longer than a page should. */
export default async function InsightPage() {
	const actor = await requireActor();
	const today = todayIn(readZone((await cookies()).get(ZONE_COOKIE)?.value), now());
	return (
		<>
			<PageHeader title={INSIGHT_WORDS.title} sub={INSIGHT_WORDS.sub} />
			<InsightBrowser today={today} providers={listProviders(actor).map(({ id, label }) => ({ id, label }))} />
		</>
	);
}
