/** How each provider answers everybody at the moment, for those who show it. */
import "server-only";
import { db } from "@/lib/db/client";
import type { Pulse } from "@/lib/shared/stream-facts";

/** By provider id; absent: nothing is known of it. With several buckets of one provider the worst of each fact. */
export async function providerPulses(): Promise<Map<string, Pulse>> {
	const rows = await db().providerPulse.findMany({
		select: { bucket: true, slowSince: true, failingSince: true, openUntil: true },
	});
	const pulses = new Map<string, Pulse>();
	for (const { bucket, ...pulse } of rows) {
		const [provider = bucket] = bucket.split(/[:@]/);
		const known = pulses.get(provider);
		pulses.set(provider, known === undefined ? pulse : worse(known, pulse));
	}
	return pulses;
}

function worse(a: Pulse, b: Pulse): Pulse {
	return {
		slowSince: older(a.slowSince, b.slowSince),
		failingSince: older(a.failingSince, b.failingSince),
		openUntil: older(b.openUntil, a.openUntil) === a.openUntil ? b.openUntil : a.openUntil,
	};
}

function older(a: Date | null, b: Date | null): Date | null {
	if (a === null || b === null) return a ?? b;
	return a < b ? a : b;
}
