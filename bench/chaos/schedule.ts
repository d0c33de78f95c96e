/** What happens when: made from the seed before anything starts, in seconds of virtual time. */
import type { FaultRule } from "@/sandbox/http/faults";
import type { ChangeOp } from "@/sandbox/world/changes";
import { Chance } from "./random";

export type Provider = "rezstream" | "ownerrez";

export type Happening =
	| { what: "change"; provider: Provider; op: ChangeOp; count: number }
	/** kill -9, and a new worker after `seconds`. */
	| { what: "kill"; worker: number; seconds: number }
	/** SIGTERM, and a new worker after `seconds`. */
	| { what: "end"; worker: number; seconds: number }
	/** SIGSTOP, and SIGCONT after `seconds`. */
	| { what: "stop"; worker: number; seconds: number }
	/** The wall clock of one worker steps, and back after `seconds`. */
	| { what: "clock"; worker: number; stepMs: number; seconds: number }
	| { what: "fault"; rule: FaultRule; seconds: number }
	/** Access tokens die; the refresh tokens live. */
	| { what: "tokens"; provider: Provider }
	/** Everything a customer granted dies; a person reconnects after `seconds`. */
	| { what: "grant"; provider: Provider; seconds: number }
	| { what: "database"; seconds: number }
	/** A person presses "Sync now". */
	| { what: "click" }
	/** One connection is revoked for good. */
	| { what: "revoke" };

export type Planned = Happening & { at: number };

/** The world moves all the time; a disturbance comes every few seconds; once, late, a connection is revoked. */
export function makeSchedule(seed: number, minutes: number): Planned[] {
	const chance = new Chance(seed);
	const end = minutes * 60;
	const planned: Planned[] = [];
	for (let at = 3; at < end; at += chance.between(1, 5)) planned.push({ at, ...change(chance) });
	// The first minute is quiet enough for the connections to come to life.
	for (let at = 20; at < end; at += chance.between(4, 16)) planned.push({ at, ...disturbance(chance) });
	planned.push({ at: end * chance.between(0.5, 0.8), what: "revoke" });
	return planned.sort((a, b) => a.at - b.at);
}

function change(chance: Chance): Happening {
	return {
		what: "change",
		provider: chance.pick(["rezstream", "ownerrez"]),
		op: chance.weighted({ create: 30, update: 45, cancel: 12, delete: 6, restore: 5, confirm_hold: 2 }),
		count: chance.whole(1, 3),
	};
}

function disturbance(chance: Chance): Happening {
	const worker = chance.whole(0, 1);
	const what = chance.weighted({
		kill: 22,
		end: 4,
		stop: 12,
		clock: 4,
		fault: 42,
		tokens: 5,
		grant: 2,
		database: 2,
		click: 5,
	});
	switch (what) {
		case "kill":
		case "end":
			return { what, worker, seconds: chance.between(1, 20) };
		case "stop":
			return { what, worker, seconds: chance.between(3, 90) };
		case "clock":
			return { what, worker, stepMs: chance.pick([-3_600_000, 3_600_000]), seconds: chance.between(5, 40) };
		case "fault":
			return { what, rule: faultRule(chance), seconds: chance.between(3, 40) };
		case "tokens":
			return { what, provider: chance.pick(["rezstream", "ownerrez"]) };
		case "grant":
			return { what, provider: chance.pick(["rezstream", "ownerrez"]), seconds: chance.between(20, 60) };
		case "database":
			return { what, seconds: chance.between(5, 30) };
		default:
			return { what };
	}
}

function faultRule(chance: Chance): FaultRule {
	const server = chance.pick(["rezApi", "ownerApi"] as const);
	const few = { times: chance.whole(1, 6) };
	const kind = chance.weighted({
		status: 16,
		rate_limited: 12,
		delay: 10,
		truncate: 8,
		html: 8,
		drop_connection: 12,
		drop_token_response: 1,
		kill_token: 4,
		foreign_next_link: 4,
		self_next_link: 4,
		redirect: 4,
		malformed_record: 8,
		empty_list: 6,
		slow_body: 3,
		webhook_duplicate: 5,
		webhook_reorder: 5,
		webhook_drop: 5,
	});
	switch (kind) {
		case "status":
			return { kind, server, status: chance.pick([500, 502, 503, 504]) };
		case "rate_limited":
			return {
				kind,
				server,
				...few,
				...(chance.next() < 0.5 ? {} : { retryAfter: chance.pick(["7", "-5", "abc", "20"]) }),
			};
		case "delay":
			return { kind, server, delayMs: chance.whole(100, 1500) };
		case "drop_token_response":
			return { kind, server: chance.pick(["rezAccount", "ownerWeb"] as const), times: 1 };
		case "webhook_duplicate":
		case "webhook_reorder":
		case "webhook_drop":
			return { kind };
		case "slow_body":
			return { kind, server, times: 1 };
		default:
			return { kind, server, ...few };
	}
}
