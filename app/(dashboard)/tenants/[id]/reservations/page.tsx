import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { HeadingFirst } from "@/app/(dashboard)/heading-first";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import {
	loadList,
	loadWorkspace,
	namesRecords,
	readSearch,
	refusedFilter,
	type SearchParams,
	type Workspace,
} from "@/app/(dashboard)/reservations/load-list";
import { LIST_WORDS } from "@/components/reservations/list/list-words";
import { ReservationBrowser } from "@/components/reservations/list/reservation-browser";
import { ViewMenu } from "@/components/reservations/list/view-menu";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { getTenant } from "@/lib/connections/tenants";
import { AppError } from "@/lib/errors";
import { listUnits } from "@/lib/reservations/list-units";
import type { TenantSummary } from "@/lib/shared/connections";
import { todayIn } from "@/lib/shared/dates";
import { unitFilter } from "@/lib/shared/reservations";

export const metadata: Metadata = { title: PAGE_WORDS.reservations };

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: SearchParams;
}

export default async function TenantReservationsPage({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search] = await Promise.all([params, readSearch(searchParams)]);
	const [tenant, workspace] = await Promise.all([getTenant(actor, id).catch(orNotFound), loadWorkspace(actor)]);
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.reservationsOf(tenant.name)}
				sub={tenant.timeZone === null ? PAGE_WORDS.zoneUnknown : PAGE_WORDS.tenantCalendar(tenant.timeZone)}
				marks={
					<>
						<ProviderMark id={tenant.provider} label={providerLabel(tenant.provider)} />
						<ViewMenu tenantId={id} initial={workspace} />
					</>
				}
				actions={<ButtonLink href={`/tenants/${encodeURIComponent(id)}`}>{PAGE_WORDS.tenantAndSync}</ButtonLink>}
			/>
			<HeadingFirst
				waiting={<SkeletonRows label={LIST_WORDS.loadingReservations} />}
				mayBeMissing={namesRecords(search)}
			>
				{list(actor, tenant, search, workspace)}
			</HeadingFirst>
		</>
	);
}

async function list(
	actor: Actor,
	{ id, name, timeZone }: TenantSummary,
	search: URLSearchParams,
	workspace: Workspace,
) {
	const [units, initial, cookieStore] = await Promise.all([
		listUnits(actor, unitFilter.parse({ tenant: id, limit: "200" })),
		loadList(actor, search, id),
		cookies(),
	]).catch(orNotFound);
	return (
		<ReservationBrowser
			key={id}
			tenant={{ id, name }}
			zone={readZone(cookieStore.get(ZONE_COOKIE)?.value) ?? "UTC"}
			today={todayIn(timeZone, now())}
			providers={[]}
			units={units.items.map((unit) => ({
				value: unit.id,
				label: unit.type === null ? unit.name : `${unit.name} (${unit.type})`,
			}))}
			initial={initial}
			refused={refusedFilter(search, id)}
			preferences={workspace.preferences}
			tags={workspace.tags}
			mayAnnotate={can(actor, "reservations.annotate")}
		/>
	);
}

/** A tenant of which the actor may see nothing is a page that does not exist. */
function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
