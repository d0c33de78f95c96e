import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { namesRecords, readSearch, type SearchParams } from "@/app/(dashboard)/reservations/load-list";
import { CalendarBrowser } from "@/components/calendar/calendar-browser";
import { ChartSkeleton } from "@/components/calendar/chart-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { todayIn } from "@/lib/shared/dates";
import { HeadingFirst } from "../heading-first";
import { PAGE_WORDS } from "../page-words";
import { loadCalendar } from "./load-calendar";

export const metadata: Metadata = { title: PAGE_WORDS.calendar };

export default async function CalendarPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const [search, cookieStore] = await Promise.all([readSearch(searchParams), cookies()]);
	const today = todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now());
	return (
		<>
			<PageHeader title={PAGE_WORDS.calendar} />
			<HeadingFirst waiting={<ChartSkeleton />} mayBeMissing={namesRecords(search)}>
				{chart(actor, search, today)}
			</HeadingFirst>
		</>
	);
}

async function chart(actor: Actor, search: URLSearchParams, today: string) {
	const initial = await loadCalendar(actor, search, null, today).catch(orNotFound);
	return <CalendarBrowser tenantId={null} today={today} initial={initial} />;
}

function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
