import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { loadCalendar } from "@/app/(dashboard)/calendar/load-calendar";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { readSearch, type SearchParams } from "@/app/(dashboard)/reservations/load-list";
import { CalendarBrowser } from "@/components/calendar/calendar-browser";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { getTenant } from "@/lib/connections/tenants";
import { AppError } from "@/lib/errors";
import { todayIn } from "@/lib/shared/dates";

export const metadata: Metadata = { title: PAGE_WORDS.calendar };

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: SearchParams;
}

export default async function TenantCalendarPage({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search] = await Promise.all([params, readSearch(searchParams)]);
	const { tenant, today, initial } = await load(actor, id, search);
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.calendarOf(tenant.name)}
				marks={<ProviderMark id={tenant.provider} label={providerLabel(tenant.provider)} />}
				actions={<ButtonLink href={`/tenants/${encodeURIComponent(id)}`}>{PAGE_WORDS.tenantAndSync}</ButtonLink>}
			/>
			<CalendarBrowser key={id} tenantId={id} today={today} initial={initial} />
		</>
	);
}

async function load(actor: Actor, id: string, search: URLSearchParams) {
	try {
		const tenant = await getTenant(actor, id);
		const today = todayIn(tenant.timeZone, now());
		return { tenant, today, initial: await loadCalendar(actor, search, id, today) };
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
