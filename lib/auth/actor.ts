/** Who acts, and what they may. The first argument of every domain function a person can reach. */
import "server-only";
import { AppError } from "@/lib/errors";
import { type Permission, type Role, roleCan } from "@/lib/shared/roles";

export interface Actor {
	kind: "operator" | "api_key" | "system";
	/** Operator id; the id of the key's owner for api_key; "system". */
	id: string;
	/** E-mail or "system", for the audit trail. */
	label: string;
	role: Role;
	/** Tenants this actor may see. */
	tenantScope: "all" | readonly string[];
	/** Session row id; null for keys and the system. Connect attempts are bound to it. */
	sessionId: string | null;
	/** When the person last proved who they are (sign-in or password again). */
	provenAt: Date | null;
	/** True for API keys that may only read; the route wrapper refuses anything but GET and HEAD. */
	readOnly?: boolean;
	ip: string | null;
	requestId: string | null;
}

export const SYSTEM: Actor = {
	kind: "system",
	id: "system",
	label: "system",
	role: "owner",
	tenantScope: "all",
	sessionId: null,
	provenAt: null,
	ip: null,
	requestId: null,
};

/** Throws `forbidden` unless the actor's role holds the permission. Every domain function calls it first. */
export function assertCan(actor: Actor, permission: Permission): void {
	if (!can(actor, permission)) {
		throw new AppError(
			"forbidden",
			`${actor.role} lacks ${permission}`,
			`Your role (${actor.role}) does not allow this. Ask an owner or admin of this installation.`,
		);
	}
}

export function can(actor: Actor, permission: Permission): boolean {
	return actor.kind === "system" || roleCan(actor.role, permission);
}

/** Whether the actor may see a tenant's data. Others answer not_found, never forbidden (S-60). */
export function seesTenant(actor: Actor, tenantId: string): boolean {
	return actor.tenantScope === "all" || actor.tenantScope.includes(tenantId);
}
