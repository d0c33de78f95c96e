import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { TOKEN_WORDS } from "./token-words";

interface ReconnectFormProps {
	connectionId: string;
	provider: string;
	/** Permissions asked for before; asked for again. */
	scopes: readonly string[];
	/** Several tenants were picked before, so the consent page offers several again. */
	multiTenant: boolean;
	label?: string;
	variant?: ButtonVariant;
	size?: ButtonSize;
}

/** Sends the operator to the provider's consent page to renew one connection. A plain form: it works without scripts. */
export function ReconnectForm({
	connectionId,
	provider,
	scopes,
	multiTenant,
	label = TOKEN_WORDS.reconnect,
	variant,
	size,
}: ReconnectFormProps) {
	return (
		<form method="post" action={`/oauth/${encodeURIComponent(provider)}/start`}>
			<input type="hidden" name="reconnect" value={connectionId} />
			<input type="hidden" name="returnTo" value={`/connections/${connectionId}?reconnected=1`} />
			{multiTenant && <input type="hidden" name="multiTenant" value="true" />}
			{scopes.map((scope) => (
				<input key={scope} type="hidden" name="scopes" value={scope} />
			))}
			<Button type="submit" {...(variant === undefined ? {} : { variant })} {...(size === undefined ? {} : { size })}>
				{label}
			</Button>
		</form>
	);
}
