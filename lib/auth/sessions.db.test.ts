import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { requireFreshProof } from "./fresh-proof";
import { changeOperator, endOperatorSessions } from "./operators";
import { changePassword, endOwnSession, listOwnSessions, proveAgain } from "./own-account";
import { resolveActor } from "./resolve-actor";
import { hashSecret } from "./secrets";
import { readSessionId, sessionCookieName, sessionSetCookie } from "./session-cookie";
import { findLiveSession, startSession } from "./sessions";
import { makeOperator, TEST_PASSWORD } from "./test-actors";

useTestDatabase();
beforeEach(async () => {
	process.env.NEXTAUTH_SECRET = "a secret for tests only";
	forgetEnvironment();
	await truncateAll();
});
afterEach(() => setClockOffset(0));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ORIGIN = { ip: "192.0.2.9", userAgent: "other browser" };
const alive = async (secret: string) => (await findLiveSession(secret)) !== null;

describe("a session", () => {
	it("is kept as a hash of what the cookie carries", async () => {
		const { secret } = await makeOperator();
		const dump = JSON.stringify(await db().session.findMany());
		expect(dump).not.toContain(secret);
		expect(dump).toContain(hashSecret(secret));
	});

	it("ends after 12 hours without a request, and lives on when used", async () => {
		const { secret } = await makeOperator();
		setClockOffset(11 * HOUR);
		expect(await alive(secret)).toBe(true);
		setClockOffset(22 * HOUR);
		expect(await alive(secret)).toBe(true);
		setClockOffset(34 * HOUR + MINUTE);
		expect(await alive(secret)).toBe(false);
	});

	it("ends after 7 days however often it is used", async () => {
		const { secret } = await makeOperator();
		for (let hours = 10; hours < 7 * 24; hours += 10) {
			setClockOffset(hours * HOUR);
			expect(await alive(secret)).toBe(true);
		}
		setClockOffset(7 * 24 * HOUR + MINUTE);
		expect(await alive(secret)).toBe(false);
	});

	it("notes a visit at most once a minute", async () => {
		const { secret } = await makeOperator();
		const seen = async () => (await db().session.findFirstOrThrow()).lastSeenAt.getTime();
		const first = await seen();
		setClockOffset(50_000);
		await findLiveSession(secret);
		expect(await seen()).toBe(first);
		setClockOffset(70_000);
		await findLiveSession(secret);
		expect(await seen()).toBeGreaterThan(first);
	});

	it("gives an actor with the operator's present rights, and nobody once the account is disabled", async () => {
		const { secret, actor } = await makeOperator({ role: "operator" });
		const cookie = (await sessionSetCookie(secret)).split(/[=;]/)[1] ?? "";
		const from = { cookie, authorization: null, ip: "192.0.2.1", requestId: "r" };
		await db().operator.update({
			where: { id: actor.id },
			data: { role: "viewer", allTenants: false, tenantIds: ["ten_a"] },
		});
		expect(await resolveActor(from)).toMatchObject({
			role: "viewer",
			tenantScope: ["ten_a"],
			sessionId: actor.sessionId,
		});
		await db().operator.update({ where: { id: actor.id }, data: { disabledAt: new Date() } });
		expect(await resolveActor(from)).toBeNull();
	});
});

describe("the cookie", () => {
	it("carries the session id and nothing else, and is refused when forged or made with another secret", async () => {
		const value = (await sessionSetCookie("the-id")).split(/[=;]/)[1] ?? "";
		expect(await readSessionId(value)).toBe("the-id");
		for (const bad of ["", "x", "a.b.c.d.e", `${value.slice(0, -4)}AAAA`, "eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0."]) {
			expect(await readSessionId(bad)).toBeNull();
		}
		process.env.NEXTAUTH_SECRET = "another secret";
		forgetEnvironment();
		expect(await readSessionId(value)).toBeNull();
	});

	it("has the __Host- prefix and Secure behind TLS, and neither without", async () => {
		process.env.NEXTAUTH_URL = "https://rezdeck.example.test";
		forgetEnvironment();
		expect(await sessionSetCookie("x")).toMatch(
			/^__Host-rezdeck\.session=.*; Path=\/; HttpOnly; SameSite=Lax;.*; Secure$/,
		);
		delete process.env.NEXTAUTH_URL;
		forgetEnvironment();
		expect(sessionCookieName()).toBe("rezdeck.session");
		expect(await sessionSetCookie("x")).not.toContain("Secure");
	});
});

