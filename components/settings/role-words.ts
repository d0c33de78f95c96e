/** What each role may do, in words. */
import type { Role } from "@/lib/shared/roles";

export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
	owner: { label: "Owner", may: "Everything, and makes owners." },
	admin: { label: "Admin", may: "Everything but owners: operators, activity, raw records too." },
	operator: { label: "Operator", may: "Connects, syncs and revokes; reads reservations." },
	viewer: { label: "Viewer", may: "Reads connections and reservations, changes nothing." },
};
