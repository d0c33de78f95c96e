import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import {
	loadList,
	loadWorkspace,
	readSearch,
	refusedFilter,
	type SearchParams,
} from "@/app/(dashboard)/reservations/load-list";
import { ReservationBrowser } from "@/components/reservations/list/reservation-browser";
import { ViewMenu } from "@/components/reservations/list/view-menu";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { getTenant } from "@/lib/connections/tenants";
import { AppError } from "@/lib/errors";
import { listUnits } from "@/lib/reservations/list-units";
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
	const [{ tenant, units, initial }, workspace] = await Promise.all([load(actor, id, search), loadWorkspace(actor)]);
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.reservationsOf(tenant.name)}
				marks={
					<>
						<ProviderMark id={tenant.provider} label={providerLabel(tenant.provider)} />
						<ViewMenu tenantId={id} initial={workspace} />
					</>
				}
				actions={<ButtonLink href={`/tenants/${encodeURIComponent(id)}`}>{PAGE_WORDS.tenantAndSync}</ButtonLink>}
			/>
			<ReservationBrowser
				key={id}
				tenant={{ id, name: tenant.name, timeZone: tenant.timeZone }}
				today={todayIn(tenant.timeZone, now())}
				providers={[]}
				units={units.map(({ id: value, name, type }) => ({ value, label: type === null ? name : `${name} (${type})` }))}
				initial={initial}
				refused={refusedFilter(search, id)}
				preferences={workspace.preferences}
				tags={workspace.tags}
				mayAnnotate={can(actor, "reservations.annotate")}
			/>
		</>
	);
}

/** A tenant of which the actor may see nothing is a page that does not exist. */
async function load(actor: Actor, id: string, search: URLSearchParams) {
	try {
		const [tenant, units, initial] = await Promise.all([
			getTenant(actor, id),
			listUnits(actor, unitFilter.parse({ tenant: id, limit: "200" })),
			loadList(actor, search, id),
		]);
		return { tenant, units: units.items, initial };
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
