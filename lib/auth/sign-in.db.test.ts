import { afterEach, beforeEach, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { sessionSetCookie } from "./session-cookie";
import { findLiveSession } from "./sessions";
import { type SignInAttempt, signIn } from "./sign-in";
import { makeOperator, TEST_PASSWORD } from "./test-actors";
import { countThrottle, takeThrottle } from "./throttle";

useTestDatabase();
beforeEach(async () => {
	process.env.NEXTAUTH_SECRET = "a secret for tests only";
	forgetEnvironment();
	await truncateAll();
	await makeOperator({ email: "ann@example.test" });
	await db().session.deleteMany();
});
afterEach(() => setClockOffset(0));

const attempt = (over: Partial<SignInAttempt> = {}): SignInAttempt => ({
	email: "ann@example.test",
	password: TEST_PASSWORD,
	ip: "192.0.2.7",
	userAgent: "test",
	requestId: "r1",
	previousCookie: null,
	...over,
});
const actions = async () => (await db().auditEvent.findMany({ orderBy: { id: "asc" } })).map((row) => row.action);

it("signs in, whatever the e-mail's case, and leaves a trace", async () => {
	const signedIn = await signIn(attempt({ email: " Ann@Example.test " }));
	expect(await findLiveSession(signedIn?.sessionSecret ?? "")).toMatchObject({ ip: "192.0.2.7" });
	expect(await actions()).toEqual(["sign_in"]);
});

it.each([
	["a wrong password", { password: "wrong-password" }],
	["an unknown e-mail", { email: "nobody@example.test" }],
	["a NUL in the e-mail", { email: "nobody\0@example.test" }],
	["a huge password", { password: TEST_PASSWORD.repeat(100) }],
])("answers %s alike: nobody, no session, one audit row", async (_, over) => {
	expect(await signIn(attempt(over))).toBeNull();
	expect(await db().session.count()).toBe(0);
	expect(await actions()).toEqual(["sign_in.failed"]);
});

it("refuses a disabled account even with the right password", async () => {
	await db().operator.updateMany({ data: { disabledAt: new Date() } });
	expect(await signIn(attempt())).toBeNull();
});

it("never writes what was typed as a password, nor an e-mail field that is no e-mail", async () => {
	await signIn(attempt({ password: "my-typed-secret" }));
	await signIn(attempt({ email: "my-misplaced-secret" }));
	expect(JSON.stringify(await db().auditEvent.findMany({ omit: { id: true } }))).not.toMatch(
		/my-(typed|misplaced)-secret/,
	);
});

it("ends the session that the browser had before", async () => {
	const first = await signIn(attempt());
	const cookie = (await sessionSetCookie(first?.sessionSecret ?? "")).split(/[=;]/)[1] ?? "";
	const second = await signIn(attempt({ previousCookie: cookie }));
	expect(await findLiveSession(first?.sessionSecret ?? "")).toBeNull();
	expect(await findLiveSession(second?.sessionSecret ?? "")).not.toBeNull();
});

it("stops after 10 wrong tries for one e-mail, known or not, even with the right password, and notes it once", async () => {
	for (const email of ["ann@example.test", "nobody@example.test"]) {
		for (let i = 0; i < 10; i++)
			expect(await signIn(attempt({ email, password: "wrong", ip: `192.0.2.${i}` }))).toBeNull();
		for (let i = 0; i < 3; i++) {
			await expect(signIn(attempt({ email }))).rejects.toMatchObject({
				code: "rate_limited",
				retryAfterSeconds: expect.any(Number),
			});
		}
	}
	expect((await actions()).filter((action) => action === "sign_in.throttled")).toHaveLength(2);
	setClockOffset(15 * 60_000 + 1000);
	expect(await signIn(attempt())).not.toBeNull();
});

it("stops one address that tries many e-mails, and no other address", async () => {
	for (let i = 0; i < 60; i++) await countThrottle("sign-in:address:192.0.2.7", 900);
	await expect(signIn(attempt({ email: "other@example.test" }))).rejects.toMatchObject({ code: "rate_limited" });
	expect(await signIn(attempt({ ip: "192.0.2.8" }))).not.toBeNull();
});

it("does not count successful sign-ins", async () => {
	for (let i = 0; i < 12; i++) expect(await signIn(attempt())).not.toBeNull();
});

it("gives every parallel take its own number and opens a new window when the old one has passed", async () => {
	const takes = await Promise.all(Array.from({ length: 20 }, () => countThrottle("k", 60)));
	expect(takes.map((take) => take.count).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
	await expect(takeThrottle("k", 20, 60)).rejects.toMatchObject({ code: "rate_limited" });
	setClockOffset(61_000);
	expect(await countThrottle("k", 60)).toEqual({ count: 1, secondsLeft: 60 });
});
