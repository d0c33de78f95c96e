/** Test support: an operator row and the actor a fresh session of theirs would give. */
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { Role } from "@/lib/shared/roles";
import type { Actor } from "./actor";
import { hashPassword } from "./passwords";
import { hashSecret } from "./secrets";
import { startSession } from "./sessions";

export const TEST_PASSWORD = "violet-kettle-rides-42";

interface TestOperator {
	role?: Role;
	email?: string;
	/** Null: all tenants. */
	tenantIds?: string[] | null;
}

/** Creates the operator and a live session; `secret` is what the cookie would carry. */
export async function makeOperator(options: TestOperator = {}): Promise<{ actor: Actor; secret: string }> {
	const id = newId("opr");
	const email = options.email ?? `${id}@example.test`;
	const tenantIds = options.tenantIds ?? null;
	const role = options.role ?? "owner";
	await db().operator.create({
		data: {
			id,
			email,
			name: "Test Person",
			role,
			passwordHash: await hashPassword(TEST_PASSWORD),
			allTenants: tenantIds === null,
			tenantIds: tenantIds ?? [],
		},
	});
	const secret = await startSession(db(), id, { ip: "192.0.2.1", userAgent: "test" });
	const actor: Actor = {
		kind: "operator",
		id,
		label: email,
		role,
		tenantScope: tenantIds ?? "all",
		sessionId: hashSecret(secret),
		provenAt: now(),
		ip: "192.0.2.1",
		requestId: "request-of-a-test",
	};
	return { actor, secret };
}
