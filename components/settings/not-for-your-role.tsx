import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/lib/shared/roles";

/** A page that exists, for somebody whose role does not open it. */
export function NotForYourRole({ role, what }: { role: Role; what: string }) {
	return (
		<EmptyState title={`Your role does not open ${what}`}>
			You are signed in as {role}. Ask an owner or admin of this installation when you need this.
		</EmptyState>
	);
}
