import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { acceptInvite } from "./accept-invite";
import { ensureFirstOwner } from "./first-owner";
import { createInvite, listInvites, peekInvite, withdrawInvite } from "./invites";
import { findLiveSession } from "./sessions";
import { makeOperator } from "./test-actors";

useTestDatabase();
beforeEach(async () => {
	setAdmin(undefined, undefined);
	await truncateAll();
});
afterEach(() => setClockOffset(0));

const ORIGIN = { ip: "192.0.2.3", userAgent: "test", requestId: "r" };
const PERSON = { name: "Ann", password: "violet-kettle-rides-42" };
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
const INVITE = { email: "ann@example.test", role: "operator" as const, allTenants: true, tenantIds: [] };

function setAdmin(email: string | undefined, password: string | undefined): void {
	for (const [name, value] of Object.entries({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password })) {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
	forgetEnvironment();
}

async function setupToken(): Promise<string> {
	const result = await ensureFirstOwner();
	if (result.kind !== "setup_link") throw new Error(`expected a setup link, got ${result.kind}`);
	return tokenOf(result.url);
}

describe("invitation", () => {
	it("becomes an account with the invited e-mail, role and scope, signed in, once", async () => {
		const { actor } = await makeOperator();
		const token = tokenOf((await createInvite(actor, INVITE)).url);
		const secret = await acceptInvite({ token, ...PERSON, email: "mallory@example.test" }, ORIGIN);
		expect((await findLiveSession(secret))?.operator).toMatchObject({
			email: INVITE.email,
			role: "operator",
			allTenants: true,
		});
		await expect(acceptInvite({ token, ...PERSON }, ORIGIN)).rejects.toMatchObject({ code: "not_found" });
		expect(await peekInvite(token, "invite")).toBeNull();
	});

	it("is kept as a hash only, and its list shows no link", async () => {
		const { actor } = await makeOperator();
		const token = tokenOf((await createInvite(actor, INVITE)).url);
		expect(JSON.stringify(await db().invite.findMany())).not.toContain(token);
		expect(JSON.stringify(await db().auditEvent.findMany({ omit: { id: true } }))).not.toContain(token);
		expect(JSON.stringify(await listInvites(actor))).not.toContain(token);
	});

	it("expires after 7 days, dies when withdrawn, and is replaced by a newer one for the same e-mail", async () => {
		const { actor } = await makeOperator();
		const first = tokenOf((await createInvite(actor, INVITE)).url);
		const second = await createInvite(actor, INVITE);
		expect(await peekInvite(first, "invite")).toBeNull();
		expect(await peekInvite(tokenOf(second.url), "invite")).not.toBeNull();
		setClockOffset(7 * 24 * 3_600_000 + 1000);
		expect(await peekInvite(tokenOf(second.url), "invite")).toBeNull();
		setClockOffset(0);
		await withdrawInvite(actor, second.id);
		await expect(acceptInvite({ token: tokenOf(second.url), ...PERSON }, ORIGIN)).rejects.toMatchObject({
			code: "not_found",
		});
	});

	it("is used once even by two clicks at the same moment", async () => {
		const { actor } = await makeOperator();
		const token = tokenOf((await createInvite(actor, INVITE)).url);
		const results = await Promise.allSettled([
			acceptInvite({ token, ...PERSON }, ORIGIN),
			acceptInvite({ token, ...PERSON }, ORIGIN),
		]);
		expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
		expect(await db().operator.count({ where: { email: INVITE.email } })).toBe(1);
	});

	it("makes owners for owners only, and none for an e-mail that has an account", async () => {
		const owner = await makeOperator();
		const admin = await makeOperator({ role: "admin" });
		const viewer = await makeOperator({ role: "viewer" });
		await expect(createInvite(admin.actor, { ...INVITE, role: "owner" })).rejects.toMatchObject({ code: "forbidden" });
		await expect(createInvite(viewer.actor, INVITE)).rejects.toMatchObject({ code: "forbidden" });
		await expect(createInvite(owner.actor, { ...INVITE, email: viewer.actor.label })).rejects.toMatchObject({
			code: "conflict",
		});
	});

	it("is not handed out beyond the inviter's own tenants", async () => {
		const { actor } = await makeOperator({ role: "admin", tenantIds: [] });
		await expect(createInvite(actor, INVITE)).rejects.toMatchObject({ code: "not_found" });
	});

	it("cannot be guessed for long", async () => {
		for (let i = 0; i < 20; i++) {
			await expect(acceptInvite({ token: `guess-${i}`, ...PERSON }, ORIGIN)).rejects.toMatchObject({
				code: "not_found",
			});
		}
		await expect(acceptInvite({ token: "guess", ...PERSON }, ORIGIN)).rejects.toMatchObject({ code: "rate_limited" });
	});
});

describe("first owner", () => {
	it("comes from the environment, once", async () => {
		setAdmin("Boss@Example.test", "violet-kettle-rides-42");
		expect(await ensureFirstOwner()).toEqual({ kind: "created", email: "boss@example.test" });
		expect(await ensureFirstOwner()).toEqual({ kind: "exists" });
		expect(await db().operator.findFirstOrThrow()).toMatchObject({ role: "owner", allTenants: true });
	});

	it("is made once by two starts at the same moment", async () => {
		setAdmin("boss@example.test", "violet-kettle-rides-42");
		await Promise.all([ensureFirstOwner(), ensureFirstOwner()]);
		expect(await db().operator.count()).toBe(1);
	});

	it.each([
		["boss@example.test", undefined, "ADMIN_PASSWORD is not"],
		[undefined, "violet-kettle-rides-42", "ADMIN_EMAIL is not"],
		["boss", "violet-kettle-rides-42", "not an e-mail address"],
		["boss@example.test", "Password1234", "most common words"],
		["boss@example.test", "short", "at least 12"],
	])("is refused with one clear sentence for %s / %s", async (email, password, sentence) => {
		setAdmin(email, password);
		const error = await ensureFirstOwner().catch((cause: unknown) => cause);
		expect(String(error)).toContain(sentence);
		if (password !== undefined) expect(String(error)).not.toContain(password);
		expect(await db().operator.count()).toBe(0);
	});

	it("is set up by a link that works once", async () => {
		const token = await setupToken();
		expect(await peekInvite(token, "setup")).toMatchObject({ role: "owner" });
		await expect(acceptInvite({ token, ...PERSON }, ORIGIN)).rejects.toMatchObject({ code: "invalid_input" });
		const secret = await acceptInvite({ token, ...PERSON, email: "boss@example.test" }, ORIGIN);
		expect((await findLiveSession(secret))?.operator).toMatchObject({ role: "owner", email: "boss@example.test" });
		await expect(acceptInvite({ token, ...PERSON, email: "two@example.test" }, ORIGIN)).rejects.toMatchObject({
			code: "not_found",
		});
		expect(await ensureFirstOwner()).toEqual({ kind: "exists" });
	});

	it("has one live link at a time, for one hour", async () => {
		const first = await setupToken();
		const second = await setupToken();
		expect(await peekInvite(first, "setup")).toBeNull();
		expect(await peekInvite(second, "setup")).not.toBeNull();
		setClockOffset(61 * 60_000);
		expect(await peekInvite(second, "setup")).toBeNull();
	});

	it("closes the link as soon as anybody can sign in", async () => {
		const token = await setupToken();
		await makeOperator({ role: "viewer" });
		expect(await peekInvite(token, "setup")).toBeNull();
		await expect(acceptInvite({ token, ...PERSON, email: "x@example.test" }, ORIGIN)).rejects.toMatchObject({
			code: "not_found",
		});
	});
});
