import { afterEach, beforeEach, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { getLooked, noteLook } from "./looked";
import { savePreference } from "./preferences";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}
const look = { seen: false };
const minute = (text: string | null) => text?.slice(11, 16) ?? null;

it("keeps what is new as new during a visit, and moves on when the next begins", async () => {
	const { actor } = await makeOperator();
	expect(await getLooked(actor)).toEqual({ at: null, previous: null });
	setClock("2026-11-22T08:00:00Z");
	expect((await noteLook(actor, look)).previous).toBeNull();
	setClock("2026-11-22T08:20:00Z");
	expect((await noteLook(actor, look)).previous).toBeNull();
	setClock("2026-11-22T09:00:00Z");
	expect(minute((await noteLook(actor, look)).previous)).toBe("08:20");
	setClock("2026-11-22T09:25:00Z");
	expect(minute((await noteLook(actor, look)).previous)).toBe("08:20");
});

it("counts what was marked as seen, here or as a preference, when that is later", async () => {
	const { actor } = await makeOperator();
	const other = await makeOperator();
	setClock("2026-11-22T08:00:00Z");
	await noteLook(actor, look);
	setClock("2026-11-22T10:00:00Z");
	expect(minute((await noteLook(actor, { seen: true })).previous)).toBe("10:00");
	await savePreference(actor, "looked", { at: "2026-11-22T10:30:00.000Z" });
	expect(minute((await getLooked(actor)).previous)).toBe("10:30");
	expect((await getLooked(other.actor)).previous).toBeNull();
});
