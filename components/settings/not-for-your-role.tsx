import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/lib/shared/roles";
import { SETTINGS_WORDS } from "./settings-words";

/** A page that exists, for somebody whose role does not open it. */
export function NotForYourRole({ role, what }: { role: Role; what: string }) {
	return <EmptyState title={SETTINGS_WORDS.notYourRole(what)}>{SETTINGS_WORDS.notYourRoleText(role)}</EmptyState>;
}
