import { ButtonLink } from "@/components/ui/button";
import type { ConditionAction as Action, Condition } from "@/lib/shared/condition-words";
import { PauseControl } from "./pause-control";

interface ConditionActionProps {
	action: NonNullable<Condition["action"]>;
	/** Of what: told to a screen reader with the action. */
	name: string;
	connectionId: string;
	/** The tenant it is about; null: the whole connection. */
	tenantId: string | null;
	may: { connect: boolean; sync: boolean };
	/** The page it stands on: an action that only leads here is left out. */
	here?: Action["to"];
}

/** The one thing to do about a condition, where the reader may do it. */
export function ConditionAction({ action, name, connectionId, tenantId, may, here }: ConditionActionProps) {
	if (action.to === here) return null;
	if (action.to === "resume") {
		const target = tenantId === null ? { name, connectionId } : { name, tenantId };
		return may.sync ? <PauseControl target={target} paused variant="primary" size="sm" /> : null;
	}
	if (action.to === "reconnect" && !may.connect) return null;
	return (
		<ButtonLink
			size="sm"
			variant={action.to === "reconnect" ? "primary" : "secondary"}
			href={hrefOf(action.to, connectionId, tenantId)}
			aria-label={`${action.label}: ${name}`}
		>
			{action.label}
		</ButtonLink>
	);
}

function hrefOf(to: Exclude<Action["to"], "resume">, connectionId: string, tenantId: string | null): string {
	const connection = `/connections/${encodeURIComponent(connectionId)}`;
	switch (to) {
		case "reconnect":
			return `${connection}?reconnect=1`;
		case "revocation":
			return `${connection}/revoke`;
		case "tenant":
			return tenantId === null ? connection : `/tenants/${encodeURIComponent(tenantId)}`;
		default:
			return connection;
	}
}
