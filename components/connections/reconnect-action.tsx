"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { ManualTokenForm } from "./manual-token-form";
import { ReconnectForm } from "./reconnect-form";
import { TOKEN_WORDS } from "./token-words";
import { VendorSteps } from "./vendor-steps";

interface ReconnectActionProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
	/** The thing to do now, not one of several. */
	urgent?: boolean;
	/** Open the dialog at once: somebody came here to reconnect. */
	startOpen?: boolean;
}

/** Renews a connection the way it was made: at the provider's consent page, or with a new manual token. */
export function ReconnectAction({ connection, provider, urgent = false, startOpen = false }: ReconnectActionProps) {
	const [open, setOpen] = useState(startOpen && connection.method === "manual");
	const notify = useToast();
	const variant = urgent ? "primary" : "secondary";
	if (connection.method === "oauth") {
		return (
			<ReconnectForm
				connectionId={connection.id}
				provider={connection.provider}
				scopes={connection.requestedScopes}
				multiTenant={connection.tenants.length > 1}
				variant={variant}
			/>
		);
	}
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger>
				<Button variant={variant}>{TOKEN_WORDS.reconnect}</Button>
			</DialogTrigger>
			<DialogContent
				wide
				title={TOKEN_WORDS.reconnectAccount(connection.account)}
				description={TOKEN_WORDS.reconnectDescription}
			>
				<div className="flex flex-col gap-4">
					<VendorSteps
						title={TOKEN_WORDS.whereTheTokenIsMade}
						steps={provider.manual.steps}
						portalUrl={provider.portalUrl}
						providerLabel={provider.label}
					/>
					<Notice tone="info" title={TOKEN_WORDS.oldTokenStays}>
						{TOKEN_WORDS.oldTokenStaysText(provider.label)}
					</Notice>
					<ManualTokenForm
						provider={provider}
						reconnectId={connection.id}
						submitLabel={TOKEN_WORDS.tryTokenAndReconnect}
						onDone={() => {
							setOpen(false);
							notify({
								tone: "ok",
								title: TOKEN_WORDS.reconnected,
								text: TOKEN_WORDS.acceptedTheNewToken(provider.label),
							});
						}}
					/>
				</div>
			</DialogContent>
		</Dialog>
	);
}
