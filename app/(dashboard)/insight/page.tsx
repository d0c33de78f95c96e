import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { InsightBrowser } from "@/components/insight/insight-browser";
import { insightParams, readView } from "@/components/insight/insight-url";
import { INSIGHT_WORDS } from "@/components/insight/insight-words";
import { PageHeader } from "@/components/ui/page-header";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { listProviders } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import { getInsight } from "@/lib/reservations/insight";
import { todayIn } from "@/lib/shared/dates";
import { insightQuery } from "@/lib/shared/insight";
import { readSearch, type SearchParams } from "../reservations/load-list";

export const metadata: Metadata = { title: INSIGHT_WORDS.title };

export default async function InsightPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const [search, cookieStore] = await Promise.all([readSearch(searchParams), cookies()]);
	const today = todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now());
	return (
		<>
			<PageHeader title={INSIGHT_WORDS.title} sub={INSIGHT_WORDS.sub} />
			<InsightBrowser
				today={today}
				providers={listProviders(actor).map(({ id, label }) => ({ id, label }))}
				initial={await loadInsight(actor, insightParams(readView(search, today)))}
			/>
		</>
	);
}

/** Null when the days are refused: the page then says so. */
async function loadInsight(actor: Actor, params: string) {
	const query = insightQuery.safeParse(Object.fromEntries(new URLSearchParams(params)));
	if (!query.success) return null;
	try {
		return { params, data: await getInsight(actor, query.data), readAt: now().getTime() };
	} catch (error) {
		if (error instanceof AppError && error.code === "invalid_input") return null;
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
