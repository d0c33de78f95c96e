/** A group narrowed, grouped, summed by payer, and its conflicts in words. */
import { describe, expect, it } from "vitest";
import { conflictKind } from "@/lib/shared/conflicts";
import { conflictSentence } from "./conflict-words";
import { groupScope } from "./group-scope";
import { invoiceGroups } from "./invoice-groups";
import { moneyByPayer } from "./money-by-payer";
import { peopleGroups } from "./people-groups";
import { makeAssignment, makeGroup, makeInvoice, makePerson, makeUnit } from "./test-group";
import { changeView, readView } from "./view-state";

const usd = (amount: string) => ({ amount, currency: "USD" });

const group = makeGroup({
	people: [makePerson({ id: "ann" }), makePerson({ id: "bob" }), makePerson({ id: "cleo" })],
	assignments: [
		makeAssignment({ id: "a", unit: makeUnit("u1"), personIds: ["ann"], invoiceIds: ["i"] }),
		makeAssignment({
			id: "b",
			unit: makeUnit("u1"),
			arrival: "2026-03-15",
			departure: "2026-03-17",
			personIds: ["bob"],
		}),
		makeAssignment({ id: "c", unit: makeUnit("u2"), personIds: ["bob"] }),
		makeAssignment({ id: "d" }),
	],
	invoices: [
		makeInvoice({ id: "i", payerId: "cleo", total: usd("10.10"), balance: usd("1") }),
		makeInvoice({ id: "j", payerId: "ann", assignmentIds: ["c"], total: usd("5") }),
		makeInvoice({ id: "k", payerId: "stranger", total: usd("7") }),
		makeInvoice({ id: "l", payerId: "cleo", total: usd("0.20"), balance: usd("2") }),
		makeInvoice({ id: "m", payerId: "cleo", total: { amount: "3", currency: null } }),
		makeInvoice({ id: "n" }),
	],
});
const scopeOf = (...args: [Parameters<typeof groupScope>[1], string | null]) => {
	const scope = groupScope(group, ...args);
	return scope && { a: [...scope.assignments], p: [...scope.people], i: [...scope.invoices] };
};

describe("what a choice narrows a group to", () => {
	it("is everything when nothing is chosen", () => {
		expect(scopeOf(null, null)).toBeNull();
	});

	it("a person: their units, what pays for these, and what they pay for others", () => {
		expect(scopeOf({ kind: "person", id: "bob" }, null)).toEqual({ a: ["b", "c"], p: ["bob"], i: ["j"] });
		expect(scopeOf({ kind: "person", id: "ann" }, null)).toEqual({ a: ["a"], p: ["ann"], i: ["i", "j"] });
	});

	it("a unit: all that ever sleep in it; an assignment without a unit is one of its own", () => {
		expect(scopeOf({ kind: "unit", id: "u1" }, null)).toEqual({ a: ["a", "b"], p: ["ann", "bob"], i: ["i"] });
		expect(scopeOf({ kind: "unit", id: "~d" }, null)?.a).toEqual(["d"]);
	});

	it("an invoice: what it pays, who is in it, and who pays", () => {
		expect(scopeOf({ kind: "invoice", id: "i" }, null)).toEqual({ a: ["a"], p: ["ann", "cleo"], i: ["i"] });
	});

	it("a night: who is there on its evening, not who leaves that day", () => {
		expect(scopeOf(null, "2026-03-14")?.a).toEqual(["a", "c", "d"]);
		expect(scopeOf(null, "2026-03-15")?.a).toEqual(["b"]);
		expect(scopeOf({ kind: "unit", id: "u1" }, "2026-03-15")?.p).toEqual(["bob"]);
	});
});

describe("groups", () => {
	it("hold a person under each of their units, and those without one last", () => {
		const groups = peopleGroups(group, group.people, "unit");
		expect(groups.map(({ title, people }) => [title, people.map(({ id }) => id)])).toEqual([
			["u1", ["ann", "bob"]],
			["u2", ["bob"]],
			["No unit", ["cleo"]],
		]);
	});

	it("hold an invoice under its payer, and those without one last", () => {
		const groups = invoiceGroups(group, group.invoices, "payer");
		expect(groups.map(({ invoices }) => invoices.map(({ id }) => id))).toEqual([["i", "l", "m"], ["j"], ["k"], ["n"]]);
		expect(invoiceGroups(group, group.invoices, "unit").map(({ title }) => title)).toEqual([
			"u1",
			"u2",
			"No unit named",
		]);
	});
});

