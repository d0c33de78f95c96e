/** Files of the list: the same rows in the same order, harmless in whatever opens them, and nothing of anybody else's. */
import { strFromU8, unzipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeOperator } from "@/lib/auth/test-actors";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { exportQuery } from "@/lib/shared/export";
import { exportPages, PAGE_ROWS } from "./export-pages";
import { exportReservations } from "./export-reservations";
import { setFlag } from "./flags";
import { listReservations, openList } from "./list-reservations";
import { addNote } from "./notes";
import { storeUnits } from "./store-units";
import { createTag, setReservationTags } from "./tags";
import {
	createTenant,
	filterOf,
	makeActor,
	makeAssignment,
	makePerson,
	makeRecord,
	makeUnit,
	store,
} from "./test-data";

useTestDatabase();
beforeEach(truncateAll);

const HEAD_ROWS = 8;
const OF_GUEST = ["Guest", "Title", "Flagged", "Tags", "Notes"];

async function bytesOf(query: Record<string, string>, actor = makeActor()): Promise<Uint8Array> {
	const { body } = await exportReservations(actor, exportQuery.parse(query));
	return new Uint8Array(await new Response(body).arrayBuffer());
}

/** Quoted cells may not hold line ends: every line is a row. */
async function csv(query: Record<string, string>, actor = makeActor()) {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf({ format: "csv", ...query }, actor));
	expect(text.startsWith("\ufeff")).toBe(true);
	const rows = text
		.slice(1)
		.split("\r\n")
		.slice(0, -1)
		.map((line) =>
			line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')),
		);
	const blank = rows.findIndex((row) => row.length === 1 && row[0] === "");
	return {
		head: new Map(rows.slice(1, blank).map(([a = "", b = ""]) => [a, b])),
		names: rows[blank + 1],
		rows: rows.slice(blank + 2),
	};
}

async function ical(query: Record<string, string>) {
	const text = new TextDecoder().decode(await bytesOf({ format: "ics", ...query }));
	for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	return text.replaceAll("\r\n ", "");
}

const named = (remoteId: string, lastName: string, over = {}) =>
	makeRecord({ remoteId, people: [makePerson({ id: `p-${remoteId}`, isPrimary: true, lastName })], ...over });