describe("ending sessions", () => {
	it("ends one's own, and answers not_found for somebody else's", async () => {
		const one = await makeOperator();
		const two = await makeOperator();
		await expect(endOwnSession(one.actor, two.actor.sessionId ?? "")).rejects.toMatchObject({ code: "not_found" });
		expect(await alive(two.secret)).toBe(true);
		await endOwnSession(one.actor, one.actor.sessionId ?? "");
		expect(await alive(one.secret)).toBe(false);
		expect(await listOwnSessions(one.actor)).toEqual([]);
	});

	it("ends all on a password change but goes on with a new id", async () => {
		const { actor, secret } = await makeOperator();
		const other = await startSession(db(), actor.id, ORIGIN);
		const next = await changePassword(actor, { current: TEST_PASSWORD, next: "another-violet-kettle" }, ORIGIN);
		expect(await Promise.all([secret, other, next].map(alive))).toEqual([false, false, true]);
	});

	it("changes nothing when the current password is wrong, and stops guessing", async () => {
		const { actor, secret } = await makeOperator();
		const guess = () => changePassword(actor, { current: "wrong", next: "another-violet-kettle" }, ORIGIN);
		for (let i = 0; i < 10; i++) await expect(guess()).rejects.toMatchObject({ code: "invalid_input" });
		await expect(guess()).rejects.toMatchObject({ code: "rate_limited" });
		expect(await alive(secret)).toBe(true);
	});

	it.each([{ role: "viewer" as const }, { disabled: true }, { allTenants: false, tenantIds: [] }])(
		"ends an operator's sessions on %j",
		async (input) => {
			const owner = await makeOperator();
			const other = await makeOperator({ role: "operator" });
			await changeOperator(owner.actor, other.actor.id, input);
			expect([await alive(other.secret), await alive(owner.secret)]).toEqual([false, true]);
		},
	);

	it("lets those who manage operators sign anybody out", async () => {
		const admin = await makeOperator({ role: "admin" });
		const other = await makeOperator({ role: "viewer" });
		expect(await endOperatorSessions(admin.actor, other.actor.id)).toEqual({ ended: 1 });
		expect(await alive(other.secret)).toBe(false);
		await expect(endOperatorSessions(other.actor, admin.actor.id)).rejects.toMatchObject({ code: "forbidden" });
	});
});

describe("fresh proof", () => {
	it("lasts 5 minutes from sign-in and is renewed by the password only", async () => {
		const { actor, secret } = await makeOperator();
		setClockOffset(4 * MINUTE);
		expect(() => requireFreshProof(actor)).not.toThrow();
		setClockOffset(6 * MINUTE);
		expect(() => requireFreshProof(actor)).toThrowError(expect.objectContaining({ code: "reauth_required" }));
		await expect(proveAgain(actor, "wrong")).rejects.toMatchObject({ code: "invalid_input" });
		await proveAgain(actor, TEST_PASSWORD);
		const provenAt = (await findLiveSession(secret))?.provenAt ?? null;
		expect(() => requireFreshProof({ ...actor, provenAt })).not.toThrow();
	});

	it("cannot be given by a key", async () => {
		const { actor } = await makeOperator();
		const key = { ...actor, kind: "api_key" as const, sessionId: null, provenAt: null };
		expect(() => requireFreshProof(key)).toThrowError(expect.objectContaining({ code: "forbidden" }));
		expect(() => requireFreshProof(key, "allow")).not.toThrow();
		await expect(proveAgain(key, TEST_PASSWORD)).rejects.toMatchObject({ code: "forbidden" });
	});
});
