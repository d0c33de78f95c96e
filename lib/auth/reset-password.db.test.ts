import { afterEach, beforeEach, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { acceptInvite } from "./accept-invite";
import { createInvite, listInvites } from "./invites";
import { changeOperator } from "./operators";
import { createResetLink, resetPassword } from "./reset-password";
import { findLiveSession } from "./sessions";
import { signIn } from "./sign-in";
import { makeOperator, TEST_PASSWORD } from "./test-actors";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

const ORIGIN = { ip: "192.0.2.3", userAgent: "test", requestId: "r" };
const NEXT = "quiet-harbour-lamp-7";
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
const signInWith = (email: string, password: string) => signIn({ email, password, previousCookie: null, ...ORIGIN });

it("sets the password once, ends the old sessions, lets in despite earlier wrong tries", async () => {
	const admin = await makeOperator({ role: "admin" });
	const person = await makeOperator({ role: "operator" });
	const email = person.actor.label;
	for (let i = 0; i < 10; i++) await signInWith(email, "forgotten");
	const token = tokenOf((await createResetLink(admin.actor, person.actor.id)).url);
	expect(await findLiveSession(person.secret)).not.toBeNull();
	const secret = await resetPassword({ token, password: NEXT }, ORIGIN);
	expect(await findLiveSession(person.secret)).toBeNull();
	expect((await findLiveSession(secret))?.operator.email).toBe(email);
	expect(await signInWith(email, TEST_PASSWORD)).toBeNull();
	expect(await signInWith(email, NEXT)).not.toBeNull();
	await expect(resetPassword({ token, password: NEXT }, ORIGIN)).rejects.toMatchObject({ code: "not_found" });
});

it("is made for owners by owners only, and for nobody by roles without the right", async () => {
	const owner = await makeOperator();
	const admin = await makeOperator({ role: "admin" });
	const viewer = await makeOperator({ role: "viewer" });
	await expect(createResetLink(admin.actor, owner.actor.id)).rejects.toMatchObject({ code: "forbidden" });
	await expect(createResetLink(viewer.actor, admin.actor.id)).rejects.toMatchObject({ code: "forbidden" });
	await expect(createResetLink({ ...owner.actor, provenAt: null }, admin.actor.id)).rejects.toMatchObject({
		code: "reauth_required",
	});
});

it("dies after 24 hours, when replaced, and when the account is disabled", async () => {
	const owner = await makeOperator();
	const person = await makeOperator({ role: "viewer" });
	const first = tokenOf((await createResetLink(owner.actor, person.actor.id)).url);
	const second = tokenOf((await createResetLink(owner.actor, person.actor.id)).url);
	const use = (token: string) => resetPassword({ token, password: NEXT }, ORIGIN);
	await expect(use(first)).rejects.toMatchObject({ code: "not_found" });
	setClockOffset(25 * 3_600_000);
	await expect(use(second)).rejects.toMatchObject({ code: "not_found" });
	setClockOffset(0);
	await changeOperator(owner.actor, person.actor.id, { disabled: true });
	await expect(use(second)).rejects.toMatchObject({ code: "not_found" });
});

it("makes no account, and an invitation resets no password", async () => {
	const owner = await makeOperator();
	const person = await makeOperator({ role: "viewer" });
	const reset = tokenOf((await createResetLink(owner.actor, person.actor.id)).url);
	await expect(acceptInvite({ token: reset, name: "x", password: NEXT }, ORIGIN)).rejects.toMatchObject({
		code: "not_found",
	});
	expect(await listInvites(owner.actor)).toEqual([]);
	const input = { email: "new@example.test", role: "viewer" as const, allTenants: true, tenantIds: [] };
	const invite = tokenOf((await createInvite(owner.actor, input)).url);
	await expect(resetPassword({ token: invite, password: NEXT }, ORIGIN)).rejects.toMatchObject({ code: "not_found" });
});
