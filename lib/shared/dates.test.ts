/** Against Temporal, which dates.ts does without so that no page has to load it. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
	addDays,
	dayNumber,
	formatDate,
	formatDay,
	formatInstant,
	isCalendarDate,
	isRelativeDate,
	monthOf,
	nightsBetween,
	todayIn,
	weekdayOf,
} from "./dates";

const ZONES = ["UTC", "America/Denver", "America/St_Johns", "Pacific/Apia", "Pacific/Tongatapu", "Australia/Lord_Howe"];
const plain = fc
	.integer({ min: -700_000, max: 2_900_000 })
	.map((day) => Temporal.PlainDate.from("1970-01-01").add({ days: day }).toString());
const instant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2100, 0, 1) });

describe("plain dates", () => {
	it("are counted as Temporal counts them, from the year 53 to 9909", () => {
		fc.assert(
			fc.property(plain, plain, fc.integer({ min: -4000, max: 4000 }), (date, other, days) => {
				const known = Temporal.PlainDate.from(date);
				expect(addDays(date, days)).toBe(known.add({ days }).toString());
				expect(weekdayOf(date)).toBe(known.dayOfWeek);
				expect(nightsBetween(date, other)).toBe(known.until(Temporal.PlainDate.from(other)).days);
				expect(isCalendarDate(date)).toBe(true);
				expect(formatDate(date)).toMatch(new RegExp(`^${known.day} [A-Z][a-z]{2} ${known.year}$`));
			}),
		);
	});

	it("have months of their own length", () => {
		fc.assert(
			fc.property(plain, fc.integer({ min: -30, max: 30 }), (date, after) => {
				const month = Temporal.PlainDate.from(date).with({ day: 1 }).add({ months: after });
				expect(monthOf(date, after)).toEqual({
					from: month.toString(),
					to: month.with({ day: month.daysInMonth }).toString(),
				});
			}),
		);
	});

	it("count from 1970, before it and in the first century", () => {
		expect([dayNumber("1970-01-01"), dayNumber("1969-12-31"), dayNumber("0050-01-01")]).toEqual([0, -1, -701_265]);
	});

	it.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "20260101", "", "2026-01-01T00:00"])(
		"are not what %s says",
		(text) => {
			expect(isCalendarDate(text)).toBe(false);
			expect(isRelativeDate(text)).toBe(false);
			expect(() => addDays(text, 1)).toThrow(RangeError);
		},
	);

	it("may be said from today", () => {
		expect(["today", "today+6", "today-9999"].map(isRelativeDate)).toEqual([true, true, true]);
		expect(["today+", "today+10000", "tomorrow"].map(isRelativeDate)).toEqual([false, false, false]);
	});

	it("are written with their weekday, and the year when it is another", () => {
		expect(formatDay("2027-03-11", 2027)).toBe("Thu 11 Mar");
		expect(formatDay("2027-03-11", 2026)).toBe("Thu 11 Mar 2027");
	});
});

describe("instants", () => {
	it("show the day and time of the zone, over its changes of clock and date line", () => {
		fc.assert(
			fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
				const known = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
				expect(todayIn(zone, new Date(at))).toBe(known.toPlainDate().toString());
				expect(formatInstant(new Date(at).toISOString(), zone, new Date(at))).toBe(
					known.toPlainTime().toString({ smallestUnit: "minute" }),
				);
			}),
		);
	});

	it("name the weekday within six days, then the date", () => {
		const now = new Date("2027-03-12T20:00:00Z");
		expect(formatInstant("2027-03-10T09:12:00Z", "UTC", now)).toBe("Wed 09:12");
		expect(formatInstant("2027-03-06T00:00:00Z", "UTC", now)).toBe("Sat 00:00");
		expect(formatInstant("2027-03-05T23:59:59Z", "UTC", now)).toBe("5 Mar 2027 23:59");
	});

	it("read UTC where the zone is not known, and refuse a zone that is none", () => {
		expect(todayIn(null, new Date("2027-03-12T23:59:59Z"))).toBe("2027-03-12");
		expect(() => todayIn("Mars/Olympus", new Date())).toThrow(RangeError);
		expect(() => formatInstant("yesterday", "UTC", new Date())).toThrow(RangeError);
	});
});
