import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ConnectionPanels } from "@/components/overview/connection-panels";
import { FirstRun } from "@/components/overview/first-run";
import { OverviewTotals } from "@/components/overview/overview-totals";
import { FreshnessNotice } from "@/components/reservations/list/list-states";
import { DayColumn } from "@/components/reservations/today/day-column";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { listConnections } from "@/lib/connections/list-connections";
import { getOverview } from "@/lib/connections/overview";
import { listProviders } from "@/lib/connections/providers";
import { GLANCE_ROWS } from "@/lib/queries/reservations";
import { listReservations } from "@/lib/reservations/list-reservations";
import { formatDay, todayIn } from "@/lib/shared/dates";
import { reservationFilter } from "@/lib/shared/reservations";

export const metadata: Metadata = { title: "Today" };

/** The columns of the day; each filter is also the address of the list behind the number. Days are each tenant's own. */
const COLUMNS = [
	{
		title: "Arriving today",
		none: "Nobody arrives today.",
		params: "by=arrival&from=today&kind=stay%2Cowner_stay&status=confirmed%2Cpending&to=today",
	},
	{
		title: "In house",
		none: "Nobody is in house.",
		params: "by=in_house&from=today&kind=stay%2Cowner_stay&status=confirmed%2Cpending&to=today",
	},
	{
		title: "Departing today",
		none: "Nobody departs today.",
		params: "by=departure&from=today&kind=stay%2Cowner_stay&status=confirmed%2Cpending&to=today",
	},
] as const;

export default async function TodayPage() {
	const actor = await requireActor();
	const [overview, cookieStore] = await Promise.all([getOverview(actor), cookies()]);
	const providers = listProviders(actor);
	const mayConnect = can(actor, "connections.connect");
	const today = todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now());
	if (overview.connections.total === 0 && overview.reservations === 0) {
		return (
			<>
				<PageHeader title="Today" sub={formatDay(today)} />
				<FirstRun providers={providers.map(({ label }) => label)} demo={overview.demo} mayConnect={mayConnect} />
			</>
		);
	}
	const [columns, connections] = await Promise.all([loadColumns(actor), listConnections(actor)]);
	const worst = columns[0]?.initial.data.freshness;
	return (
		<>
			<PageHeader
				title={`Today, ${formatDay(today)}`}
				sub={<OverviewTotals initial={overview} />}
				actions={mayConnect ? <ButtonLink href="/connections/new">Connect an account</ButtonLink> : undefined}
			/>
			{worst !== undefined && worst.state === "populating" && <FreshnessNotice freshness={worst} />}
			<div className="mb-4 grid items-start gap-4 md:grid-cols-3">
				{columns.map((column) => (
					<DayColumn key={column.params} {...column} />
				))}
			</div>
			<ConnectionPanels
				overview={overview}
				connections={{ items: connections.items, nextCursor: null }}
				may={{ connect: mayConnect, sync: can(actor, "connections.sync") }}
				labels={Object.fromEntries(providers.map(({ id, label }) => [id, label]))}
			/>
		</>
	);
}

function loadColumns(actor: Actor) {
	return Promise.all(
		COLUMNS.map(async (column) => {
			const filter = reservationFilter.parse({
				...Object.fromEntries(new URLSearchParams(column.params)),
				limit: String(GLANCE_ROWS),
			});
			return { ...column, initial: { data: await listReservations(actor, filter), readAt: now().getTime() } };
		}),
	);
}
