import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { LIST_WORDS } from "@/components/reservations/list/list-words";
import { ReservationBrowser } from "@/components/reservations/list/reservation-browser";
import { ViewMenu } from "@/components/reservations/list/view-menu";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { listProviders } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import { todayIn } from "@/lib/shared/dates";
import { HeadingFirst } from "../heading-first";
import { PAGE_WORDS } from "../page-words";
import {
	loadList,
	loadWorkspace,
	namesRecords,
	readSearch,
	refusedFilter,
	type SearchParams,
	viewAddress,
	type Workspace,
} from "./load-list";

export const metadata: Metadata = { title: PAGE_WORDS.reservations };

export default async function ReservationsPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const search = await readSearch(searchParams);
	const workspace = await loadWorkspace(actor);
	const address = await viewAddress(actor, search, workspace.preferences.list.defaultView).catch(orNotFound);
	if (address !== null) redirect(address);
	return (
		<>
			<PageHeader
				title={PAGE_WORDS.reservations}
				sub={PAGE_WORDS.ownCalendars}
				marks={<ViewMenu tenantId={null} initial={workspace} />}
			/>
			<HeadingFirst
				waiting={<SkeletonRows label={LIST_WORDS.loadingReservations} />}
				mayBeMissing={namesRecords(search)}
			>
				{list(actor, search, workspace)}
			</HeadingFirst>
		</>
	);
}

async function list(actor: Actor, search: URLSearchParams, workspace: Workspace) {
	const [initial, cookieStore] = await Promise.all([loadList(actor, search, null).catch(orNotFound), cookies()]);
	const zone = readZone(cookieStore.get(ZONE_COOKIE)?.value) ?? "UTC";
	return (
		<ReservationBrowser
			tenant={null}
			zone={zone}
			today={todayIn(zone, now())}
			providers={listProviders(actor).map(({ id, label }) => ({ value: id, label }))}
			units={[]}
			initial={initial}
			refused={refusedFilter(search, null)}
			preferences={workspace.preferences}
			tags={workspace.tags}
			mayAnnotate={can(actor, "reservations.annotate")}
		/>
	);
}

function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
