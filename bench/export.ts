/**
 * How fast the list becomes a file, and what memory that takes: as many rows as there are, read as fast as they come.
 *
 *   DATABASE_URL=postgresql://… npx tsx --conditions=react-server bench/export.ts [formats=csv,xlsx,ics] [passes=2]
 *
 * Measures the database that bench/reservations-list.ts filled (give that one 1000000 rows for the full claim). The
 * floor is the same pages read by key without making anything of them. Memory is the peak of each quarter of the time:
 * it must not grow from one to the next, nor from a small list to a large one.
 */
import os from "node:os";
import { closeDatabase, db } from "@/lib/db/client";
import { exportPages } from "@/lib/reservations/export-pages";
import { exportReservations } from "@/lib/reservations/export-reservations";
import { openList } from "@/lib/reservations/list-reservations";
import { filterOf, makeActor } from "@/lib/reservations/test-data";
import { exportFormat, exportQuery } from "@/lib/shared/export";

const [formats = "csv,xlsx,ics", passes = "2"] = process.argv.slice(2);
const SAMPLE_MS = 50;

await main();

async function main(): Promise<void> {
	if (process.env.DATABASE_URL === undefined) throw new Error("Set DATABASE_URL to a filled database.");
	const rows = await db().reservation.count();
	if (rows === 0) throw new Error("This database is empty. Fill it with bench/reservations-list.ts first.");
	console.log(
		`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
	);
	console.log(`${rows} reservations; RSS before ${megabytes(process.memoryUsage().rss)} MB`);
	console.log("rows/s   seconds      MB  peak RSS MB by quarter  what");
	for (let pass = 0; pass < Number(passes); pass++) {
		await measure(rows, "floor: the pages alone", readPages);
		for (const name of formats.split(",")) {
			const format = exportFormat.parse(name);
			await measure(rows, format, () => drain(exportQuery.parse({ format })));
		}
	}
	await closeDatabase();
}

async function readPages(): Promise<number> {
	const list = await openList(makeActor(), filterOf());
	let read = 0;
	for await (const page of exportPages(list, { conflicts: false, marks: false })) read += page.length;
	return read === 0 ? Number.NaN : 0;
}

/** Bytes of the whole file. */
async function drain(query: ReturnType<typeof exportQuery.parse>): Promise<number> {
	const { body } = await exportReservations(makeActor(), query);
	let bytes = 0;
	for await (const chunk of body) bytes += chunk.byteLength;
	return bytes;
}

async function measure(rows: number, name: string, run: () => Promise<number>): Promise<void> {
	const samples = [process.memoryUsage().rss];
	const sampler = setInterval(() => samples.push(process.memoryUsage().rss), SAMPLE_MS);
	const started = performance.now();
	const bytes = await run();
	const seconds = (performance.now() - started) / 1000;
	clearInterval(sampler);
	const columns = [
		String(Math.round(rows / seconds)).padStart(6),
		seconds.toFixed(1).padStart(8),
		megabytes(bytes).padStart(6),
		[0, 1, 2, 3].map((quarter) => megabytes(peakOf(samples, quarter)).padStart(5)).join(" "),
	];
	console.log(`${columns.join("  ")}  ${name}`);
}

function peakOf(samples: readonly number[], quarter: number): number {
	const at = (part: number) => Math.floor((samples.length * part) / 4);
	return Math.max(...samples.slice(at(quarter), Math.max(at(quarter) + 1, at(quarter + 1))));
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
