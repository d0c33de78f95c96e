/** Calendar feeds: who has the address reads what its operator may see at that moment, and nothing else. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/feeds/[token]/route";
import { makeOperator } from "@/lib/auth/test-actors";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { log } from "@/lib/log";
import { feedInput } from "@/lib/shared/feeds";
import { createFeed, listFeeds, revokeFeed } from "./feeds";
import { createTenant, makePerson, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);

const input = (over: Record<string, unknown> = {}) => feedInput.parse({ name: "Arrivals", search: "", ...over });
const secretOf = (url: string) => url.split("/feeds/")[1]?.replace(/\.ics$/, "") ?? "";

async function read(url: string, headers: Record<string, string> = {}) {
	const token = url.slice(url.lastIndexOf("/") + 1);
	const response = await GET(new Request(url, { headers }), { params: Promise.resolve({ token }) });
	return { status: response.status, headers: response.headers, text: await response.text() };
}

const guest = (remoteId: string, lastName: string, over = {}) =>
	makeRecord({
		remoteId,
		number: `N-${remoteId}`,
		people: [makePerson({ id: `p-${remoteId}`, isPrimary: true, lastName, email: `${lastName}@guest.test` })],
		...over,
	});

describe("a calendar feed", () => {
	it("has an address that is told once and kept as a hash, and tells no guest unless that was chosen", async () => {
		const tenant = await createTenant({ name: "Hillside" });
		await store(tenant, [guest("1", "Adler")]);
		const { actor } = await makeOperator();
		const quiet = await createFeed(actor, input());
		const open = await createFeed(actor, input({ fields: ["guest", "number"] }));
		const secret = secretOf(quiet.url);
		expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
		expect(JSON.stringify([await db().calendarFeed.findMany(), await listFeeds(actor)])).not.toContain(secret);
		const answer = await read(quiet.url);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		expect(answer.headers.get("cache-control")).toMatch(/^private/);
		expect(answer.text).toContain("SUMMARY:Stay");
		expect(answer.text).not.toMatch(/adler|N-1|guest\.test/i);
		const told = (await read(open.url)).text;
		expect(told).toContain("SUMMARY:Adler");
		expect(told).toContain("Number: N-1");
		expect(told).not.toContain("guest.test");
		expect((await listFeeds(actor)).map((feed) => feed.lastReadAt !== null)).toEqual([true, true]);
	});

	it("answers 304 to who has it, also after a sync that changed nothing, and anew after a change", async () => {
		const tenant = await createTenant();
		await store(tenant, [guest("1", "Adler")]);
		const { url } = await createFeed((await makeOperator()).actor, input());
		const etag = (await read(url)).headers.get("etag") ?? "";
		await db().tenant.update({ where: { id: tenant }, data: { asOf: new Date(now().getTime() + 60_000) } });
		const same = await read(url, { "if-none-match": `"other", ${etag}` });
		expect([same.status, same.text]).toEqual([304, ""]);
		await store(tenant, [guest("1", "Adler", { departure: "2026-11-29" })]);
		expect((await read(url, { "if-none-match": etag })).status).toBe(200);
	});

	it("goes with the rights of its operator: narrower, or not there any more", async () => {
		const [one, two] = [await createTenant({ name: "One" }), await createTenant({ name: "Two" })];
		await store(one, [guest("1", "One")]);
		await store(two, [guest("2", "Two")]);
		const { actor } = await makeOperator();
		const all = await createFeed(actor, input({ fields: ["guest"] }));
		const both = await createFeed(actor, input({ search: `tenant=${one},${two}`, fields: ["guest"] }));
		const second = await createFeed(actor, input({ search: `tenant=${two}`, fields: ["guest"] }));
		const guests = async (url: string) => (await read(url)).text.match(/SUMMARY:\w+/g)?.sort() ?? [];
		expect(await guests(both.url)).toEqual(["SUMMARY:One", "SUMMARY:Two"]);
		await db().operator.update({ where: { id: actor.id }, data: { allTenants: false, tenantIds: [one] } });
		expect(await guests(all.url)).toEqual(["SUMMARY:One"]);
		expect(await guests(both.url)).toEqual(["SUMMARY:One"]);
		expect((await read(second.url)).status).toBe(404);
		await db().operator.update({ where: { id: actor.id }, data: { disabledAt: now() } });
		expect((await read(all.url)).status).toBe(404);
	});

	it("is gone once it was revoked, and what is gone, unknown or no token at all answers alike", async () => {
		const { actor } = await makeOperator();
		const feed = await createFeed(actor, input());
		await revokeFeed(actor, feed.id);
		const answers = [
			await read(feed.url),
			await read(`http://localhost/feeds/${"A".repeat(43)}.ics`),
			await read("http://localhost/feeds/x"),
		];
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
		expect(new Set(answers.map(({ text }) => JSON.parse(text).detail)).size).toBe(1);
		const [listed] = await listFeeds(actor);
		expect(listed?.revokedAt).not.toBeNull();
		const actions = (await db().auditEvent.findMany({ orderBy: { id: "asc" } })).map((event) => event.action);
		expect(actions).toEqual(expect.arrayContaining(["feed.create", "feed.revoke"]));
	});

	it("belongs to whoever made it: others neither see nor revoke it, unless they manage operators of that scope", async () => {
		const tenant = await createTenant();
		const { actor: viewer } = await makeOperator({ role: "viewer" });
		const { actor: other } = await makeOperator({ role: "operator" });
		const { actor: scoped } = await makeOperator({ role: "admin", tenantIds: [tenant] });
		const { actor: owner } = await makeOperator();
		const feed = await createFeed(viewer, input());
		for (const stranger of [other, scoped]) {
			expect(await listFeeds(stranger)).toEqual([]);
			await expect(revokeFeed(stranger, feed.id)).rejects.toMatchObject({ code: "not_found" });
		}
		expect((await listFeeds(owner)).map(({ id }) => id)).toEqual([feed.id]);
		await revokeFeed(owner, feed.id);
		expect((await read(feed.url)).status).toBe(404);
	});

	it("is made only by a person who proved to be one, of a list that they may see and that is a filter", async () => {
		const [mine, theirs] = [await createTenant(), await createTenant()];
		const { actor } = await makeOperator({ tenantIds: [mine] });
		await expect(createFeed({ ...actor, provenAt: null }, input())).rejects.toMatchObject({ code: "reauth_required" });
		await expect(createFeed(actor, input({ search: `tenant=${theirs}` }))).rejects.toMatchObject({ code: "not_found" });
		for (const search of ["colour=red", "at=2026-11-01T00:00:00Z"]) {
			expect(feedInput.safeParse({ name: "x", search }).success).toBe(false);
		}
	});

	it("is read 60 times in ten minutes, then told to wait", async () => {
		const { url } = await createFeed((await makeOperator()).actor, input());
		for (let reads = 0; reads < 60; reads++) expect((await read(url)).status).toBe(200);
		const refused = await read(url);
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
	}, 30_000);

	it("leaves no trace of its address in the log, even when something breaks", async () => {
		const { actor } = await makeOperator();
		const { url } = await createFeed(actor, input());
		await db().calendarFeed.updateMany({ data: { search: "by=nonsense" } });
		const error = vi.spyOn(log, "error").mockImplementation(() => undefined);
		expect((await read(url)).status).toBe(500);
		expect(error).toHaveBeenCalledOnce();
		expect(error.mock.calls[0]?.[0]).toMatchObject({ path: "/feeds/…" });
		expect(JSON.stringify(error.mock.calls)).not.toContain(secretOf(url));
		error.mockRestore();
	});
});