describe("a CSV file", () => {
	it("says of when it is, whose, with which filters, in which order and how many rows", async () => {
		const tenant = await createTenant({ name: "Hillside" });
		await store(tenant, [
			named("1", "Adler", { balance: "-1234.5678901234567890", currency: "USD" }),
			named("2", "Brandt", { status: "cancelled" }),
		]);
		const { head, names, rows } = await csv({
			status: "confirmed",
			by: "arrival",
			from: "2026-11-20",
			to: "2026-11-21",
			sort: "-guest",
			columns: "guest,stay,balance",
		});
		expect(head.get("Tenants")).toBe("1: Hillside");
		expect(head.get("Filters")).toBe("Arriving from 20 Nov 2026 until 21 Nov 2026 · Confirmed");
		expect(head.get("Sort")).toBe("Guest, Z to A");
		expect(head.get("Rows")).toBe("1");
		expect(head.get("As of")).toMatch(/^\d+ \w{3} \d{4} \d\d:\d\d UTC$/);
		expect(names).toEqual([...OF_GUEST, "Arrival", "Departure", "Balance", "Currency"]);
		expect(rows).toEqual([["Adler", "", "", "", "0", "2026-11-20", "2026-11-22", "-1234.5678901234567890", "USD"]]);
	});

	it("lets no foreign text become a formula, a second row or an invisible command", async () => {
		const hostile: Record<string, string> = {
			a: "=cmd|' /C calc'!A0",
			b: "+1+1",
			c: "-2+3",
			d: "@SUM(1)",
			e: "\t=1",
			f: "  =1",
			g: "a\r\n=1,2",
			h: "evil\u202etxt\u0000\u0007\u009b",
			i: '"quoted", twice',
			j: "עברית ليلى",
			k: "x".repeat(100_000),
			l: "half \ud83d",
		};
		const tenant = await createTenant({ name: "=HYPERLINK(1)" });
		await store(
			tenant,
			Object.entries(hostile).map(([id, title]) =>
				makeRecord({ remoteId: id, number: id, title, channel: title.slice(0, 50) }),
			),
		);
		const { rows, names, head } = await csv({ columns: "number,guest,channel,tenant" });
		const titles = new Map(rows.map((row) => [row[0], row[2] ?? ""]));
		expect(names).toEqual(["Number", ...OF_GUEST, "Channel", "Tenant"]);
		expect(rows).toHaveLength(12);
		for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t]/);
		expect(titles.get("a")).toBe("'=cmd|' /C calc'!A0");
		expect(titles.get("g")).toBe("a =1,2");
		expect(titles.get("h")).toBe("eviltxt");
		expect(titles.get("i")).toBe('"quoted", twice');
		expect(titles.get("j")).toBe("עברית ليلى");
		expect(titles.get("k")?.length).toBeLessThanOrEqual(32_000);
		expect(new Set(rows.map((row) => row[7]))).toEqual(new Set(["'=HYPERLINK(1)"]));
		expect(head.get("Tenants")).toContain("=HYPERLINK(1)");
	});

	it("says what is ours beside the guest, and makes no formula of it either", async () => {
		const tenant = await createTenant();
		const { actor } = await makeOperator({ role: "operator" });
		await store(tenant, [named("1", "Adler"), named("2", "Brandt")]);
		const { items } = await listReservations(makeActor(), filterOf({ sort: "guest" }));
		const id = items[0]?.id ?? "";
		const tags = await Promise.all(["=cmd", "VIP"].map((name) => createTag(actor, { name, tone: "info" })));
		await setReservationTags(
			actor,
			id,
			tags.map((tag) => tag.id),
		);
		await setFlag(actor, id, null);
		await addNote(actor, id, { body: "Late arrival" });
		const { rows } = await csv({ columns: "guest", sort: "guest" });
		expect(rows).toEqual([
			["Adler", "", "yes", "'=cmd; VIP", "1"],
			["Brandt", "", "", "", "0"],
		]);
		expect(await ical({})).not.toContain("VIP");
	});

	it("has the rows of the list in the order of the list, those without a value last, over any number of pages", async () => {
		const tenant = await createTenant();
		const records = Array.from({ length: PAGE_ROWS + 30 }, (_, i) =>
			makeRecord({
				remoteId: `${i}`,
				number: `${i}`,
				arrival: i % 9 === 0 ? null : `2026-11-${10 + (i % 7)}`,
				departure: null,
			}),
		);
		for (let first = 0; first < records.length; first += 100) await store(tenant, records.slice(first, first + 100));
		for (const sort of ["arrival", "-arrival"]) {
			const listed: string[] = [];
			let cursor: string | null = null;
			do {
				const page = await listReservations(
					makeActor(),
					filterOf({ sort, limit: "200", ...(cursor === null ? {} : { cursor }) }),
				);
				listed.push(...page.items.map((item) => item.number ?? ""));
				cursor = page.nextCursor;
			} while (cursor !== null);
			expect((await csv({ sort, columns: "number" })).rows.map(([number]) => number)).toEqual(listed);
		}
	}, 60_000);
});

