/** Figures for Prometheus: allowances, runs, streams, webhooks, and the process itself. */
import "server-only";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { budgetGauges, waitingStreams } from "./budget-gauges";

/** One for the process: its own metrics must be collected once, also when the module is loaded again. */
const holder = globalThis as unknown as { rezdeckProcessMetrics?: Registry };

function processMetrics(): Registry {
	if (holder.rezdeckProcessMetrics === undefined) {
		holder.rezdeckProcessMetrics = new Registry();
		collectDefaultMetrics({ register: holder.rezdeckProcessMetrics, prefix: "rezdeck_" });
	}
	return holder.rezdeckProcessMetrics;
}

/**
 * All metrics as Prometheus text. They tell of the whole installation, so an actor who sees only some tenants is
 * refused. No label holds anything of a customer.
 */
export async function metricsText(actor: Actor): Promise<{ contentType: string; text: string }> {
	assertCan(actor, "metrics.read");
	if (actor.tenantScope !== "all") {
		throw new AppError(
			"forbidden",
			"metrics need every tenant",
			"Metrics tell of the whole installation. Use the key of somebody who sees every tenant.",
		);
	}
	const registry = new Registry();
	await Promise.all([addBudgets(registry), addRuns(registry), addStreams(registry), addWebhooks(registry)]);
	const text = `${await registry.metrics()}\n${await processMetrics().metrics()}`;
	return { contentType: registry.contentType, text };
}

function gauge<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]) {
	return new Gauge({ name: `rezdeck_${name}`, help, labelNames, registers: [registry] });
}

async function addBudgets(registry: Registry): Promise<void> {
	const used = gauge(registry, "budget_requests", "Requests that left within the window", ["provider", "lane"]);
	const total = gauge(registry, "budget_used", "Requests that count within the window", ["provider"]);
	const limit = gauge(registry, "budget_limit", "Requests allowed in the window", ["provider"]);
	const reserved = gauge(registry, "budget_reserved", "Requests kept for people", ["provider"]);
	const people = gauge(registry, "budget_waiting_people", "People who wait for a request", ["provider"]);
	const paused = gauge(registry, "budget_paused", "1 while the provider's own pause lasts", ["provider"]);
	const latency = gauge(registry, "provider_latency_seconds", "Smoothed time of an answer", ["provider"]);
	const slow = gauge(registry, "provider_slow", "1 while answers take much longer than usual", ["provider"]);
	for (const budget of await budgetGauges()) {
		const { provider } = budget;
		for (const [lane, count] of Object.entries(budget.byLane)) used.set({ provider, lane }, count);
		total.set({ provider }, budget.used);
		limit.set({ provider }, budget.limit);
		reserved.set({ provider }, budget.reserved);
		people.set({ provider }, budget.waitingPeople);
		paused.set({ provider }, budget.pausedUntil === null ? 0 : 1);
		slow.set({ provider }, budget.slowSince === null ? 0 : 1);
		if (budget.latencyMs !== null) latency.set({ provider }, budget.latencyMs / 1000);
	}
}

/** Runs of the last 24 hours. */
async function addRuns(registry: Registry): Promise<void> {
	const runs = gauge(registry, "runs", "Runs that began within 24 hours, by state", ["state"]);
	const rows = await db().run.groupBy({
		by: ["state"],
		where: { startedAt: { gt: new Date(now().getTime() - 86_400_000) } },
		_count: true,
	});
	for (const { state, _count } of rows) runs.set({ state }, _count);
}

async function addStreams(registry: Registry): Promise<void> {
	const waiting = gauge(registry, "streams_waiting", "Streams that wait for a time to come", ["provider"]);
	for (const [provider, count] of await waitingStreams()) waiting.set({ provider }, count);
	const oldest = gauge(
		registry,
		"oldest_as_of_seconds",
		"Age of the mirror that agreed with its provider longest ago",
		["provider"],
	);
	const rows = await db().tenant.groupBy({
		by: ["provider"],
		where: { included: true, asOf: { not: null } },
		_min: { asOf: true },
	});
	for (const { provider, _min } of rows) {
		if (_min.asOf !== null) oldest.set({ provider }, (now().getTime() - _min.asOf.getTime()) / 1000);
	}
}

async function addWebhooks(registry: Registry): Promise<void> {
	const events = gauge(registry, "webhook_events", "Webhook deliveries that are kept, by state", ["provider", "state"]);
	const rows = await db().webhookEvent.groupBy({ by: ["provider", "state"], _count: true });
	for (const { provider, state, _count } of rows) events.set({ provider, state }, _count);
}
