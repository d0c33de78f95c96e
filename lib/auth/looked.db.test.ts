import { afterEach, beforeEach, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { getLooked, noteLook } from "./looked";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}
const minute = (text: string | null) => text?.slice(11, 16) ?? null;

it("keeps what is new as new during a visit, and moves on when the next begins", async () => {
	const { actor } = await makeOperator();
	expect(await getLooked(actor)).toEqual({ at: null, since: null });
	setClock("2026-11-22T08:00:00Z");
	expect((await noteLook(actor, {})).since).toBeNull();
	setClock("2026-11-22T08:20:00Z");
	expect((await noteLook(actor, {})).since).toBeNull();
	setClock("2026-11-22T09:00:00Z");
	expect(minute((await noteLook(actor, {})).since)).toBe("08:20");
	setClock("2026-11-22T09:25:00Z");
	expect(minute((await noteLook(actor, {})).since)).toBe("08:20");
});

it("takes what was marked as seen as seen, also back again, and tells nobody else", async () => {
	const { actor } = await makeOperator();
	const other = await makeOperator();
	setClock("2026-11-22T08:00:00Z");
	await noteLook(actor, {});
	setClock("2026-11-22T10:00:00Z");
	await noteLook(actor, { since: "2026-11-22T09:59:30.000Z" });
	expect(minute((await noteLook(actor, {})).since)).toBe("09:59");
	expect(minute((await noteLook(actor, { since: "2026-11-22T08:00:00.000Z" })).since)).toBe("08:00");
	expect(minute((await getLooked(actor)).since)).toBe("08:00");
	expect((await noteLook(actor, { since: null })).since).toBeNull();
	expect(await getLooked(other.actor)).toEqual({ at: null, since: null });
});

it("never takes as seen what is yet to come", async () => {
	const { actor } = await makeOperator();
	setClock("2026-11-22T08:00:00Z");
	expect(minute((await noteLook(actor, { since: "2030-01-01T00:00:00Z" })).since)).toBe("08:00");
});