describe("whose rows", () => {
	it("only those of the operator's tenants, and foreign ids answer like unknown ones", async () => {
		const mine = await createTenant({ name: "Mine" });
		const theirs = await createTenant({ name: "Theirs" });
		await store(mine, [named("1", "Mine"), named("2", "Also mine")]);
		await store(theirs, [named("3", "Theirs")]);
		const scoped = makeActor({ tenantScope: [mine] });
		const ids = new Map(
			(await db().reservation.findMany({ select: { id: true, remoteId: true } })).map((row) => [row.remoteId, row.id]),
		);
		expect((await csv({ columns: "guest" }, scoped)).rows.map(([guest]) => guest).sort()).toEqual([
			"Also mine",
			"Mine",
		]);
		const picked = await csv({ columns: "guest", ids: `${ids.get("1")}` }, scoped);
		expect(picked.rows.map(([guest]) => guest)).toEqual(["Mine"]);
		expect(picked.head.get("Rows")).toBe("1 selected reservation");
		for (const id of [ids.get("3") ?? "", "res_unknown"]) {
			await expect(csv({ ids: `${ids.get("1")},${id}` }, scoped)).rejects.toMatchObject({ code: "not_found" });
		}
		await expect(csv({ tenant: theirs }, scoped)).rejects.toMatchObject({ code: "not_found" });
	});

	it("takes 200 ids and no more", () => {
		const ids = (count: number) =>
			Array.from({ length: count }, (_, i) => `res_${String(i).padStart(26, "0")}`).join(",");
		expect(exportQuery.safeParse({ format: "csv", ids: ids(200) }).success).toBe(true);
		expect(exportQuery.safeParse({ format: "csv", ids: ids(201) }).success).toBe(false);
	});

	it("is written into the audit trail by count and names of filters, without what was looked for", async () => {
		const tenant = await createTenant();
		await store(tenant, [named("1", "Adler")]);
		await csv({ q: "adler", status: "confirmed" });
		const event = await db().auditEvent.findFirstOrThrow({ where: { action: "reservations.exported" } });
		expect(event).toMatchObject({ outcome: "ok", detail: { format: "csv", rows: 1 } });
		expect(JSON.stringify(event.detail)).not.toMatch(/adler/i);
		expect((event.detail as { filters: string }).filters.split(", ").sort()).toEqual(["q", "sort", "status"]);
	});
});

describe("a long export", () => {
	it("reads page after page as it is taken, one ahead and no further", async () => {
		const tenant = await createTenant();
		for (let first = 0; first < 5000; first += 250) {
			await store(
				tenant,
				Array.from({ length: 250 }, (_, i) => makeRecord({ remoteId: `${first + i}` })),
			);
		}
		const list = await openList(makeActor(), filterOf());
		const pages: number[] = [];
		for await (const rows of exportPages(list, { conflicts: false, marks: false })) pages.push(rows.length);
		expect(pages).toEqual(Array.from({ length: 10 }, () => PAGE_ROWS));

		// A slow reader: while it holds the first page one more is read, and what follows is not asked for.
		const slow = exportPages(list, { conflicts: true, marks: true });
		await slow.next();
		await slow.next();
		const { count } = await db().$transaction(async (tx) => {
			// The third page may be on its way: it is there before this, or not at all.
			const third = await tx.$queryRaw<{ id: string }[]>`
				SELECT id FROM reservation ORDER BY arrival, id LIMIT ${PAGE_ROWS} OFFSET ${PAGE_ROWS * 2}`;
			return tx.reservation.deleteMany({ where: { id: { notIn: third.map(({ id }) => id) } } });
		});
		expect(count).toBe(4500);
		let left = 0;
		for await (const rows of slow) left += rows.length;
		expect(left).toBeLessThanOrEqual(PAGE_ROWS);
	}, 120_000);

	it("ends with its reader, and says in the audit trail that it was not whole", async () => {
		const tenant = await createTenant();
		const many = Array.from({ length: PAGE_ROWS * 2 + 1 }, (_, i) => makeRecord({ remoteId: `${i}` }));
		for (let first = 0; first < many.length; first += 250) await store(tenant, many.slice(first, first + 250));
		const { actor } = await makeOperator();
		const { body } = await exportReservations(actor, exportQuery.parse({ format: "csv", columns: "guest" }));
		const reader = body.getReader();
		await reader.read();
		await reader.read();
		await reader.cancel();
		const event = await db().auditEvent.findFirstOrThrow({
			where: { actorId: actor.id, action: "reservations.exported" },
		});
		expect(event.outcome).toBe("failed");
		// What was handed over: one page at most, never the whole.
		expect((event.detail as { rows: number }).rows).toBeLessThanOrEqual(PAGE_ROWS);
	}, 120_000);

	it("is one of three at once; a fourth is told to wait, and a place comes free when one ends", async () => {
		const actor = makeActor({ id: "opr_busy" });
		await store(await createTenant(), [named("1", "Adler")]);
		const query = exportQuery.parse({ format: "csv" });
		const open = [
			await exportReservations(actor, query),
			await exportReservations(actor, query),
			await exportReservations(actor, query),
		];
		await expect(exportReservations(actor, query)).rejects.toMatchObject({
			code: "rate_limited",
			userMessage: expect.stringContaining("still under way"),
		});
		await exportReservations(makeActor({ id: "opr_other" }), query).then(({ body }) => body.cancel());
		await open[0]?.body.cancel();
		const next = await exportReservations(actor, query);
		for (const { body } of [...open.slice(1), next]) await body.cancel();
	});
});

