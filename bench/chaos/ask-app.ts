/** Asks the app all the time, as pages and programs do: every answer must be one that it promises, and say an honest time. */
import { setTimeout as sleep } from "node:timers/promises";
import { createApiKey } from "@/lib/auth/api-keys";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { person } from "./connections";

const PATHS = ["/api/connections", "/api/tenants", "/api/reservations?limit=50", "/api/runs?limit=50", "/api/ready"];
const PAUSE_MS = 400;
/** Two processes' clocks agree to this (virtual). */
const CLOCK_TOLERANCE_MS = 5_000;
const DATABASE_DOWN_MS = 5_000;

/** Until aborted. Gives how many answers came and what was wrong with them. */
export async function askApp(
	url: string,
	storm: { databaseAway: boolean },
	signal: AbortSignal,
): Promise<{ asked: number; wrong: string[] }> {
	await db().operator.create({
		data: { id: person.id, email: person.label, name: "Chaos", role: "owner", createdAt: now() },
	});
	const { key } = await createApiKey(person, { name: "chaos", readOnly: true, expiresInDays: null });
	const wrong: string[] = [];
	let asked = 0;
	let awaySince = 0;
	while (!signal.aborted) {
		for (const path of PATHS) {
			if (storm.databaseAway) awaySince = Date.now();
			const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } }).catch(() => undefined);
			asked++;
			const mayBeAway = storm.databaseAway || Date.now() - awaySince < DATABASE_DOWN_MS;
			if (answer === undefined) wrong.push(`${path} was not answered`);
			else if (answer.status === 503 && mayBeAway) await answer.body?.cancel();
			else if (!answer.ok) wrong.push(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
			else wrong.push(...futures(path, await answer.text()));
		}
		await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
	}
	return { asked, wrong: [...new Set(wrong)] };
}

/** Nothing may claim to be as of a time that has not come. */
function futures(path: string, text: string): string[] {
	const latest = now().getTime() + CLOCK_TOLERANCE_MS;
	return [...text.matchAll(/"asOf":"([^"]+)"/g)]
		.map(([, at = ""]) => at)
		.filter((at) => Date.parse(at) > latest)
		.map((at) => `${path} claims to be as of ${at}, which has not come`)
		.slice(0, 1);
}
