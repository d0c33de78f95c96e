import { describe, expect, it } from "vitest";
import type { DayBoard, DayNumbers, DayTenant } from "@/lib/shared/day-board";
import {
	dayTitle,
	otherDays,
	readSinceWords,
	rowToDo,
	scopeWords,
	shownDay,
	sizeWords,
	tenantLines,
	tenantToDo,
	toDoLinks,
} from "./day-words";

const NONE = { total: 0, toDo: 0, units: 0, guests: 0 };

function numbers(over: Partial<DayNumbers> = {}): DayNumbers {
	return {
		arrivals: NONE,
		departures: NONE,
		inHouse: NONE,
		stayovers: NONE,
		unassigned: 0,
		openOnArrival: 0,
		openOnDeparture: 0,
		...over,
	};
}

function tenant(name: string, over: Partial<DayNumbers> = {}, date = "2026-11-22"): DayTenant {
	return { id: name, name, provider: "playhouse", date, numbers: numbers(over) };
}

describe("the day above the board", () => {
	it("has its name when it is near", () => {
		expect(dayTitle("today", "2026-11-22")).toBe("Today, Sun 22 Nov 2026");
		expect(dayTitle("today+1", "2026-11-23")).toBe("Tomorrow, Mon 23 Nov 2026");
		expect(dayTitle("today-1", "2026-11-21")).toBe("Yesterday, Sat 21 Nov 2026");
		expect(dayTitle("today+2", "2026-11-24")).toBe("Tue 24 Nov 2026");
		expect(dayTitle("2027-03-28", "2027-03-28")).toBe("Sun 28 Mar 2027");
	});

	it("is the tenants' own when they agree, and the operator's when they do not", () => {
		const board = (dates: string[], date = "today") =>
			({ date, tenants: dates.map((day, index) => tenant(`${index}`, {}, day)) }) as unknown as DayBoard;
		expect(shownDay("today", "2026-11-22", board(["2026-11-23", "2026-11-23"]))).toBe("2026-11-23");
		expect(shownDay("today", "2026-11-22", board(["2026-11-23", "2026-11-22"]))).toBe("2026-11-22");
		expect(shownDay("today+1", "2026-11-22", undefined)).toBe("2026-11-23");
		// The numbers of the day before are still shown while the next one loads.
		expect(shownDay("today+1", "2026-11-22", board(["2026-11-22"]))).toBe("2026-11-23");
	});

	it("says whose calendars show another one", () => {
		const tenants = [
			tenant("Auckland", {}, "2026-11-23"),
			tenant("Berlin"),
			tenant("Apia", {}, "2026-11-23"),
			tenant("Honolulu", {}, "2026-11-21"),
		];
		expect(otherDays(tenants, "2026-11-22")).toEqual(["Honolulu is on Sat 21 Nov", "2 tenants are on Mon 23 Nov"]);
		expect(otherDays([tenant("Berlin")], "2026-11-22")).toEqual([]);
	});
});

describe("what is to do", () => {
	it("is said as a sum with its parts, each with its list", () => {
		const day = numbers({ arrivals: { ...NONE, total: 17, toDo: 5 }, unassigned: 3, openOnArrival: 1 });
		expect(toDoLinks("arrivals", day).map(({ list, words }) => [list, words])).toEqual([
			["arrivalsToDo", "5 to do"],
			["unassigned", "3 without unit"],
			["openOnArrival", "1 open balance"],
		]);
		expect(toDoLinks("departures", numbers({ departures: { ...NONE, toDo: 2 }, openOnDeparture: 2 }))).toMatchObject([
			{ list: "departuresToDo", value: 2 },
			{ list: "openOnDeparture", words: "2 open balances" },
		]);
		expect(toDoLinks("stayovers", numbers({ stayovers: { ...NONE, toDo: 1 } }))).toMatchObject([
			{ list: "stayoversToDo" },
			{ list: "stayoversToDo", words: "1 without unit" },
		]);
		expect(toDoLinks("arrivals", numbers())).toEqual([]);
	});

	it("of a row is a unit before and during the stay, and money at its ends; a credit is none", () => {
		const row = (unassignedCount: number, amount: string | null) => ({
			assignmentCount: 2,
			unassignedCount,
			balance: amount === null ? null : { amount, currency: "USD" },
		});
		expect(rowToDo(row(2, "5.00"), "arrivals")).toBe("To do: no unit yet, balance open");
		expect(rowToDo(row(1, null), "arrivals")).toBe("To do: 1 without unit");
		expect(rowToDo(row(1, "5.00"), "inHouse")).toBe("To do: 1 without unit");
		expect(rowToDo(row(1, "0.01"), "departures")).toBe("To do: balance open");
		for (const amount of ["0.00", "-5.00", null]) expect(rowToDo(row(0, amount), "departures")).toBeNull();
	});
});

describe("tenants", () => {
	const busy = { arrivals: { ...NONE, total: 4, toDo: 2 } };
	const calm = { inHouse: { ...NONE, total: 1 } };
	const tenants = [tenant("Alpha", calm), tenant("Beta"), tenant("Gamma", busy), tenant("Zeta", calm)];
	const names = (order: "todo" | "name", all: boolean) => tenantLines(tenants, order, all).map(({ name }) => name);

	it("stand by what is to do, then by name, without those that have nothing", () => {
		expect(names("todo", false)).toEqual(["Gamma", "Alpha", "Zeta"]);
		expect(names("name", false)).toEqual(["Alpha", "Gamma", "Zeta"]);
		expect(names("name", true)).toEqual(["Alpha", "Beta", "Gamma", "Zeta"]);
		expect(tenants.map(({ name }) => name)).toEqual(["Alpha", "Beta", "Gamma", "Zeta"]);
	});

	it("count a stay once, whether it arrives, stays or departs", () => {
		const toDo = (value: number) => ({ ...NONE, toDo: value });
		expect(tenantToDo(numbers({ arrivals: toDo(1), departures: toDo(2), stayovers: toDo(4), inHouse: toDo(5) }))).toBe(
			7,
		);
	});

	it("are named as the scope", () => {
		expect(scopeWords(tenants, false)).toBe("All tenants (4)");
		expect(scopeWords(tenants.slice(0, 1), true)).toBe("Alpha");
		expect(scopeWords(tenants.slice(0, 2), true)).toBe("2 tenants");
	});
});

describe("sizes", () => {
	it("are units and guests", () => {
		expect(sizeWords({ ...NONE, units: 1, guests: 1234 })).toBe("1 unit, 1,234 guests");
	});
});

describe("tenants first read later than the operator looked", () => {
	it("are named when it is one, counted when there are more, and never longer than a sentence bears", () => {
		expect(readSinceWords(["Alpha"])).toBe(
			"Alpha was first read later than that. What changed there earlier is not known.",
		);
		expect(readSinceWords(["Alpha", "Beta"])).toMatch(/^2 tenants were first read later/);
		expect(readSinceWords(["x".repeat(100_000)]).length).toBeLessThan(200);
	});
});
