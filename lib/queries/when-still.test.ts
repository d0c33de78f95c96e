import { afterEach, beforeEach, expect, test, vi } from "vitest";

let page: EventTarget;
let whenStill: typeof import("./when-still").whenStill;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
	page = new EventTarget();
	vi.stubGlobal("document", page);
	vi.resetModules();
	({ whenStill } = await import("./when-still"));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Moves in every step of `forMs`; whether it was waited through all of them. */
async function keepsWaiting(move: () => void, forMs: number, signal = new AbortController().signal): Promise<boolean> {
	move();
	let over = false;
	void whenStill(signal).then(() => {
		over = true;
	});
	for (let passed = 0; passed < forMs; passed += 50) {
		await vi.advanceTimersByTimeAsync(50);
		move();
	}
	return !over;
}

const scroll = () => page.dispatchEvent(new Event("scroll"));
const point = (buttons: number) => page.dispatchEvent(Object.assign(new Event("pointermove"), { buttons }));

test("a page that nobody moves is not waited for", async () => {
	vi.advanceTimersByTime(1_000);
	await whenStill(new AbortController().signal);
	expect(vi.getTimerCount()).toBe(0);
});

test("it is waited while somebody scrolls or drags, and not long after", async () => {
	for (const move of [scroll, () => point(1)]) {
		expect(await keepsWaiting(move, 3_000)).toBe(true);
		await vi.advanceTimersByTimeAsync(400);
		expect(vi.getTimerCount()).toBe(0);
	}
});

test("a pointer that only passes is no drag", async () => {
	expect(await keepsWaiting(() => point(0), 200)).toBe(false);
});

test("somebody who scrolls without end waits for what is new, not for ever", async () => {
	expect(await keepsWaiting(scroll, 14_000)).toBe(true);
	expect(await keepsWaiting(scroll, 16_000)).toBe(false);
});

test("what is not wanted any more is not waited for", async () => {
	const wanted = new AbortController();
	wanted.abort();
	expect(await keepsWaiting(scroll, 200, wanted.signal)).toBe(false);
});