describe("an XLSX file", () => {
	it("holds texts as texts, money exactly, dates as days and nothing that runs", async () => {
		const tenant = await createTenant({ name: "A & <B>" });
		await store(tenant, [
			makeRecord({
				remoteId: "1",
				title: "=1+1\u0001",
				balance: "0.10",
				currency: "EUR",
				arrival: "2026-03-29",
				departure: "2026-03-30",
			}),
		]);
		const files = unzipSync(await bytesOf({ format: "xlsx", columns: "guest,stay,nights,balance,tenant" }));
		expect(Object.keys(files).sort()).toEqual(
			[
				"[Content_Types].xml",
				"_rels/.rels",
				"xl/_rels/workbook.xml.rels",
				"xl/styles.xml",
				"xl/workbook.xml",
				"xl/worksheets/sheet1.xml",
			].sort(),
		);
		const sheet = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
		const row = sheet.match(/<row>.*?<\/row>/g)?.at(-1);
		expect(sheet.match(/<row>|<row\/>/g)?.length).toBe(HEAD_ROWS + 2);
		const text = (value: string) => `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
		// 2026-03-29 is day 46110 of the workbook.
		expect(row).toBe(
			`<row><c/>${text("'=1+1")}<c/><c/><c><v>0</v></c><c s="1"><v>46110</v></c><c s="1"><v>46111</v></c><c><v>1</v></c>${text("0.10")}${text("EUR")}${text("A &amp; &lt;B&gt;")}</row>`,
		);
		expect(sheet).not.toContain("<f");
	});
});

describe("an iCal file", () => {
	it.each(["Pacific/Auckland", "America/Denver", "Europe/Vienna"])(
		"has the days of the stay in %s, whatever this machine's zone, also over DST",
		async (timeZone) => {
			vi.stubEnv("TZ", "Pacific/Kiritimati");
			const tenant = await createTenant({ timeZone });
			await store(tenant, [
				makeRecord({ remoteId: "spring", number: "spring", arrival: "2026-03-28", departure: "2026-03-30" }),
				makeRecord({
					remoteId: "autumn",
					number: "autumn",
					arrival: "2026-10-25",
					departure: "2026-10-25",
					status: "cancelled",
				}),
				makeRecord({ remoteId: "nowhen", number: "nowhen", arrival: null, departure: null }),
			]);
			const events = (await ical({})).split("BEGIN:VEVENT").slice(1);
			expect(events).toHaveLength(2);
			expect(events[0]).toContain("\r\nDTSTART;VALUE=DATE:20260328\r\nDTEND;VALUE=DATE:20260330\r\n");
			expect(events[0]).toContain("\r\nSTATUS:CONFIRMED\r\n");
			expect(events[1]).toContain("\r\nDTSTART;VALUE=DATE:20261025\r\nDTEND;VALUE=DATE:20261026\r\n");
			expect(events[1]).toContain("\r\nSTATUS:CANCELLED\r\n");
			vi.unstubAllEnvs();
		},
	);

	it("keeps its ids and its text, and no name can begin a line of its own", async () => {
		const tenant = await createTenant();
		await db().$transaction((tx) => storeUnits(tx, tenant, [makeUnit({ remoteId: "u1", name: "Cabin; 1, north" })]));
		await store(tenant, [
			named("1", "Evil\r\nEND:VCALENDAR\r\nX,;\\ ŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽŽ", {
				assignments: [makeAssignment({ id: "a", unitId: "u1", arrival: "2026-11-20", departure: "2026-11-22" })],
			}),
		]);
		const first = await ical({});
		const { id } = await db().reservation.findFirstOrThrow();
		expect(first).toContain(`UID:${id}@rezdeck\r\n`);
		expect(first.match(/^END:VCALENDAR/gm)).toHaveLength(1);
		expect(first).toContain("Cabin\\; 1\\, north");
		const events = (text: string) => text.slice(text.indexOf("BEGIN:VEVENT"));
		expect(events(await ical({}))).toBe(events(first));
	});
});
