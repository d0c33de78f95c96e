/**
 * Whether the tape chart keeps the beat: every unit of the installation over 60 days, scrolled down and up, right and
 * left, and dragged, one frame after the other.
 *
 *   REZDECK_URL=http://localhost:3000 REZDECK_EMAIL=… REZDECK_PASSWORD=… npx tsx bench/tape-chart.ts [slowdowns=1,4] [days=60]
 *
 * bench/browser.ts says how it signs in. The goal is 500 units without a dropped frame. A frame is dropped when the next
 * one comes more than one and a half beats later; the beat is what the same browser gives a page that does nothing, which
 * is the floor. A headless browser without a graphics card paints with the same processor: its floor is no screen's.
 */
import type { Page } from "playwright";
import { findSamples, load, openBrowser, printMachine, throttle } from "./browser";

const [slowdowns = "1,4", days = "60"] = process.argv.slice(2);
const FRAMES = 150;
/** A hand rests between two ways; the chart reads again what is new only then. */
const REST_MS = 1_000;
/** Pixels a frame: a brisk turn of the wheel (1,200 a second), and a fling (3,600: a hundred units a second). */
const STEPS = [20, 60];
const LATE = 1.5;

const { context, close } = await openBrowser();
try {
	const samples = await findSamples(context);
	await printMachine(context, samples);
	const page = await context.newPage();
	const started = performance.now();
	await page.goto(`/calendar?days=${days}&from=today`);
	await page.locator("[data-reservation]").first().waitFor();
	const shown = performance.now() - started;
	await page.waitForLoadState("networkidle");
	const size = await page.evaluate(sizeOf);
	console.log(
		`${days} days, first bar after ${shown.toFixed(0)} ms; ${size.height} px high, ${size.width} px wide in a window of ${size.boxHeight} × ${size.boxWidth}; ${size.bars} bars and ${size.nodes} elements in the page`,
	);
	console.log("slowed  beat ms  frames  dropped  longest ms  p95 ms  load  what");
	for (const slowdown of slowdowns.split(",").map(Number)) {
		await throttle(page, slowdown);
		await page.waitForTimeout(REST_MS);
		const idle = await deltas(page, "idle", 0);
		const beat = quantile(idle, 0.5);
		print(slowdown, beat, idle, "floor: nothing moves");
		for (const step of STEPS) {
			for (const way of ["down", "up", "right", "left"] as const) {
				await page.waitForTimeout(REST_MS);
				print(slowdown, beat, await deltas(page, way, step), `scrolled ${way}, ${step} px a beat`);
			}
		}
		await page.waitForTimeout(REST_MS);
		print(slowdown, beat, await dragged(page), "dragged by the mouse over the days");
	}
} finally {
	await close();
}

/** Runs in the page. */
function sizeOf() {
	const box = document.querySelector<HTMLElement>("section[aria-label^='Chart of units']");
	if (box === null) throw new Error("no chart");
	return {
		height: box.scrollHeight,
		width: box.scrollWidth,
		boxHeight: box.clientHeight,
		boxWidth: box.clientWidth,
		bars: box.querySelectorAll("[data-reservation]").length,
		nodes: document.querySelectorAll("*").length,
	};
}

/** Times between frames while the chart is scrolled by script, a step in each frame, back and forth at the ends. */
async function deltas(page: Page, way: "idle" | "down" | "up" | "right" | "left", step: number): Promise<number[]> {
	return page.evaluate(
		({ way, frames, step }) =>
			new Promise<number[]>((resolve) => {
				const box = document.querySelector<HTMLElement>("section[aria-label^='Chart of units']");
				if (box === null) throw new Error("no chart");
				const [x, y] = { idle: [0, 0], down: [0, step], up: [0, -step], right: [step, 0], left: [-step, 0] }[way] as [
					number,
					number,
				];
				const times: number[] = [];
				let last: number | null = null;
				let sign = 1;
				const frame = (now: number) => {
					if (last !== null) times.push(now - last);
					last = now;
					const [left, top] = [box.scrollLeft, box.scrollTop];
					box.scrollBy(sign * x, sign * y);
					if (way !== "idle" && left === box.scrollLeft && top === box.scrollTop) sign = -sign;
					if (times.length < frames) requestAnimationFrame(frame);
					else resolve(times);
				};
				requestAnimationFrame(frame);
			}),
		{ way, frames: FRAMES, step },
	);
}

/** Runs in the page: the lowest place in the middle of the chart where nothing lies on the ground. */
function groundOf() {
	const box = document.querySelector("section[aria-label^='Chart of units']")?.getBoundingClientRect();
	if (box === undefined) throw new Error("no chart");
	for (let y = box.bottom - 30; y > box.top + 350; y -= 4) {
		for (let x = box.left + box.width / 2; x < box.right - 50; x += 10) {
			if (document.elementFromPoint(x, y)?.closest("button") === null) return { x, y };
		}
	}
	throw new Error("The chart is full of bars.");
}

/** The same while the ground of the chart is dragged up and sideways with the mouse held down; let go where it began. */
async function dragged(page: Page): Promise<number[]> {
	const { x, y } = await page.evaluate(groundOf);
	const scrolled = () =>
		page.evaluate(() => document.querySelector("section[aria-label^='Chart of units']")?.scrollTop);
	const before = await scrolled();
	const counting = page.evaluate(
		() =>
			new Promise<number[]>((resolve) => {
				const times: number[] = [];
				let last: number | null = null;
				let over = false;
				document.addEventListener("pointerup", () => {
					over = true;
				});
				const frame = (now: number) => {
					if (last !== null) times.push(now - last);
					last = now;
					if (over) resolve(times);
					else requestAnimationFrame(frame);
				};
				requestAnimationFrame(frame);
			}),
	);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 200, y - 300, { steps: 60 });
	if ((await scrolled()) === before) throw new Error("Nothing was dragged.");
	await page.mouse.move(x, y, { steps: 60 });
	await page.mouse.up();
	return counting;
}

function print(slowdown: number, beat: number, times: readonly number[], what: string): void {
	const dropped = times.reduce((sum, time) => sum + (time > beat * LATE ? Math.round(time / beat) - 1 : 0), 0);
	const columns = [
		`${slowdown} ×`.padStart(6),
		beat.toFixed(1).padStart(7),
		String(times.length).padStart(6),
		String(dropped).padStart(7),
		Math.max(...times)
			.toFixed(0)
			.padStart(10),
		quantile(times, 0.95).toFixed(1).padStart(6),
		load().padStart(4),
	];
	console.log(`${columns.join("  ")}  ${what}`);
}

function quantile(times: readonly number[], share: number): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}
