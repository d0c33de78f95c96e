"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Fact, FactList } from "@/components/tenants/fact-list";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { webhooksQuery } from "@/lib/queries/webhooks";
import type { ConnectionDetail, WebhookHealth } from "@/lib/shared/connections";
import type { WebhookDelivery, WebhookSetup } from "@/lib/shared/webhooks";
import { DELIVERY_STATES, deliveryWords, HEALTH_STATES, joinHealth } from "./webhook-words";

/** Whether the provider tells of changes by itself, what it told, and how to make it. Nothing where it cannot. */
export function WebhookPanel({ connection }: { connection: ConnectionDetail }) {
	const query = useInfiniteQuery(webhooksQuery(connection.id));
	if (query.isPending) return null;
	if (query.data === undefined) {
		return (
			<Panel title="Webhooks">
				<Notice
					tone="bad"
					live="polite"
					title="The webhooks could not be loaded"
					action={
						<Button size="sm" onClick={() => void query.refetch()}>
							Try again
						</Button>
					}
				>
					{query.error?.message}
				</Notice>
			</Panel>
		);
	}
	const setup = query.data.pages[0]?.setup ?? null;
	if (setup === null) return null;
	const deliveries = query.data.pages.flatMap((page) => page.items);
	const health = joinHealth(connection.tenants.filter(({ included }) => included).map(({ webhooks }) => webhooks));
	return (
		<Panel title="Webhooks" sub="Changes that the provider tells at once; Rezdeck asks for them in any case" flush>
			<FactList facts={factsOf(health)} />
			<Deliveries deliveries={deliveries} />
			{query.hasNextPage && (
				<div className="px-3 py-2">
					<Button size="sm" variant="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
						Show earlier deliveries
					</Button>
				</div>
			)}
			<SetUp setup={setup} startOpen={health.state === "off"} />
		</Panel>
	);
}

function factsOf(health: WebhookHealth): Fact[] {
	const { label, tone } = HEALTH_STATES[health.state];
	return [
		{ name: "State", value: <Badge tone={tone}>{label}</Badge> },
		{ name: "Last delivery", value: <Instant at={health.lastAt} missing="none yet" /> },
		...(health.silentSince === null ? [] : [{ name: "Silent since", value: <Instant at={health.silentSince} /> }]),
	];
}

function Deliveries({ deliveries }: { deliveries: readonly WebhookDelivery[] }) {
	if (deliveries.length === 0) return null;
	return (
		<ul aria-label="Recent deliveries" className="divide-y divide-n6 border-n6 border-t">
			{deliveries.map((delivery) => (
				<li key={delivery.id} className="px-3 py-1.5">
					<div className="flex flex-wrap items-baseline justify-between gap-x-3">
						<span className="foreign-text min-w-0">{deliveryWords(delivery)}</span>
						<Instant at={delivery.receivedAt} className="num text-n10 text-sm" />
					</div>
					<p className="text-n11 text-sm">
						{DELIVERY_STATES[delivery.state]}
						{delivery.note !== null && `: ${delivery.note}`}
					</p>
				</li>
			))}
		</ul>
	);
}

function SetUp({ setup, startOpen }: { setup: WebhookSetup; startOpen: boolean }) {
	return (
		<details open={startOpen} className="border-n6 border-t px-3 py-2">
			<summary className="cursor-pointer py-1 font-semibold">Set up</summary>
			<div className="flex flex-col gap-3 pt-1 pb-1">
				{setup.missing.length > 0 && (
					<Notice tone="warn" title="Deliveries are refused until Rezdeck has a user name and a password for them">
						Whoever runs Rezdeck sets {setup.missing.join(" and ")} and starts it again.
					</Notice>
				)}
				<ol className="list-decimal space-y-1 pl-5">
					{setup.steps.map((step) => (
						<li key={step} className="foreign-text">
							{step}
						</li>
					))}
				</ol>
				<div>
					<div className="text-n10 text-sm">Webhook URL</div>
					<CopyText text={setup.url} label="Webhook URL" />
				</div>
				{setup.userName !== null && (
					<div>
						<div className="text-n10 text-sm">User name</div>
						<CopyText text={setup.userName} label="User name" />
					</div>
				)}
			</div>
		</details>
	);
}
