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
import { DELIVERY_STATES, deliveryWords, HEALTH_STATES, joinHealth, WEBHOOK_WORDS } from "./webhook-words";

/** Whether the provider tells of changes by itself, what it told, and how to make it. Nothing where it cannot. */
export function WebhookPanel({ connection }: { connection: ConnectionDetail }) {
	const query = useInfiniteQuery(webhooksQuery(connection.id));
	if (query.isPending) return null;
	if (query.data === undefined) {
		return (
			<Panel title={WEBHOOK_WORDS.webhooks}>
				<Notice
					tone="bad"
					live="polite"
					title={WEBHOOK_WORDS.notLoaded}
					action={
						<Button size="sm" onClick={() => void query.refetch()}>
							{WEBHOOK_WORDS.tryAgain}
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
		<Panel title={WEBHOOK_WORDS.webhooks} sub={WEBHOOK_WORDS.webhooksSub} flush>
			<FactList facts={factsOf(health)} />
			<Deliveries deliveries={deliveries} />
			{query.hasNextPage && (
				<div className="px-3 py-2">
					<Button size="sm" variant="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
						{WEBHOOK_WORDS.showEarlierDeliveries}
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
		{ name: WEBHOOK_WORDS.state, value: <Badge tone={tone}>{label}</Badge> },
		{ name: WEBHOOK_WORDS.lastDelivery, value: <Instant at={health.lastAt} missing={WEBHOOK_WORDS.noneYet} /> },
		...(health.silentSince === null
			? []
			: [{ name: WEBHOOK_WORDS.silentSince, value: <Instant at={health.silentSince} /> }]),
	];
}

function Deliveries({ deliveries }: { deliveries: readonly WebhookDelivery[] }) {
	if (deliveries.length === 0) return null;
	return (
		<ul aria-label={WEBHOOK_WORDS.recentDeliveries} className="divide-y divide-n6 border-n6 border-t">
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
			<summary className="cursor-pointer py-1 font-semibold">{WEBHOOK_WORDS.setUp}</summary>
			<div className="flex flex-col gap-3 pt-1 pb-1">
				{setup.missing.length > 0 && (
					<Notice tone="warn" title={WEBHOOK_WORDS.refused}>
						{WEBHOOK_WORDS.refusedText(setup.missing.join(WEBHOOK_WORDS.and))}
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
					<div className="text-n10 text-sm">{WEBHOOK_WORDS.webhookUrl}</div>
					<CopyText text={setup.url} label={WEBHOOK_WORDS.webhookUrl} />
				</div>
				{setup.userName !== null && (
					<div>
						<div className="text-n10 text-sm">{WEBHOOK_WORDS.userName}</div>
						<CopyText text={setup.userName} label={WEBHOOK_WORDS.userName} />
					</div>
				)}
			</div>
		</details>
	);
}
