import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { plainDate } from "@/lib/shared/date-inputs";
import { compareInstants, instantText } from "./instant";
import {
	optionalAmount,
	optionalDate,
	optionalList,
	optionalText,
	readRecord,
	wireAmount,
	wireDate,
	wireId,
} from "./wire";

const schema = z.looseObject({
	id: wireId,
	name: optionalText,
	amount: optionalAmount,
	on: optionalDate,
	parts: optionalList(z.looseObject({ id: wireId, amount: wireAmount })),
});

describe("readRecord", () => {
	test("absent and null members read alike", () => {
		const bare = readRecord({ id: 7 }, schema, (wire) => wire);
		const nulls = readRecord({ id: "7", name: null, amount: null, on: null, parts: null }, schema, (wire) => wire);
		expect(bare.record).toEqual({ id: "7", name: null, amount: null, on: null, parts: [] });
		expect(nulls.record).toEqual(bare.record);
	});

	test.each([
		[{ name: "x" }, null, "id"],
		[{ id: "" }, null, "id"],
		[{ id: 1.5 }, null, "id"],
		[{ id: { $ne: 1 } }, null, "id"],
		[{ id: 1, name: 5 }, "1", "name"],
		[{ id: 1, on: "2026-02-30" }, "1", "on"],
		[{ id: 1, on: 20_260_101 }, "1", "on"],
		[{ id: 1, parts: "none" }, "1", "parts"],
		[{ id: 1, parts: [{ id: 1, amount: "1" }, { id: 2 }] }, "1", "parts.1.amount"],
		[{ id: 1, amount: "1e9999" }, "1", "amount"],
		[{ id: 1, amount: "NaN" }, "1", "amount"],
		["text", null, "(record)"],
		[null, null, "(record)"],
	])("%j is rejected at its field", (raw, remoteId, field) => {
		const { rejected } = readRecord(raw, schema, (wire) => wire);
		expect(rejected).toMatchObject({ remoteId, field, raw });
		expect(rejected?.reason).not.toBe("");
	});

	test("a reason never holds a value of the record", () => {
		const { rejected } = readRecord({ id: 1, on: "CANARYPII_Astrid" }, schema, (wire) => wire);
		expect(rejected?.reason).not.toContain("CANARYPII");
	});
});

test("texts lose what PostgreSQL cannot hold and nothing else", () => {
	expect(optionalText.parse("a\0b\ud800c😀Ünïcödé<script>")).toBe("a\uFFFDb\uFFFDc😀Ünïcödé<script>");
	expect(optionalText.parse("  ")).toBeNull();
});

test.each([
	[0.1, "0.1"],
	["12.3400", "12.34"],
	["-5", "-5"],
	[-0, "0"],
	["123456789012345.678901", "123456789012345.678901"],
	[1e21, "1000000000000000000000"],
])("amount %s is exactly %s", (value, exact) => {
	expect(wireAmount.parse(value)).toBe(exact);
});

test("agrees with the shared calendar on which days exist", () => {
	fc.assert(
		fc.property(fc.nat(9999), fc.nat(14), fc.nat(33), (y, m, d) => {
			const text = [String(y).padStart(4, "0"), String(m).padStart(2, "0"), String(d).padStart(2, "0")].join("-");
			expect(wireDate.safeParse(text).success).toBe(plainDate.safeParse(text).success);
		}),
	);
});

test.each([
	["2026-03-29T00:00:00", "2026-03-29"],
	["2028-02-29", "2028-02-29"],
])("date %s is %s", (text, date) => {
	expect(wireDate.parse(text)).toBe(date);
});

test.each([
	["2026-01-01T10:00:00.7507775Z", "2026-01-01T10:00:00.7507775Z"],
	["2026-01-01T10:00:00", "2026-01-01T10:00:00Z"],
	["2026-01-01T12:00:00.5+02:00", "2026-01-01T10:00:00.5Z"],
])("instant %s is %s", (text, instant) => {
	expect(instantText.parse(text)).toBe(instant);
});

test.each(["2026-01-01", "yesterday", "", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z"])(
	"%s is no instant",
	(text) => {
		expect(instantText.safeParse(text).success).toBe(false);
	},
);

test("instants order by time, not by the number of their digits", () => {
	fc.assert(
		fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (a, b) => {
			const text = (nanos: number) =>
				`2026-01-01T10:00:00.${String(nanos).padStart(9, "0").replace(/0+$/, "") || "0"}Z`;
			expect(Math.sign(compareInstants(text(a), text(b)))).toBe(Math.sign(a - b));
		}),
	);
});

test("F-52 a record that makes its mapper fail is set aside, and the reason quotes nothing of it", () => {
	const { record, rejected } = readRecord(
		{ id: 7, name: "CANARYPII_Astrid" },
		z.looseObject({ name: z.string() }),
		(wire) => BigInt(wire.name),
	);
	expect(record).toBeNull();
	expect(rejected).toMatchObject({ remoteId: "7", field: "(record)" });
	expect(rejected?.reason).not.toContain("CANARYPII");
});
