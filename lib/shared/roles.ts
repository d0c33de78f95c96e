/** Roles and what each may do. Shared with the browser to hide what would be refused; the check that counts is in lib/auth. */
import { z } from "zod";

export const role = z.enum(["owner", "admin", "operator", "viewer"]);
export type Role = z.infer<typeof role>;

export type Permission =
	| "connections.read"
	| "connections.connect"
	| "connections.sync"
	| "connections.revoke"
	| "reservations.read"
	| "reservations.annotate"
	| "reservations.raw"
	| "audit.read"
	| "metrics.read"
	| "operators.manage"
	| "api_keys.manage"
	| "settings.change";

const VIEWER: readonly Permission[] = ["connections.read", "reservations.read"];
const OPERATOR: readonly Permission[] = [
	...VIEWER,
	"connections.connect",
	"connections.sync",
	"connections.revoke",
	"reservations.annotate",
	"api_keys.manage",
];
const ADMIN: readonly Permission[] = [
	...OPERATOR,
	"reservations.raw",
	"audit.read",
	"metrics.read",
	"operators.manage",
	"settings.change",
];

export const PERMISSIONS: Record<Role, readonly Permission[]> = {
	owner: ADMIN, // an owner may also make and unmake owners: lib/auth/operators.ts
	admin: ADMIN,
	operator: OPERATOR,
	viewer: VIEWER,
};

export function roleCan(r: Role, permission: Permission): boolean {
	return PERMISSIONS[r].includes(permission);
}
