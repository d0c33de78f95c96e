import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { ConnectionPanels } from "@/components/overview/connection-panels";
import { FirstRun } from "@/components/overview/first-run";
import { OverviewTotals } from "@/components/overview/overview-totals";
import { DayBrowser } from "@/components/reservations/today/day-browser";
import { plainDay, readDay } from "@/components/reservations/today/day-url";
import { DAY_WORDS, dayTitle } from "@/components/reservations/today/day-words";
import { TourAhead } from "@/components/tour/tour-ahead";
import { TourCard } from "@/components/tour/tour-card";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { type Actor, can } from "@/lib/auth/actor";
import { getPreferences } from "@/lib/auth/preferences";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { listConnections } from "@/lib/connections/list-connections";
import { listProviders } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import type { Overview } from "@/lib/shared/connections";
import { formatDay, todayIn } from "@/lib/shared/dates";
import type { Preferences } from "@/lib/shared/preferences";
import { HeadingFirst } from "./heading-first";
import { loadDay } from "./load-day";
import { loadOverview } from "./load-overview";
import { PAGE_WORDS } from "./page-words";
import { namesRecords, readSearch, type SearchParams } from "./reservations/load-list";

export const metadata: Metadata = { title: PAGE_WORDS.today };

export default async function TodayPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const [search, cookieStore, preferences] = await Promise.all([
		readSearch(searchParams),
		cookies(),
		getPreferences(actor),
	]);
	const { date } = readDay(search);
	const today = todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now());
	// The tour is the largest text of the page: it is sent with the heading, in the place where it will stand.
	const overview = preferences.tour.ended ? null : await loadOverview(actor);
	const toured = overview !== null && !isFirstRun(overview);
	// With one tenant in the address there is no waiting (mayBeMissing).
	const waiting = (
		<>
			<PageHeader
				title={dayTitle(date, plainDay(date, today))}
				sub={toured ? <OverviewTotals initial={overview} /> : undefined}
				actions={toured ? connectAction(actor) : undefined}
			/>
			{toured && <TourAhead tour={preferences.tour} mayRevoke={can(actor, "connections.revoke")} />}
			<SkeletonRows label={DAY_WORDS.loading} />
		</>
	);
	return (
		<HeadingFirst waiting={waiting} mayBeMissing={namesRecords(search)}>
			{day(actor, search, today, preferences)}
		</HeadingFirst>
	);
}

async function day(actor: Actor, search: URLSearchParams, today: string, preferences: Preferences) {
	const overview = await loadOverview(actor);
	const providers = listProviders(actor);
	const mayConnect = can(actor, "connections.connect");
	if (isFirstRun(overview)) {
		return (
			<>
				<PageHeader title={PAGE_WORDS.today} sub={formatDay(today)} />
				<FirstRun providers={providers.map(({ label }) => label)} demo={overview.demo} mayConnect={mayConnect} />
			</>
		);
	}
	const [initial, connections] = await Promise.all([loadDay(actor, search).catch(orNotFound), listConnections(actor)]);
	return (
		<>
			<DayBrowser
				initial={initial}
				totals={<OverviewTotals initial={overview} />}
				tour={<TourCard initial={preferences} mayRevoke={can(actor, "connections.revoke")} />}
				actions={connectAction(actor)}
			/>
			<div className="print:hidden">
				<ConnectionPanels
					overview={overview}
					connections={{ items: connections.items, nextCursor: null }}
					may={{ connect: mayConnect, sync: can(actor, "connections.sync") }}
					labels={Object.fromEntries(providers.map(({ id, label }) => [id, label]))}
				/>
			</div>
		</>
	);
}

/** Nothing connected yet, and nothing kept of what once was. */
function isFirstRun({ connections, reservations }: Overview): boolean {
	return connections.total === 0 && reservations === 0;
}

function connectAction(actor: Actor) {
	if (!can(actor, "connections.connect")) return null;
	return <ButtonLink href="/connections/new">{PAGE_WORDS.connectAnAccount}</ButtonLink>;
}

function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