describe("money by payer", () => {
	it("sums exactly, per currency and never mixed; the unknown payer has a row of its own, last", () => {
		expect(
			moneyByPayer(group).map((row) => [row.payerId, row.name, row.currency, row.total.value?.amount ?? null]),
		).toEqual([
			["ann", "ann", "USD", "5"],
			["cleo", "cleo", "USD", "10.3"],
			["cleo", "cleo", null, "3"],
			["stranger", null, "USD", "7"],
			[null, null, null, null],
		]);
	});

	it("says how many amounts were not given, in place of counting them as zero", () => {
		const [ann, cleo] = moneyByPayer(group);
		expect(ann?.balance).toEqual({ value: null, missing: 1 });
		expect(cleo?.balance).toEqual({ value: usd("3"), missing: 0 });
	});
});

describe("conflicts in words", () => {
	const nowhere = { personId: null, assignmentId: null, invoiceId: null, other: null };
	const words = (over: Parameters<typeof conflictSentence>[0], detail = group) =>
		conflictSentence(over, detail, 2026)
			.map(({ text }) => text)
			.join("");

	it("name person, unit, invoice and amount", () => {
		expect(words({ ...nowhere, kind: "person_without_unit", personId: "cleo" })).toBe("cleo has no unit.");
		expect(words({ ...nowhere, kind: "unit_without_person", assignmentId: "d" })).toBe(
			"no unit yet (10–15 Mar) has nobody in it.",
		);
		expect(words({ ...nowhere, kind: "invoice_without_payer", invoiceId: "n" })).toBe("Invoice n names no payer.");
		expect(words({ ...nowhere, kind: "assignment_outside_stay", assignmentId: "b" })).toBe(
			"u1 (15–17 Mar) lies outside the stay, 10–15 Mar.",
		);
		expect(words({ ...nowhere, kind: "balance_after_departure" }, { ...group, balance: usd("4.5") })).toBe(
			"The guests left on 15 Mar and 4.50 USD is still open.",
		);
	});

	it("lead to the neighbour in a unit, whatever it calls itself", () => {
		const other = {
			id: "rsv/2",
			title: `\u202e<img src=x onerror=alert(1)>${"x".repeat(100_000)}`,
			number: null,
			kind: "stay",
			arrival: "2026-03-12",
			departure: "2026-03-13",
		};
		const parts = conflictSentence({ ...nowhere, kind: "unit_overlap", assignmentId: "a", other }, group, 2026);
		expect(parts.map(({ text }) => text).join("").length).toBeLessThan(400);
		expect(parts.find(({ href }) => href !== undefined)?.href).toBe("/reservations/rsv%2F2?tab=conflicts");
		expect(parts[0]?.view).toMatchObject({ tab: "stay", choice: { kind: "unit", id: "u1" } });
	});

	it("stay sentences when what they name is not there", () => {
		for (const kind of conflictKind.options) {
			const text = words({ ...nowhere, kind, personId: "gone", assignmentId: "gone", invoiceId: "gone" });
			expect(text).toMatch(/^[A-Z].+\.$/);
			expect(text).not.toMatch(/undefined|null/);
		}
	});
});

describe("the view in the address", () => {
	it("comes back as it was", () => {
		const text = changeView(new URLSearchParams("tab=people"), {
			tab: "stay",
			choice: { kind: "unit", id: "~a&b=c" },
			night: "2026-03-12",
			by: "night",
		});
		expect(readView(new URLSearchParams(text))).toEqual({
			tab: "stay",
			choice: { kind: "unit", id: "~a&b=c" },
			night: "2026-03-12",
			by: "night",
			from: null,
		});
	});

	it("keeps choice and night over tabs, not the grouping; one choice at a time; what is no date is no night", () => {
		const search = new URLSearchParams("person=ann&night=2026-03-12&by=people");
		expect(changeView(search, { tab: "invoices" })).toBe("night=2026-03-12&person=ann&tab=invoices");
		expect(changeView(search, { choice: { kind: "invoice", id: "i" } })).not.toContain("person");
		expect(readView(new URLSearchParams("night=2026-02-30")).night).toBeNull();
	});
});
