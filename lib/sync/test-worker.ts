/**
 * Test support: the product's worker in a process of its own (started by test-processes.ts), on a clock that may be
 * shifted or run faster, and frozen at a chosen point so that it can be killed exactly there.
 *
 * Nothing of the product knows about this: the points are seen at its borders, in what undici and pg report.
 * CLOCK_OFFSET_MS · CLOCK_SPEED with CLOCK_START (epoch milliseconds) · FREEZE (see FreezePoint) · FREEZE_SKIP (how
 * often the point is passed first). It writes "ready", "frozen" and "stopped" on stdout. Messages from the parent:
 * {"offset": ms}, a step of the wall clock.
 */
import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import pg from "pg";
import { setClockOffset, setClockSpeed } from "@/lib/clock";

/** fetched: a page has arrived, nothing is stored. writing: inside the page's transaction, before its last writes. committed: the database has just said that the page is stored. */
export type FreezePoint = "fetched" | "writing" | "committed";

const PAGE_PATH = /\/(byDate|updated|bookings|inventory|properties|blocks)(\?|$)/;
const ROW_WRITTEN = /INSERT INTO "?(public"?\.)?"?reservation"?\W/i;
const CURSOR_WRITTEN = /UPDATE "public"\."stream" SET "cursor"/;

const { CLOCK_OFFSET_MS, CLOCK_SPEED, CLOCK_START, FREEZE, FREEZE_SKIP } = process.env;
let toSkip = Number(FREEZE_SKIP ?? 0);

setClockOffset(Number(CLOCK_OFFSET_MS ?? 0));
if (CLOCK_SPEED !== undefined) setClockSpeed(Number(CLOCK_SPEED), Number(CLOCK_START));
process.on("message", (message: { offset?: number }) => {
	if (message.offset !== undefined) setClockOffset(message.offset);
});

if (FREEZE === "fetched") {
	const paths = new WeakMap<object, string>();
	subscribe("undici:request:create", (message) => {
		const { request } = message as { request: { path: string } };
		paths.set(request, request.path);
	});
	subscribe("undici:request:trailers", (message) => {
		const { request } = message as { request: object };
		if (PAGE_PATH.test(paths.get(request) ?? "")) freezeHere();
	});
}
if (FREEZE === "writing" || FREEZE === "committed") watchStatements(FREEZE);

// Loaded after the clock is set: the product reads it from its first line on.
await import("@/scripts/worker");
say("ready");
process.once("exit", () => say("stopped"));

/** Wraps the driver: every statement of the process passes here. */
function watchStatements(point: "writing" | "committed"): void {
	const prototype = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
	const { query } = prototype;
	const pageUnderWay = new WeakSet<object>();
	prototype.query = function (this: object, ...args: unknown[]): unknown {
		const [first] = args;
		const text = typeof first === "string" ? first : ((first as { text?: string } | undefined)?.text ?? "");
		if (ROW_WRITTEN.test(text)) pageUnderWay.add(this);
		if (point === "writing" && pageUnderWay.has(this) && CURSOR_WRITTEN.test(text)) freezeHere();
		const result = query.apply(this, args);
		if (!/^(COMMIT|ROLLBACK)$/i.test(text)) return result;
		const wasPage = pageUnderWay.delete(this);
		if (point !== "committed" || !wasPage || !/^COMMIT$/i.test(text)) return result;
		return (result as Promise<unknown>).then((answer) => {
			freezeHere();
			return answer;
		});
	};
}

/** Stops this thread for good, in the middle of whatever it does. */
function freezeHere(): void {
	if (toSkip-- > 0) return;
	say("frozen");
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function say(word: string): void {
	// Synchronous: a frozen process sends nothing any more.
	writeSync(1, `${word}\n`);
}
