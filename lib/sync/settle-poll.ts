/** The end of a look for changes: what it taught about the tenant, and when to look again. */
import "server-only";
import { learnedRate, PRIOR_CHANGES_PER_HOUR } from "@/lib/connections/change-rate";
import { webhookHealthOf } from "@/lib/connections/webhook-health";
import { noteSilence } from "@/lib/connections/webhook-silence";
import type { Transaction } from "@/lib/db/client";
import { pollSeconds, withJitter } from "./poll-interval";
import type { PollPlan } from "./poll-plan";
import type { RunContext } from "./run-context";

const HOUR_MS = 3_600_000;

/**
 * Learns from the run that ends at `at`, notices silent webhooks, and returns the seconds until the next look. Call it in
 * the transaction that ends the run, before the stream's last success is overwritten.
 */
export async function settlePoll(
	tx: Transaction,
	{ stream, runId, provider }: RunContext,
	{ pace, bounds }: PollPlan,
	at: Date,
): Promise<number> {
	const before = await tx.stream.findUniqueOrThrow({
		where: { id: stream.id },
		select: {
			changeRate: true,
			lastSuccessAt: true,
			tenant: { select: { id: true, webhookAt: true, webhookGap: true, silentSince: true } },
			connection: { select: { method: true } },
		},
	});
	const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { created: true, updated: true } });
	const changes = run.created + run.updated;
	// The first look covers what lay before the connection, too: it says nothing about the usual rate.
	const isFirst = stream.completedAt === null || before.lastSuccessAt === null;
	const changeRate = isFirst
		? before.changeRate
		: learnedRate(before.changeRate, changes, (at.getTime() - (before.lastSuccessAt?.getTime() ?? 0)) / HOUR_MS);

	const health = webhookHealthOf(provider, before.connection.method, before.tenant);
	let webhooksArrive = health.state === "arriving";
	if (webhooksArrive && changes > 0) webhooksArrive = !(await noteSilence(tx, before.tenant, at));

	const seconds = pollSeconds({ changesPerHour: changeRate ?? PRIOR_CHANGES_PER_HOUR, webhooksArrive }, pace, bounds);
	await tx.stream.update({ where: { id: stream.id }, data: { changeRate, pollSeconds: Math.round(seconds) } });
	return Math.max(bounds.minSeconds, withJitter(seconds, Math.random()));
}
