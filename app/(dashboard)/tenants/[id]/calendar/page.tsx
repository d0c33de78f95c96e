import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { loadCalendar } from "@/app/(dashboard)/calendar/load-calendar";
import { HeadingFirst } from "@/app/(dashboard)/heading-first";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { readSearch, type SearchParams } from "@/app/(dashboard)/reservations/load-list";
import { CalendarBrowser } from "@/components/calendar/calendar-browser";
import { ChartSkeleton } from "@/components/calendar/chart-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { getTenant } from "@/lib/connections/tenants";
import { AppError } from "@/lib/errors";
import type { TenantSummary } from "@/lib/shared/connections";
import { todayIn } from "@/lib/shared/dates";

export const metadata: Metadata = { title: PAGE_WORDS.calendar };

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: SearchParams;
}

export default async function TenantCalendarPage({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search] = await Promise.all([params, readSearch(searchParams)]);
	const tenant = await getTenant(actor, id).catch(orNotFound);
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.calendarOf(tenant.name)}
				marks={<ProviderMark id={tenant.provider} label={providerLabel(tenant.provider)} />}
				actions={<ButtonLink href={`/tenants/${encodeURIComponent(id)}`}>{PAGE_WORDS.tenantAndSync}</ButtonLink>}
			/>
			<HeadingFirst waiting={<ChartSkeleton />}>{chart(actor, tenant, search)}</HeadingFirst>
		</>
	);
}

async function chart(actor: Actor, { id, timeZone }: TenantSummary, search: URLSearchParams) {
	const today = todayIn(timeZone, now());
	const initial = await loadCalendar(actor, search, id, today).catch(orNotFound);
	return <CalendarBrowser key={id} tenantId={id} today={today} initial={initial} />;
}

/** A tenant of which the actor may see nothing is a page that does not exist. */
function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
